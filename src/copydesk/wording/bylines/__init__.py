"""What a line of names says."""
