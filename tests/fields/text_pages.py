"""Plain texts read to records, for the tests of what a dump must give."""

from copydesk.fields.story import read_page
from copydesk.layout.page import page_of
from copydesk.records import Capture, Story
from copydesk.settings import DEFAULTS


def story_in(text: str) -> Story:
    """The story in a text, however few words it has."""
    return read_page(page_of(Capture(content=text, kind="text"), DEFAULTS))
