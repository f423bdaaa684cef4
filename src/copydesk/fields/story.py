"""Page to Story: the one line through all fields."""

import re
from itertools import islice
from typing import Final

from copydesk.errors import NotAStory
from copydesk.fields.html_story import html_story
from copydesk.layout.page import Page
from copydesk.records import Story
from copydesk.settings import Settings

__all__ = ["story_of"]

FEWEST_WORDS: Final = 5
"""The shortest true body on 1,571 development pages has seven; what was read with less was no story."""
# Where words are not parted by spaces, two characters are about one.
_WORD: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W_]+")


def story_of(page: Page, settings: Settings) -> Story:
    """The story on a page.

    Raises:
        NotAStory: the page is no story; the reason says what it is instead.
    """
    story = _read(page)
    if not story.posts and _words(story.text) < FEWEST_WORDS:
        raise NotAStory("no-body", "the body is a few words and no story")
    return story


def _read(page: Page) -> Story:
    if page.kind == "html":
        return html_story(page)
    from copydesk.fields.text_story import text_story

    return text_story(page)


def _words(text: str) -> int:
    """About how many words the text has, counted no further than the question goes."""
    return sum(1 for _ in islice(_WORD.finditer(text), FEWEST_WORDS))
