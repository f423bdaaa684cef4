"""When the story was published: candidates and the choice."""
