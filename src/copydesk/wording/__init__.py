"""Strings in, readings out: knows no page."""
