"""What the tools answer, each a record with an output schema of its own."""

from dataclasses import dataclass

__all__ = [
    "Body",
    "Capture",
    "Captures",
    "Difference",
    "Differences",
    "Family",
    "Hit",
    "Hits",
    "Member",
    "People",
    "Person",
    "Saying",
    "Sayings",
]


@dataclass(frozen=True)
class Hit:
    """A story that stands for its copies."""

    id: str
    title: str
    outlet: str
    captured: str
    published: str | None
    url: str | None
    family: int
    copies: int
    untrusted_text: str


@dataclass(frozen=True)
class Hits:
    """A page of hits; `before` asks for the next one."""

    hits: int
    is_cut: bool
    order: str
    results: list[Hit]
    before: str | None


@dataclass(frozen=True)
class Body:
    """A story, and the window `[offset, next_offset)` of its text; `next_offset` is null at its end."""

    id: str | None
    title: str
    outlet: str
    captured: str | None
    url: str | None
    byline: str | None
    authors: list[str]
    agency: str | None
    published: str | None
    language: str | None
    characters: int
    offset: int
    next_offset: int | None
    untrusted_text: str


@dataclass(frozen=True)
class Capture:
    """One capture of a story."""

    id: str
    kind: str
    title: str
    first_seen: str
    last_seen: str
    words: int


@dataclass(frozen=True)
class Captures:
    """All captures of a story, the first seen first."""

    results: list[Capture]


@dataclass(frozen=True)
class Difference:
    """A typed change, the words before and after."""

    kind: str
    significance: str
    reason: str
    untrusted_text_before: str | None
    untrusted_text_after: str | None


@dataclass(frozen=True)
class Differences:
    """What changed from `a` to `b`, in a sentence and one by one, from `offset` on."""

    a: str
    b: str
    sentence: str
    total: int
    results: list[Difference]
    next_offset: int | None


@dataclass(frozen=True)
class Member:
    """A story of a family against the one that likely had the text first."""

    id: str
    outlet: str
    title: str
    first_seen: str
    is_first: bool
    share_of_first: float
    paragraphs: list[str]
    own_paragraphs: int


@dataclass(frozen=True)
class Family:
    """Stories with one text."""

    family: int
    first: str
    reason: str
    members: list[Member]
    next_offset: int | None


@dataclass(frozen=True)
class Person:
    """Somebody named in the archive."""

    id: str
    name: str
    variants: list[str]
    roles: list[str]
    stories: int
    quotes: int
    first: str | None
    last: str | None


@dataclass(frozen=True)
class People:
    """Those whose name holds the words."""

    results: list[Person]
    is_cut: bool


@dataclass(frozen=True)
class Saying:
    """A quote and where it was printed."""

    speaker: str | None
    stories: int
    printed_in: list[str]
    untrusted_text: str


@dataclass(frozen=True)
class Sayings:
    """Quotes, the latest first."""

    results: list[Saying]
    next_offset: int | None
