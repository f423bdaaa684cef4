"""Measuring commands: `python -m benchmarks.NAME --help` says what each does."""
