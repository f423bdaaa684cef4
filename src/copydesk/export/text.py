"""The body as plain text."""

from copydesk.export.neutral import neutral
from copydesk.records import Story

__all__ = ["to_text"]


def to_text(story: Story) -> str:
    """The body alone, paragraphs parted by a blank line: the record's `text`, safe on a terminal."""
    return neutral(story.text).strip("\n") + "\n"
