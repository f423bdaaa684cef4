"""Feeds and sitemaps: what names stories and tells none."""
