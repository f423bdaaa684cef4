"""The story's pictures as the page shows them: the lead first, caption and credit parted."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

from msgspec import structs

from copydesk.fields.candidates import Candidate
from copydesk.fields.images.caption_choice import told_of
from copydesk.fields.images.caption_features import Beside
from copydesk.fields.images.declared import declared_images, image_key, largest_source
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout.declarations import DeclaredPage
from copydesk.layout.renditions import sets_of, singles_of
from copydesk.layout.sheet import Container, Picture, RawBlock
from copydesk.patterns import pattern
from copydesk.records import Image, Story
from copydesk.wording.addresses import address_of
from copydesk.wording.agencies import read_source
from copydesk.wording.captions import split_caption
from copydesk.wording.invisible import cleaned
from copydesk.wording.spelling import words

__all__ = ["Shown", "images", "joined_images", "line_images", "same_picture", "shown_pictures"]

ABOVE: Final = 8
MOST: Final = 30
SMALLEST: Final = 90
"""Pixels; narrower pictures are signs and portraits."""
FIGURE_BLOCKS: Final = 8
LOOSE_BLOCKS: Final = 3
LONGEST_CAPTION: Final = 1_200
MOST_SILENT: Final = 1

# Shares of right lead images on fundus_test, by how the picture was found.
LEAD_SAME, LEAD_FIGURE, LEAD_LOOSE, LATER = 0.85, 0.8, 0.6, 0.5
LEAD_RENDITION: Final = 0.6
"""Where the page shows another size of the declared picture, which of the two is the lead is a matter of taste: all 17
truths of fundus_test have the one that is shown, all 13 of postlight the declared one."""

_SURE_PARTS: Final = frozenset(("caption/mark", "caption/copyright"))
_SIGN: Final = pattern(
    r"(?:^|[/_.\-])(?:logo|logos|icon|icons|avatar|placeholder|spacer|pixel|blank|sprite|badge|button|loader|loading|emoji|gravatar)(?:[/_.\-\d]|$)",
    re.IGNORECASE,
)
_SIZE: Final = pattern(
    r"(?<![a-z0-9])(?:\d{2,4}x\d{2,4}|[wh]_?=?\d{2,4}|\d{2,4}[wh]|scaled|original|large|medium|small|thumb(?:nail)?|crop|master|q\d{2})(?![a-z])",
    re.IGNORECASE,
)
_HEX: Final = pattern(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}|\d{6,}")
_WORD: Final = pattern(r"[^\W_]{4,}")
_NOT_STORY: Final = frozenset(
    (
        "author_image",
        "author_note",
        "related",
        "comments",
        "navigation",
        "advertisement",
        "newsletter",
        "share",
        "footer",
    )
)


_WORDS: Final = frozenset(("caption", "credit"))


class Shown(NamedTuple):
    """A picture on the page with the blocks of its caption and its credit."""

    image: Image
    picture: Picture
    captions: tuple[int, ...]
    credit_lines: tuple[int, ...]
    in_figure: bool


def shown_pictures(page: View) -> list[Shown]:
    """The pictures around and in the story, in order."""
    shown: list[Shown] = []
    start, end = max(0, page.top - ABOVE), page.last + 2
    seen: dict[str, int] = {}
    for picture in page.pictures:
        if not start <= picture.block <= end or len(shown) >= MOST:
            continue
        one = _shown(page, picture)
        if one is None:
            continue
        known = seen.setdefault(image_key(one.image.url), len(shown))
        if known < len(shown):
            shown[known] = _fuller(shown[known], one)
        else:
            shown.append(one)
    return shown


def joined_images(page: View, declared: Sequence[Candidate[Image]], shown: Sequence[Shown]) -> list[Candidate[Image]]:
    """Candidates for all pictures; the lead is the shown one that a declaration names, else the first in a figure."""
    return _joined(declared, shown, _lead(page, declared, shown))


def _joined(
    declared: Sequence[Candidate[Image]], shown: Sequence[Shown], lead: tuple[Shown, float, str] | None
) -> list[Candidate[Image]]:
    found = []
    for one in shown:
        confidence, rule = LATER, "images/figure"
        image = one.image
        if lead is not None and one is lead[0]:
            confidence, rule = lead[1], lead[2]
            image = structs.replace(_completed(one.image, declared), role="lead")
        found.append(
            Candidate(
                image, rule, confidence, "html", one.picture.container.css_path(), one.image.url, one.picture.span
            )
        )
    others = [
        _declared(one, lead is None and number == 0, lead is not None)
        for number, one in enumerate(_surest_images(declared))
    ]
    return [*found, *others]


def _surest_images(declared: Sequence[Candidate[Image]]) -> list[Candidate[Image]]:
    return sorted(declared, key=lambda one: -one.confidence)


def _declared(one: Candidate[Image], is_lead: bool, below: bool) -> Candidate[Image]:
    value = structs.replace(_with_parted_credit(one.value), role="lead" if is_lead else "body")
    return structs.replace(one, value=value, confidence=min(one.confidence, 0.55) if below else one.confidence)


def _lead(page: View, declared: Sequence[Candidate[Image]], shown: Sequence[Shown]) -> tuple[Shown, float, str] | None:
    ranked = _surest_images(declared)
    before = [one for one in shown if one.picture.block <= page.prose]
    for one in ranked[:3]:
        match = next((picture for picture in before if same_picture(picture.image.url, one.value.url)), None)
        if match and image_key(match.image.url) == image_key(one.value.url):
            return match, 1 - (1 - LEAD_SAME) * (1 - one.confidence), "images/declared-and-shown"
        if match:
            return match, LEAD_RENDITION, "images/other-rendition"
    first = next((one for one in before if one.in_figure), None)
    if first is not None:
        return first, LEAD_FIGURE, "images/first-figure"
    if ranked:
        match = next((picture for picture in shown if same_picture(picture.image.url, ranked[0].value.url)), None)
        return (match, LEAD_SAME, "images/declared-and-shown") if match else None
    loose = next((one for one in before if one.picture.block >= page.top), None)
    return (loose, LEAD_LOOSE, "images/first-picture") if loose else None


def same_picture(one: str, other: str) -> bool:
    """Whether two addresses are renditions of one picture: the same name, or the same long number in it."""
    mine, theirs = _signs(one), _signs(other)
    return not mine.isdisjoint(theirs)


@lru_cache(maxsize=512)
def _signs(url: str) -> frozenset[str]:
    """What renditions of one picture have in common: file name, long numbers, the words of the name."""
    name = image_key(url)
    stem = "".join(_WORD.findall(_SIZE.sub("", name.rsplit(".", 1)[0])))
    return frozenset((name, *_HEX.findall(url.lower()), *((stem,) if len(stem) >= 8 else ())))


def _completed(image: Image, declared: Sequence[Candidate[Image]]) -> Image:
    """The shown picture, with caption and credit of its declaration where the page prints none."""
    for one in _surest_images(declared):
        if same_picture(image.url, one.value.url):
            value = one.value
            image = structs.replace(
                image,
                alt=image.alt or value.alt,
                caption=image.caption or value.caption,
                credit=image.credit or value.credit,
            )
            break
    return _with_parted_credit(image)


def _with_parted_credit(image: Image) -> Image:
    """A picture without a credit, with the one that its caption or else its alternative text ends in."""
    if image.credit is not None:
        return image
    parted = split_caption(image.caption or "")
    if parted.credit is not None:
        return structs.replace(image, caption=parted.caption, credit=parted.credit)
    told = split_caption(image.alt or "") if image.caption is None else parted
    return structs.replace(image, credit=told.credit) if told.rule in _SURE_PARTS else image


def _fuller(one: Shown, other: Shown) -> Shown:
    return other if other.captions and not one.captions else one


def _shown(page: View, picture: Picture) -> Shown | None:
    if _is_sign(page, picture):
        return None
    url = _picture_address(page, picture)
    if url is None or _SIGN.search(url.rsplit("?", 1)[0][-120:]):
        return None
    figure = _figure(page, picture)
    captions, credit_lines = _words_of(page, figure) if figure is not None else ((), ())
    caption, credit = _texts(page, captions, credit_lines)
    alt = cleaned(" ".join((picture.attr("alt") or "").split())).strip() or None
    image = Image(url=url, alt=alt, caption=caption, credit=credit)
    return Shown(image, picture, captions, credit_lines, figure is not None)


def _is_sign(page: View, picture: Picture) -> bool:
    if _is_under(picture.attr("width"), SMALLEST) or _is_under(picture.attr("height"), SMALLEST // 2):
        return True
    marks = page.marks.near(picture.container, 4)
    return not marks.isdisjoint(_NOT_STORY) and marks.isdisjoint(_WORDS)


def _is_under(stated: str | None, pixels: int) -> bool:
    return stated is not None and stated.isdecimal() and len(stated) < 6 and int(stated) < pixels


def _picture_address(page: View, picture: Picture) -> str | None:
    for srcset in sets_of(picture):
        url = largest_source(srcset, page.url)
        if url:
            return url
    return next((url for one in singles_of(picture) if (url := address_of(one, page.url))), None)


def _figure(page: View, picture: Picture) -> Container | None:
    """The element that holds a picture and its words."""
    box: Container | None = picture.container
    loose = None
    for _ in range(6):
        if box is None or box.tag in ("body", "main", "article", "html"):
            break
        count = box.last - box.first
        if box.tag == "figure":
            return box
        if count > FIGURE_BLOCKS or (page.headline is not None and box.first <= page.headline < box.last):
            break
        if 0 < count <= FIGURE_BLOCKS and any(not page.near(block, 2).isdisjoint(_WORDS) for block in page.inside(box)):
            return _widened(page, box)
        if "caption" in page.marks.own(box):
            loose = box
        box = box.parent
    return loose


def _widened(page: View, box: Container) -> Container:
    parent = box.parent
    if (
        parent is not None
        and (parent.tag == "figure" or "caption" in page.marks.own(parent))
        and parent.last - parent.first <= FIGURE_BLOCKS
    ):
        return parent
    return box


def _words_of(page: View, figure: Container) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The blocks of a figure that are caption, and those that are credit alone."""
    captions: list[int] = []
    named: list[int] = []
    for block in _words_about(page, figure):
        marks = page.marks.near(block.container, 2, 2)
        own = page.marks.own(block.container)
        is_credit = "credit" in own or (
            "credit" in marks and "caption" not in own and block.container.tag != "figcaption"
        )
        if is_credit or block.text.startswith("©") or (captions and _is_credit_line(block)):
            named.append(block.index)
        else:
            captions.append(block.index)
    return tuple(captions), tuple(named)


