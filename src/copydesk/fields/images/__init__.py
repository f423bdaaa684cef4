"""The pictures: declared and printed."""
