"""Pages saved by Safari: a property list that holds the page and its pictures."""

import plistlib
from typing import Final, TypeGuard
from xml.parsers.expat import ExpatError

from copydesk.errors import Refused, Unreadable
from copydesk.formats import kind_of_media
from copydesk.intake.marks import BINARY
from copydesk.records import Capture

__all__ = ["capture_of"]

SAMPLE: Final = 4_096
MAIN: Final = "WebMainResource"
MOST_OBJECTS: Final = 200_000
"""A page with its pictures has ten for each of them."""
_TRAILER: Final = 32


def capture_of(content: bytes) -> Capture:
    """The page of the archive with its address.

    Raises:
        Refused: `nodes`, when it holds far more than a page.
        Unreadable: `file`, when it is damaged, cut off, or no saved page.
    """
    page = _listed(content)
    page = page.get(MAIN) if _is_table(page) else None
    data = page.get("WebResourceData") if _is_table(page) else None
    if not _is_table(page) or not isinstance(data, bytes):
        raise Unreadable("file", "the property list is no saved page; save the page again, as HTML")
    media, charset, url = (_word(page.get(f"WebResource{name}")) for name in ("MIMEType", "TextEncodingName", "URL"))
    stated = f"; charset={charset}" if charset else ""
    return Capture(
        content=data,
        kind=kind_of_media(media),
        url=url if url.lower().startswith(("http://", "https://")) else None,
        headers=(("content-type", f"{media}{stated}"),) if media else (),
    )


def _listed(content: bytes) -> object:
    _check_size(content)
    try:
        return plistlib.loads(content)
    except (plistlib.InvalidFileException, ExpatError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Unreadable("file", "the property list is damaged or cut off; save the page again") from error
    except (RecursionError, MemoryError, OverflowError) as error:
        raise Refused("nodes", "the property list is nested deeper than any saved page") from error


def _check_size(content: bytes) -> None:
    objects = content.count(b"<") // 2
    if content.startswith(BINARY):
        objects = int.from_bytes(content[-_TRAILER:][8:16], "big")
    if objects > MOST_OBJECTS:
        raise Refused("nodes", f"the property list holds more than {MOST_OBJECTS:,} values, no saved page does")


def _is_table(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _word(value: object) -> str:
    return value if isinstance(value, str) and len(value) < SAMPLE and not any(map(str.isspace, value)) else ""
