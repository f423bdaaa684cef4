"""Which blocks are story, each once."""
