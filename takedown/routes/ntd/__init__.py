"""Notice under the Dutch code of conduct for notice and take-down."""