def _is_credit_line(block: RawBlock) -> bool:
    return len(block.text) < 110 and split_caption(block.text).caption is None


def _words_about(page: View, figure: Container) -> Iterator[RawBlock]:
    blocks = [
        block for block in page.inside(figure) if block.index != page.headline and len(block.text) <= LONGEST_CAPTION
    ]
    named = [block for block in blocks if not page.near(block, 3).isdisjoint(_WORDS)]
    told = named or [block for block in blocks if block.index not in page.chosen][:LOOSE_BLOCKS]
    seen: set[str] = set()
    for block in told:
        if block.text not in seen and len(block.text) > 1:
            seen.add(block.text)
            yield block


def _texts(page: View, captions: Sequence[int], credit_lines: Sequence[int]) -> tuple[str | None, str | None]:
    caption = " ".join(page.blocks[index].text for index in captions) or None
    credit = _credit_of([page.blocks[index].text for index in credit_lines])
    if caption is None:
        return None, credit
    if credit is not None:
        return _without_credit(caption, credit), credit
    parted = split_caption(caption)
    return parted.caption, parted.credit


def _credit_of(lines: Sequence[str]) -> str | None:
    """The credit that lines of their own make; "Photo:" on a line alone belongs to the next."""
    if any(line.rstrip().endswith((":", "：")) for line in lines[:-1]):
        return _bare_credit(" ".join(lines))
    return " ".join(dict.fromkeys(map(_bare_credit, lines))) or None


