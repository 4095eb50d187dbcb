"""What is kept of somebody who withdrew, because the police asked for it or a legal claim needs it."""
