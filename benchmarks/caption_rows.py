"""Blocks near pictures, labelled: by the truth, and by the figure elements of pages whose names are then hidden."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from benchmarks.field_rows import Asked, DevPage, Row, before
from benchmarks.hidden_names import without_names
from copydesk.body.trees import Trees
from copydesk.fields.images.caption_features import Beside
from copydesk.fields.images.declared import declared_images, image_key
from copydesk.fields.images.printed import Shown, same_picture, shown_pictures
from copydesk.layout.sheet import Container, RawBlock
from copydesk.wording.captions import split_caption
from copydesk.wording.spelling import word_runs

__all__ = ["caption_rows"]

MOST_PICTURES: Final = 8
MOST_IN_FIGURE: Final = 8
FREE: Final = 0.4
"""Of a page whose figures are the label."""
LEAD: Final = 1.5
SAID: Final = 0.75
"""Of a block's words that stand in the true caption or credit."""

Labels = tuple[float, float]


def caption_rows(page: DevPage, body: Trees) -> Iterator[tuple[Row, Row]]:
    """Each block near a picture as a row for captions and one for credits."""
    if page.truth.get("images") and page.set_name in ("fundus_test", "fundus_old"):
        for content in (page.content, without_names(page.content, elements=False), without_names(page.content)):
            yield from _by_truth(page, content, body)
    elif b"figcaption" in page.content and (asked := before(page.content, page.url, body, "images")):
        figures = {
            image_key(one.image.url): found for one in shown_pictures(asked.view) if (found := _told(asked, one))
        }
        hidden = before(without_names(page.content), page.url, body, "images") if figures else None
        if hidden is not None:
            yield from _by_figures(page, hidden, figures)


def _by_truth(page: DevPage, content: bytes, body: Trees) -> Iterator[tuple[Row, Row]]:
    asked = before(content, page.url, body, "images")
    images = page.truth["images"]
    for number, one in enumerate(shown_pictures(asked.view)[:MOST_PICTURES] if asked else ()):
        assert asked is not None
        image = _true_image(images, one.image.url)
        beside = _beside(asked, one)
        for block in beside.blocks():
            labels = _labels(block, image) if image else (0.0, 0.0)
            if image is None and any(any(_labels(block, other)) for other in images):
                continue  # the words of a picture that the truth has under another address
            yield _rows(page.outlet, beside, block, labels, LEAD if number == 0 else 1.0)


def _by_figures(page: DevPage, asked: Asked, figures: Mapping[str, Mapping[str, Labels]]) -> Iterator[tuple[Row, Row]]:
    for number, one in enumerate(shown_pictures(asked.view)[:MOST_PICTURES]):
        told = figures.get(image_key(one.image.url))
        if told is None:
            continue
        beside = _beside(asked, one)
        for block in beside.blocks():
            labels = told.get(block.text, (0.0, 0.0))
            yield _rows(page.outlet, beside, block, labels, FREE * (LEAD if number == 0 else 1.0))


def _beside(asked: Asked, one: Shown) -> Beside:
    declared = asked.said.once(declared_images)
    return Beside(asked.view, asked.known, declared, one.picture, (one.captions, one.credit_lines))


def _rows(outlet: str, beside: Beside, block: RawBlock, labels: Labels, weight: float) -> tuple[Row, Row]:
    values = beside.row(block)
    return Row(outlet, values, labels[0], weight), Row(outlet, values, labels[1], weight)


def _true_image(images: Sequence[Mapping[str, Any]], url: str) -> Mapping[str, Any] | None:
    known = [(version["url"], image) for image in images for version in image["versions"]]
    same = (image for other, image in known if image_key(other) == image_key(url))
    alike = (image for other, image in known if same_picture(other, url))
    return next(chain(same, alike), None)


def _labels(block: RawBlock, image: Mapping[str, Any]) -> Labels:
    """Whether a block is the picture's caption, and whether it holds the picture's credit."""
    own, caption, credit = (
        set(word_runs(text.lower()))
        for text in (block.text, image.get("caption") or "", " ".join(image.get("authors") or []))
    )
    if not own:
        return 0.0, 0.0
    said = len(own & (caption | credit)) / len(own)
    is_caption = bool(caption) and said >= SAID and len(caption & own) >= 0.4 * len(caption)
    has_credit = bool(credit) and len(credit & own) >= SAID * len(credit)
    return float(is_caption), float(has_credit and (said >= 0.5 or len(own) <= len(credit) + 5))


def _told(asked: Asked, one: Shown) -> dict[str, Labels]:
    """What the blocks of a picture's figure are, by their text; nothing where there is no figure with a caption."""
    figure = next((box for box in _up(one.picture.container) if box.tag == "figure"), None)
    if figure is None or figure.last - figure.first > MOST_IN_FIGURE:
        return {}
    inside = [
        block for block in asked.view.inside(figure) if any(box.tag == "figcaption" for box in _up(block.container))
    ]
    return {block.text: _kind(asked, block, alone=len(inside) == 1) for block in inside}


def _kind(asked: Asked, block: RawBlock, *, alone: bool) -> Labels:
    parted = split_caption(block.text)
    named = "credit" in asked.view.near(block, 2) and len(block.text) < 90 and not alone
    if named or (parted.credit and parted.caption is None):
        return 0.0, 1.0
    return 1.0, float(parted.credit is not None)


def _up(container: Container) -> Iterator[Container]:
    walk: Container | None = container
    while walk is not None:
        yield walk
        walk = walk.parent
