"""Links around stories, labelled: by the true topics, and by what pages declare, which is then hidden."""

from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks.field_rows import Asked, DevPage, Row, before
from benchmarks.hidden_names import without_declarations
from copydesk.body.trees import Trees
from copydesk.fields.tags import BAR, declared_tags, visible_tags
from copydesk.fields.topic_links import WIDE, links_around, links_row
from copydesk.wording.spelling import words

__all__ = ["tag_rows"]

FREE: Final = 0.3
"""Of a page whose declarations are the label."""
ALIKE: Final = 0.6
"""F1 of the words of some links and of the topics from which they are these."""
SURE: Final = frozenset(("tags/article", "tags/keywords", "tags/jsonld", "tags/news", "tags/rel", "tags/markup"))


def tag_rows(page: DevPage, body: Trees) -> Iterator[tuple[Row]]:
    """The links of each box around a story as a row."""
    known = page.truth.get("topics") if page.set_name.startswith("fundus_") else None
    asked = before(page.content, page.url, body, "tags")
    topics = [known] if known else _said(asked) if asked else []
    hidden = before(without_declarations(page.content), page.url, body, "tags") if topics else None
    for one in (asked, hidden):
        for links in links_around(one.view, WIDE) if one and topics else ():
            label = float(max(_alike(links.names, own) for own in topics) >= ALIKE)
            assert one is not None
            yield (Row(page.outlet, links_row(one.view, links), label, 1.0 if known else FREE),)


def _said(asked: Asked) -> list[Sequence[str]]:
    candidates = [*asked.said.once(declared_tags), *visible_tags(asked.view).candidates]
    return [one.value for one in candidates if one.rule in SURE and one.confidence >= BAR]


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    mine, theirs = ({words(tag) for tag in tags} for tags in (one, other))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0
