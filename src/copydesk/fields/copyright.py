"""Who owns the story."""

from typing import Final

from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout.declarations import DeclaredPage, texts
from copydesk.records import Story

__all__ = ["copyright", "declared_copyrights", "visible_copyrights"]


LONGEST_COPYRIGHT: Final = 300


def visible_copyrights(page: View) -> list[Candidate[str]]:
    """Copyright lines, the one nearest to the story first."""
    lines = [(i, page.text(i)) for i in page.with_role("copyright") if len(page.text(i)) <= LONGEST_COPYRIGHT]
    sure = [0.8 if any(map(str.isdigit, text)) else 0.6 for _, text in lines[:4]]
    return [page.candidate(i, text, "copyright/line", one) for (i, text), one in zip(lines, sure, strict=False)]


def declared_copyrights(page: DeclaredPage) -> list[Candidate[str]]:
    """Copyright lines of the declarations."""
    return [propose(origin, text) for origin, text in texts(page, "copyright") if len(text) < LONGEST_COPYRIGHT]


def copyright(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[str]:  # noqa: A001  the field's name
    """The copyright line as printed."""
    if isinstance(view, TextSheet):
        return view.found("copyright", view.strings("copyright"))
    return view.found("copyright", [*visible_copyrights(view), *said.once(declared_copyrights)])
