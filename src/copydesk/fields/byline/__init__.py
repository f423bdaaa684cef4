"""Who wrote the story."""
