"""Page to Story: the one line through all fields."""

from copydesk.fields.html_story import html_story
from copydesk.layout.page import Page
from copydesk.records import Story
from copydesk.settings import Settings

__all__ = ["story_of"]


def story_of(page: Page, settings: Settings) -> Story:
    """The story on a page.

    Raises:
        NotAStory: the page is no story; the reason says what it is instead.
    """
    if page.kind == "html":
        return html_story(page)
    from copydesk.fields.text_story import text_story

    return text_story(page)
