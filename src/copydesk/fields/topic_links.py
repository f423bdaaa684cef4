"""Links around a story that are its topics, whatever names and addresses they have: learned from how they stand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from copydesk import urls
from copydesk.fields.candidates import Candidate
from copydesk.fields.chooser import likely, within
from copydesk.fields.tag_choice import Topics, is_topic_address, told
from copydesk.fields.view import View
from copydesk.layout.sheet import Anchor, span_of
from copydesk.wording.furniture import furniture
from copydesk.wording.spelling import has_digit, word_runs, words

__all__ = ["FEATURES", "WIDE", "Links", "learned_topics", "links_around", "links_row"]

T = TypeVar("T")

LONGEST, FAR = 60, 40
_EDGES: Final = " ,;|•·#"
LONGEST_LABEL: Final = 120
_OTHERS: Final = frozenset(("related", "navigation", "share"))
FEATURES: Final = (
    "links", "names", "length", "longest", "words", "capital", "capitals", "hashed", "digits", "told", "addressed",
    "from_body", "from_headline", "from_prose", "behind", "above", "untitled", "blocks", "share", "depth", "around",
    "in_list", "kinds", "folders", "asked", "topic_address", "own_address", "elsewhere",
    "label_length", "label_colon", "labelled", "labelled_other",
)  # fmt: skip


class Reach(NamedTuple):
    """Which links are looked at: blocks over the headline and behind the body, links in a box, mean length of names."""

    above: int
    behind: int
    links: int
    length: int


NEAR: Final = Reach(above=0, behind=20, links=15, length=30)
"""A fourth of the boxes around stories, and all topics that were found among the others."""
WIDE: Final = Reach(above=20, behind=40, links=40, length=LONGEST)
"""What the trees were trained on."""


class Links(NamedTuple):
    """Links in one box, and what they say, each once."""

    anchors: Sequence[Anchor]
    names: Sequence[str]


def learned_topics(page: View) -> list[Topics]:
    """The links that look most like the topics of the story, as sure as they are likely."""
    rated = [(likely("topics", links_row(page, links)), links) for links in links_around(page)]
    if not rated:
        return []
    probability, (anchors, names) = max(rated, key=lambda pair: pair[0])
    first = anchors[0]
    return [
        Candidate(
            value=tuple(names),
            rule="tags/links",
            confidence=probability,
            layer="html",
            locator=first.container.css_path(),
            text=", ".join(names)[:500],
            span=span_of(first.element),
        )
    ]


def links_around(page: View, reach: Reach = NEAR) -> Iterator[Links]:
    """The short links around the story, by the box that they share."""
    boxes: dict[int, list[Anchor]] = {}
    first = page.top - reach.above if reach.above else page.last + 1
    for anchor in page.short_links(first, min(page.last + reach.behind + 1, len(page.blocks)), LONGEST):
        own = anchor.container
        box = own if page.blocks[anchor.block].anchors > 1 else own.parent or own
        boxes.setdefault(box.index, []).append(anchor)
    for anchors in boxes.values():
        if len(anchors) > reach.links:
            continue
        names = list(dict.fromkeys([name for anchor in anchors if (name := anchor.text.strip(_EDGES))]))
        if names and sum(map(len, names)) <= reach.length * len(names):
            yield Links(anchors, names)


def links_row(page: View, links: Links) -> list[float]:
    """The features of some links, in the order of FEATURES."""
    return [*_said(page, links), *_placed(page, links.anchors), *_led(page, links.anchors), *_labelled(page, links)]


def _said(page: View, links: Links) -> tuple[float, ...]:
    names, story = links.names, page.once(told)
    sizes = [len(name) for name in names]
    address = page.once(_address)
    return (
        len(links.anchors),
        len(names),
        sum(sizes) / len(sizes),
        max(sizes),
        _share(names, lambda name: len(name.split())),
        _share(names, lambda name: name[0].isupper()),
        _share(names, str.isupper),
        _share(links.anchors, lambda anchor: anchor.text.startswith("#")),
        _share(names, has_digit),
        _share(names, lambda name: name.casefold() in story),
        _share(names, lambda name: words(name) in address),
    )


def _placed(page: View, anchors: Sequence[Anchor]) -> tuple[float, ...]:
    first, last = anchors[0].block, anchors[-1].block
    box = anchors[0].container
    size = sum(len(page.blocks[index].text) for index in range(first, last + 1))
    return (
        within(first - page.last, FAR),
        within(first - page.top, FAR),
        within(first - page.prose, FAR),
        within(len(page.blocks) - page.last, FAR),
        float(first < page.top),
        float(page.headline is None),
        last - first,
        sum(len(anchor.text) for anchor in anchors) / max(1, size),
        box.depth,
        within(box.parent.last - box.parent.first, FAR) if box.parent else 0,
        float(box.tag == "li"),
    )


def _led(page: View, anchors: Sequence[Anchor]) -> tuple[float, ...]:
    often = page.links_counted(anchors)
    return (
        len({urls.split(anchor.href).path.strip("/").partition("/")[0] for anchor in anchors}),
        _share(anchors, lambda anchor: anchor.href.count("/")),
        _share(anchors, lambda anchor: "?" in anchor.href),
        _share(anchors, lambda anchor: is_topic_address(anchor.href)),
        _share(anchors, _leads_to_itself),
        _share(anchors, lambda anchor: often[anchor.href, anchor.text] > 1),
    )


def _leads_to_itself(anchor: Anchor) -> bool:
    """Whether the words of a link are a part of its address."""
    said, href = word_runs(anchor.text.lower()), anchor.href.lower()
    return "-".join(said) in href or "+".join(said) in href


def _labelled(page: View, links: Links) -> tuple[float, ...]:
    """What stands before the links says that topics follow, or other things."""
    first = links.anchors[0].block
    label = page.blocks[first - 1].text if first else ""
    found = furniture(label) if len(label) <= LONGEST_LABEL else None
    role = found.role if found else ""
    return min(len(label), 2 * LONGEST_LABEL), float(label.endswith(":")), float(role == "tags"), float(role in _OTHERS)


def _address(page: View) -> frozenset[str]:
    """The words of the page's address."""
    return frozenset(word_runs((page.url or "").lower()))


def _share(some: Iterable[T], measure: Callable[[T], float]) -> float:
    """The mean of a measure."""
    values = [measure(one) for one in some]
    return sum(values) / len(values)
