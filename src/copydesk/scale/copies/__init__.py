"""Copies over the whole of a folder: candidates by joined prints, then the archive's own rule."""
