"""What a page says about its use by programs: TDM reservation and RSL licences."""

from collections.abc import Iterator
from typing import Final

from copydesk.layout.head import Head
from copydesk.records import Capture, Right

__all__ = ["rights_of"]

RSL: Final = "application/rsl+xml"
LONGEST: Final = 1_000


def rights_of(capture: Capture, head: Head) -> tuple[Right, ...]:
    """The signals of the answer's headers, of the page, and of its site, each once."""
    found = [*_in_headers(capture), *_in_head(head), *capture.rights]
    return tuple(dict.fromkeys(found))


def _in_headers(capture: Capture) -> Iterator[Right]:
    for name, value in capture.headers:
        lowered, value = name.lower(), value.strip()[:LONGEST]
        if lowered == "tdm-reservation":
            yield _reservation(value, "header")
        elif lowered == "tdm-policy" and value:
            yield Right(signal="tdm-policy", value=value, place="header", is_reserved=False)
        elif lowered == "link" and RSL in value.lower():
            address = value.partition("<")[2].partition(">")[0]
            yield Right(signal="rsl", value=address, place="header", is_reserved=True)


def _in_head(head: Head) -> Iterator[Right]:
    for tag in head.metas:
        if tag.name == "tdm-reservation":
            yield _reservation(tag.content.strip()[:LONGEST], "meta")
        elif tag.name == "tdm-policy" and tag.content.strip():
            yield Right(signal="tdm-policy", value=tag.content.strip()[:LONGEST], place="meta", is_reserved=False)
    for link in head.links:
        if "license" in link.rel.lower().split() and (link.type or "").strip().lower() == RSL:
            yield Right(signal="rsl", value=link.href[:LONGEST], place="link", is_reserved=True)


def _reservation(value: str, place: str) -> Right:
    # By the protocol anything but 1 is no reservation.
    return Right(signal="tdm-reservation", value=value, place=place, is_reserved=value == "1")
