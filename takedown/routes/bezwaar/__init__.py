"""An administrative objection to a public body's refusal."""
