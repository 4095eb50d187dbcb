"""How accessible luwte is, what is known to be lacking, and whom to tell."""