def _without_credit(caption: str, credit: str) -> str:
    """A caption that repeats its credit at the end, without it."""
    parted = split_caption(caption)
    if parted.credit and parted.caption and words(parted.credit) == words(credit):
        return parted.caption
    return caption.removesuffix(credit).rstrip(" |©(–-:") if caption.endswith(credit) else caption


def _bare_credit(text: str) -> str:
    parted = split_caption(text)
    return parted.credit if parted.credit and parted.caption is None else text.lstrip("© ").strip()


def line_images(sheet: TextSheet) -> list[Candidate[Image]]:
    found = []
    last = sheet.roles.body[-1] if sheet.roles.body else 0
    for i in sheet.with_role("caption", "credit"):
        if i > last and read_source(sheet.lines[i].text):
            continue  # Behind the story a source is the story's own.
        split = split_caption(sheet.lines[i].text)
        found.append(sheet.candidate(i, Image(url="", caption=split.caption, credit=split.credit), split.rule))
    return found


def images(view: View | TextSheet, said: DeclaredPage, known: Story) -> Finding[tuple[Image, ...]]:
    """The story's pictures, the lead first; their captions and credits are no body."""
    if isinstance(view, TextSheet):
        return view.listed("images", line_images(view))
    declared = said.once(declared_images)
    shown = shown_pictures(view)
    lead = _lead(view, declared, shown)
    told = _with_words(view, known, declared, shown, lead)
    if any(one.in_figure != other.in_figure for one, other in zip(shown, told, strict=True)):
        lead = _lead(view, declared, told)
    elif lead is not None:
        lead = (told[shown.index(lead[0])], *lead[1:])
    candidates = sorted(_joined(declared, told, lead), key=lambda one: -one.confidence)
    for one in told:
        view = view.settling("caption", one.captions).settling("credit", one.credit_lines)
    return Finding("images", _unique(candidates), view.found("images", candidates).evidence, view)


