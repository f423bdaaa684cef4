"""Whether an element's own attributes keep its text from the reader: hidden, aria-hidden, inline style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from copydesk.patterns import pattern

if TYPE_CHECKING:
    from copydesk.layout.sheet import Dom

__all__ = [
    "SPOKEN",
    "SPOKEN_NAMES",
    "SPOKEN_SIGNS",
    "has_spoken_sign",
    "hides",
    "is_decoration",
    "is_hidden",
    "is_silent",
    "mark_unseen",
]

SPOKEN_NAMES: Final = frozenset(
    ("sr-only", "sr_only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only")
)
"""Classes of what is only read out. In links it is a note ("opens in a new tab") or the headline once more."""
SPOKEN: Final = ",".join(f".{name}" for name in sorted(SPOKEN_NAMES))
SPOKEN_SIGNS: Final = ("sr-only", "sr_only", "visually", "screen-reader")
"""Parts of these names: one stands in each."""
OFF_THE_PAGE: Final = 500.0
"""Pixels to the left of the page or above it from which a positioned text is out of sight, however wide it is."""
MOST: Final = 0.7
"""Share of the page's text: of 1,343 pages 10 hide more, with their whole story in it, and show it by script."""
MOST_WORDS: Final = 2
LONGEST: Final = 24
"""Words and characters up to which inline text with aria-hidden is an initial, an icon, a count: readers see it. Of
459 such texts in 1,300 pages 386 are; most of the longer ones are said once more for those who listen."""
_EM: Final = 16.0
"""Pixels of a letter in a browser that was told nothing else."""

_PLAINLY: Final = frozenset(
    f"{name}:{space}{value}"
    for name, value in (("display", "none"), ("display", "none !important"), ("visibility", "hidden"))
    for space in ("", " ")
)
"""What most styles that hide say, and nothing else."""
_TELLING: Final = (
    "display", "visibility", "opacity", "font-size", "clip", "indent", "left", "top", "height", "transform",
)  # fmt: skip
_DECLARATION: Final = pattern(r"(?:^|;)\s*([a-z-]+)\s*:\s*([^;]*)")
_COMMENT: Final = pattern(r"/\*.*?\*/", re.DOTALL)
_LENGTH: Final = pattern(r"(-?\d*\.?\d+)\s*(px|r?em|pt|vw|vh|%)?\Z")
_NO_CLIP: Final = pattern(r"rect\(\s*(?:[01](?:px)?[\s,]+){3}[01](?:px)?\s*\)")
_INSET: Final = pattern(r"inset\(\s*(?:50|100)%\s*\)|circle\(\s*0")
_NO_SCALE: Final = pattern(r"\bscale(?:[xy]|3d)?\(\s*0(?:\.0*)?\s*[,)]")
# Pixels of a unit in a usual window; only whether a place lies far outside of it is asked.
_PIXELS: Final = {"px": 1.0, "": 1.0, "pt": 4 / 3, "em": _EM, "rem": _EM, "vw": 10.0, "vh": 10.0, "%": 10.0}
_POSITIONED: Final = frozenset({"absolute", "fixed"})
_CUT: Final = frozenset({"hidden", "clip"})


def is_hidden(hidden: str | None, aria: str | None, style: str | None) -> bool:
    """Whether an element with these attributes shows nothing to the reader; None for attributes that it has not."""
    if hidden is not None and hidden.strip().lower() != "until-found":
        return True
    if aria is not None and aria.strip().lower() == "true":
        return True
    return style is not None and _may_hide(style.lower()) and hides(style)


def has_spoken_sign(classes: str) -> bool:
    """Whether one of the classes may say that its element is only read out."""
    names = classes.lower()
    for sign in SPOKEN_SIGNS:  # noqa: SIM110  a generator has no type when compiled
        if sign in names:
            return True
    return False


def _may_hide(style: str) -> bool:
    for name in _TELLING:  # noqa: SIM110  half the cost of a generator, once an element
        if name in style:
            return True
    return False


def mark_unseen(dom: Dom) -> None:
    """Mark what stands in hidden containers, all the way down.

    An element that holds nearly all text of its page is one that a script shows, and hides nothing.
    """
    sizes = list(accumulate([len(block.text) for block in dom.blocks], initial=0))
    for container in dom.containers:
        if container.hidden and sizes[container.last] - sizes[container.first] > MOST * sizes[-1]:
            container.hidden = False
        elif container.parent is not None and container.parent.hidden:
            container.hidden = True
    for block in dom.blocks:
        block.unseen = block.unseen or block.container.hidden


def is_decoration(text: str) -> bool:
    """Whether inline text with aria-hidden is so short that it is shown, and only not read out."""
    words = text.split()
    return len(words) <= MOST_WORDS and sum(map(len, words)) <= LONGEST


def hides(style: str) -> bool:
    """Whether an inline style makes the element's text invisible.

    >>> [hides(style) for style in ("display:none", "opacity: 0", "font-size:0", "position:absolute; left:-9999px")]
    [True, True, True, True]
    >>> [hides(style) for style in ("display:block", "opacity:.5", "left:-9999px", "height:0", "font-size:0.9em")]
    [False, False, False, False, False]
    """
    if style.strip(" ;").lower() in _PLAINLY:
        return True
    declared = {
        name: value.replace("!important", "").strip()
        for name, value in _DECLARATION.findall(_COMMENT.sub("", style.lower()))
    }
    return (
        declared.get("display") == "none"
        or declared.get("visibility") in ("hidden", "collapse")
        or declared.get("content-visibility") == "hidden"
        or any(_is_nothing(declared.get(name, "")) for name in ("opacity", "font-size"))
        or _NO_SCALE.search(declared.get("transform", "")) is not None
        or _is_clipped(declared)
        or _is_off_the_page(declared)
        or _is_flat(declared)
    )


def _is_nothing(value: str) -> bool:
    return _pixels(value) == 0


def _is_clipped(declared: Mapping[str, str]) -> bool:
    """Whether nothing is left of the box; `clip` itself holds for positioned boxes only."""
    if _INSET.match(declared.get("clip-path", "")):
        return True
    return declared.get("position") in _POSITIONED and _NO_CLIP.match(declared.get("clip", "")) is not None


def _is_off_the_page(declared: Mapping[str, str]) -> bool:
    moved = ["text-indent", "margin-left"]
    if declared.get("position") in _POSITIONED:
        moved += ["left", "top"]
    return any((_pixels(declared.get(name, "")) or 0.0) <= -OFF_THE_PAGE for name in moved)


def _is_flat(declared: Mapping[str, str]) -> bool:
    """Whether the box has no height or width, and what does not fit in it is not shown; padding gives it room."""
    is_cut = any(declared.get(name) in _CUT for name in ("overflow", "overflow-x", "overflow-y"))
    if not is_cut or any(name.startswith("padding") and not _is_nothing(declared[name]) for name in declared):
        return False
    sizes = [_pixels(declared.get(name, "")) for name in ("height", "max-height", "width", "max-width")]
    return any(size is not None and 0 <= size <= 1 for size in sizes)


def _pixels(value: str) -> float | None:
    """About how many pixels a length is; None for what is none. A share is taken of a page of 1,000 pixels."""
    found = _LENGTH.match(value)
    return float(found[1]) * _PIXELS[found[2] or ""] if found else None


def is_silent(hidden: str | None, style: str | None, texts: Iterable[str]) -> bool:
    """Whether the texts of a hidden inline element are none that readers see."""
    if is_hidden(hidden, None, style):
        return True
    said = ""
    for text in texts:
        said += text
        if not is_decoration(said):
            return True
    return False
