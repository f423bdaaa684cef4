"""The words and numbers that the readers go by, on the ground floor: one opener of files."""