def _with_words(
    page: View,
    known: Story,
    declared: Sequence[Candidate[Image]],
    shown: list[Shown],
    lead: tuple[Shown, float, str] | None,
) -> list[Shown]:
    """The pictures, the lead with the words that look like its own, the next ones where the rules found none."""
    near = partial(Beside, page, known, declared)
    asked = [one for one in shown if not one.captions and not one.credit_lines][:MOST_SILENT]
    asked += [lead[0]] if lead is not None else []
    return [_told_again(page, near, one) if one in asked else one for one in shown]


def _told_again(page: View, near: Callable[..., Beside], one: Shown) -> Shown:
    told = told_of(near(one.picture, (one.captions, one.credit_lines)))
    if not told.captions and not told.credit_lines:
        return one
    caption, credit = _texts(page, told.captions, told.credit_lines)
    image = structs.replace(one.image, caption=caption, credit=credit)
    return Shown(image, one.picture, told.captions, told.credit_lines, True)


def _unique(candidates: Sequence[Candidate[Image]]) -> tuple[Image, ...]:
    unique: list[Image] = []
    known: set[str] = set()
    for one in candidates:
        if one.confidence >= 0.3:
            signs = _signs(one.value.url)
            if known.isdisjoint(signs):
                known |= signs
                unique.append(one.value)
    return tuple(unique)
