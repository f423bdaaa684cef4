"""The archive: one file that knows copies, versions and stories."""
