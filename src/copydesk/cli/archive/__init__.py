"""The commands that read and keep an archive; each takes the archive first."""
