"""Pictures as declared, the lead first, with caption and credit where the declaration has them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from copydesk.fields.candidates import Candidate, propose
from copydesk.layout.declarations import DeclaredPage, Found, found, plain
from copydesk.layout.jsonld import Graph, Json
from copydesk.patterns import pattern
from copydesk.records import Image
from copydesk.wording.addresses import absolute, address_of
from copydesk.wording.spelling import clean

__all__ = ["declared_images", "image_key", "largest_source"]

MAX_IMAGES: Final = 20
WIDEST: Final = 2000
"""Pixels; wider renditions are for print."""
LATER_FACTOR: Final = 0.75
"""Applied to all images of a list but the first."""

_PLACEHOLDER = pattern(
    r"(?:^|[/_.-])(?:logo|logos|placeholder|default|fallback|blank|spacer|favicon|icon|avatar|no-?image|opengraph"
    r"|og-?image|social-?share|share-?image)(?:[/_.-]|\d|$)",
)
_PLACEHOLDER_HINTS: Final = (
    "logo", "placeholder", "default", "fallback", "blank", "spacer", "icon", "avatar", "no-image", "noimage",
    "opengraph", "og-image", "ogimage", "share",
)  # fmt: skip
_SOCIAL: Final = ("social", "branded", "overlay", "og_thumb", "og-thumb", "watermark", "facebook", "twitter")
_SRCSET_COMMA = pattern(r",(?:\s+|(?<=\d[wx],))")
_SRCSET_SIZE = pattern(r"(\d{1,6}(?:\.\d{1,3})?)([wx])\Z")


def declared_images(page: DeclaredPage) -> list[Candidate[Image]]:
    """Candidates for pictures, each once for each declaration; the surest is the lead."""
    alt = next(
        (clean(tag.content) for name in ("og:image:alt", "twitter:image:alt") for tag in page.metas.get(name, ())), None
    )
    candidates: list[Candidate[Image]] = []
    seen: set[tuple[str, str]] = set()
    begun: set[str] = set()
    for origin in found(page, "images"):
        rule = origin.row.id
        for number, (image, factor) in enumerate(_images(page, origin, alt)):
            mark = (rule, image.url)
            if mark in seen or len(candidates) >= 3 * MAX_IMAGES:
                continue
            first = rule not in begun
            begun.add(rule)
            seen.add(mark)
            candidates.append(
                propose(origin, image, image.url, factor * (1.0 if number == 0 and first else LATER_FACTOR))
            )
    return candidates


@lru_cache(maxsize=512)
def image_key(url: str) -> str:
    """What two addresses of one picture share: the last part of the path, without size and query."""
    path = url.split("?", 1)[0].split("#", 1)[0].rstrip("/")
    return path.rsplit("/", 1)[-1].casefold()


def largest_source(srcset: str, base: str | None) -> str | None:
    """The address of the largest picture in a `srcset`, up to `WIDEST`."""
    best: tuple[float, str] | None = None
    for candidate in _SRCSET_COMMA.split(srcset[:20000]):
        parts = candidate.strip(" \t\r\n,").split()
        size = _SRCSET_SIZE.match(parts[-1]) if parts else None
        if size and len(parts) == 1:
            continue  # a size whose address a script fills in
        width = float(size[1]) * (1000 if size[2] == "x" else 1) if size else 1.0
        if parts and width <= WIDEST and (best is None or width > best[0]):
            best = (width, parts[0])
    return address_of(best[1], base) if best else None


def _images(page: DeclaredPage, origin: Found, alt: str | None) -> Iterator[tuple[Image, float]]:
    is_social = origin.row.layer == "meta"
    for item in _declared_images(page.graph, origin.raw):
        image = _image(page, item)
        if image is None:
            continue
        if is_social and alt:
            image = Image(url=image.url, alt=alt)
        yield image, _fitness(image.url)


def _fitness(url: str) -> float:
    """How far a picture is the story's own: not the outlet's sign, not a rendition made for sharing."""
    low = url.lower()
    if _has(low, _PLACEHOLDER_HINTS) and _PLACEHOLDER.search(low):
        return 0.35
    return 0.93 if _has(low, _SOCIAL) else 1.0


def _has(text: str, hints: Iterable[str]) -> bool:
    for hint in hints:  # noqa: SIM110  a generator costs as much as the search
        if hint in text:
            return True
    return False


def _declared_images(graph: Graph, raw: Json) -> list[Json]:
    raw = graph.resolve(raw)
    if isinstance(raw, dict):
        inner = raw.get("@list") or ("contentUrl" not in raw and raw.get("url"))
        return inner[:MAX_IMAGES] if isinstance(inner, list) else [raw]
    return [graph.resolve(item) for item in raw[:MAX_IMAGES]] if isinstance(raw, list) else [raw]


def _image(page: DeclaredPage, item: Json) -> Image | None:
    if isinstance(item, str):
        url = absolute(item, page.url)
        return Image(url=url) if url else None
    if not isinstance(item, dict):
        return None
    url = next(
        (found for key in ("contentUrl", "url", "@id") if (found := _declared_address(page, item.get(key)))), None
    )
    if url is None:
        return None
    return Image(
        url=url,
        alt=_text(page, item, "alternateName"),
        caption=_declared_caption(page, item),
        credit=_credit(page, item),
    )


def _declared_address(page: DeclaredPage, value: Json) -> str | None:
    value = page.graph.resolve(value)
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id")
    return absolute(value, page.url) if isinstance(value, str) and "#" not in value.rsplit("/", 1)[-1][:2] else None


def _text(page: DeclaredPage, item: dict[str, Json], *keys: str) -> str | None:
    return next((text for key in keys if (text := plain(page.graph, item.get(key)))), None)


def _declared_caption(page: DeclaredPage, item: dict[str, Json]) -> str | None:
    caption = _text(page, item, "caption", "description")
    return caption if caption and not caption.startswith("http") else None


def _credit(page: DeclaredPage, item: dict[str, Json]) -> str | None:
    return _text(page, item, "creditText", "author", "creator", "copyrightNotice", "copyrightHolder")
