"""The commands that read and keep an archive; each takes the archive first."""

from copydesk.cli.archive.copies import copies
from copydesk.cli.archive.db import db
from copydesk.cli.archive.diff import diff
from copydesk.cli.archive.export import export
from copydesk.cli.archive.follow import crawl, watch
from copydesk.cli.archive.ingest import ingest
from copydesk.cli.archive.people import people
from copydesk.cli.archive.quotes import quotes
from copydesk.cli.archive.search import search
from copydesk.cli.archive.story import story
from copydesk.cli.archive.timeline import timeline
from copydesk.cli.archive.versions import versions

__all__ = ["ARCHIVE_COMMANDS"]

ARCHIVE_COMMANDS = (ingest, crawl, watch, search, story, versions, diff, copies, people, quotes, timeline, export, db)
