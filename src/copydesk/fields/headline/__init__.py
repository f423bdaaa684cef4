"""The headline: declared, printed, or a line of a text."""
