"""Two versions of a story, and what changed between them."""
