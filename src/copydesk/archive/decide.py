"""What a capture is: new, changed or unchanged. Data in, a decision out; `store` carries it out."""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct

__all__ = ["BY_OTHER_READER", "Decision", "Kind", "Known", "Seen", "decide"]

Kind: TypeAlias = Literal["new", "changed", "unchanged"]

BY_OTHER_READER: Final = "read-by-other-version"
"""Mark of a capture that differs from the one before it, where another version of the reader read that one: page or
reader may have changed."""


class Seen(Struct, frozen=True, kw_only=True):
    """What the archive holds of one capture; instants are ISO 8601 in UTC and compare as text."""

    capture: int
    number: int
    first_seen: str
    last_seen: str
    source_hash: str
    content_hash: str
    reader: str


class Known(Struct, frozen=True, kw_only=True):
    """What the archive holds of the story at the address: nothing, or its captures."""

    story: int | None = None
    captures: tuple[Seen, ...] = ()


class Decision(Struct, frozen=True, kw_only=True):
    """What to do with a capture.

    Attributes:
        kind: `new` makes a story and its first capture, `changed` a further capture, `unchanged` neither.
        story: the story that it belongs to; None for a new one.
        number: the number of the capture to be made.
        same_as: the capture whose times are renewed, where it is unchanged.
        mark: why the kind is less than sure.
    """

    kind: Kind
    story: int | None = None
    number: int = 1
    same_as: int | None = None
    mark: str | None = None


def decide(known: Known, seen: str, source_hash: str, content_hash: str, reader: str) -> Decision:
    """What a record is to an archive that knows its address.

    It is compared with the captures that stand beside it in time, the one before and the one after, so that captures
    may come in any order. The same bytes are the same page, whatever a newer reader sees in them.

    Args:
        known: what the archive holds of the address.
        seen: when the page was captured.
        source_hash, content_hash: of the bytes, and of what they say.
        reader: the version that read them.
    """
    if known.story is None:
        return Decision(kind="new")
    beside = _beside(known.captures, seen)
    for one in beside:
        if source_hash == one.source_hash or content_hash == one.content_hash:
            return Decision(kind="unchanged", story=known.story, number=one.number, same_as=one.capture)
    number = max((one.number for one in known.captures), default=0) + 1
    mark = BY_OTHER_READER if any(one.reader != reader for one in beside[:1]) else None
    return Decision(kind="changed", story=known.story, number=number, mark=mark)


def _beside(captures: Sequence[Seen], seen: str) -> list[Seen]:
    """The last capture that began before, and the first that began after."""
    before = [one for one in captures if one.first_seen <= seen]
    after = [one for one in captures if one.first_seen > seen]
    latest = max(before, key=lambda one: (one.first_seen, one.number), default=None)
    earliest = min(after, key=lambda one: (one.first_seen, one.number), default=None)
    return [one for one in (latest, earliest) if one is not None]
