"""When the story was published and last changed."""

from typing import Final

from copydesk.fields.listed import listed_changes, listed_publications
from copydesk.fields.published.choice import decided_times
from copydesk.fields.published.declared import declared_changes, declared_publications
from copydesk.fields.published.seen import Times, line_times, visible_times
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout.declarations import DeclaredPage
from copydesk.records import Instant, Story

__all__ = ["modified", "published"]

BAR: Final = 0.2


def published(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[Instant]:
    """When the story was published: declared, printed and in the address, weighed against each other."""
    declared = [*said.once(declared_publications), *said.once(listed_publications)]
    decided = decided_times(declared, _times(view).published, view.url, said.once(declared_changes))
    return view.found("published", decided, BAR)


def modified(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[Instant]:
    """When the story was last changed; the lines that hold either instant are no body."""
    times = _times(view)
    if isinstance(view, View):
        view = view.settling("published", times.published_blocks).settling("modified", times.modified_blocks)
    return view.found("modified", [*said.once(declared_changes), *times.modified, *said.once(listed_changes)])


def _times(view: View | TextSheet) -> Times:
    return view.once(line_times) if isinstance(view, TextSheet) else view.once(visible_times)
