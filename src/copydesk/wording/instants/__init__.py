"""What a date or time says."""
