"""Which stories are one text, and who likely had it first."""
