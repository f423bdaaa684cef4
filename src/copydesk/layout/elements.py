"""What the walk does with an element, by its name; those that are not told apart here are block-level."""

from typing import Final

__all__ = [
    "ANCHOR",
    "BLOCK",
    "BREAK",
    "CELL",
    "IMAGE",
    "INLINE",
    "LINK",
    "META",
    "NOSCRIPT",
    "ROLES",
    "SCRIPT",
    "SKIP",
    "TIME",
    "TITLE",
]

BLOCK: Final = 0
INLINE: Final = 1
SKIP: Final = 3
BREAK: Final = 4
ANCHOR: Final = 5
IMAGE: Final = 6
CELL: Final = 7
TIME: Final = 8
SCRIPT: Final = 9
META: Final = 10
LINK: Final = 11
TITLE: Final = 12
NOSCRIPT: Final = 13

ROLES: Final[dict[str, int]] = (
    dict.fromkeys(
        "acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output q rb"
        " ruby s samp small span strike strong sub sup tt u var wbr amp-fit-text math".split(),
        INLINE,
    )
    | dict.fromkeys(
        "style template xemplate select option textarea svg canvas object embed audio video iframe datalist progress"
        " input rt rp rtc map area frame frameset noframes applet param source track".split(),
        SKIP,
    )
    | {
        "a": ANCHOR,
        "br": BREAK,
        "img": IMAGE,
        "amp-img": IMAGE,
        "td": CELL,
        "th": CELL,
        "time": TIME,
        "abbr": TIME,
    }
    | {"script": SCRIPT, "meta": META, "link": LINK, "title": TITLE, "noscript": NOSCRIPT}
)
