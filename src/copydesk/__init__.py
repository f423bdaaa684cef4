"""copydesk reads a news page as a newspaper's copy desk would: a page in, a story record out.

    story = copydesk.read("page.html")              bytes, a text, a path or an address; desk=True has the desk read it
    story.headline, story.text                      the fields are plain values ...
    story.evidence["headline"]                      ... with the evidence beside them
    story.to_json(), copydesk.to_markdown(story)    one line of JSON; Markdown

What cannot be read raises a CopydeskError with a `reason`: NotAStory, Refused, Unreadable or MissingExtra.
"""

from typing import TYPE_CHECKING

from copydesk import compiled

if TYPE_CHECKING:
    from copydesk.archive.archive import Archive, open_archive
    from copydesk.errors import CopydeskError, MissingExtra, NotAStory, Refused, Unreadable
    from copydesk.functions import aread, read, read_capture, read_many, to_markdown
    from copydesk.layout.source_map import Annotation, Place, SourceMap, source_text
    from copydesk.records import (
        SCHEMA,
        Access,
        Block,
        Capture,
        Check,
        Dateline,
        Encoding,
        Entity,
        EntityType,
        Event,
        Evidence,
        Excerpt,
        Failure,
        Image,
        ImageRole,
        Instant,
        Join,
        Kind,
        Layer,
        Listed,
        LostValue,
        MainEvent,
        Mention,
        MentionKind,
        Participant,
        Person,
        Post,
        Quote,
        QuoteKind,
        Reading,
        Related,
        Right,
        Role,
        Source,
        SourceKind,
        SourceWarning,
        Span,
        SpeakerOrigin,
        Status,
        Story,
        StoryTime,
        Time,
        TimeType,
        Unread,
        Verdict,
        WarcPlace,
        Zone,
    )
    from copydesk.settings import DEFAULTS, Settings

    __version__: str

compiled.keep_plain()

__all__ = [
    "DEFAULTS",
    "SCHEMA",
    "Access",
    "Annotation",
    "Archive",
    "Block",
    "Capture",
    "Check",
    "CopydeskError",
    "Dateline",
    "Encoding",
    "Entity",
    "EntityType",
    "Event",
    "Evidence",
    "Excerpt",
    "Failure",
    "Image",
    "ImageRole",
    "Instant",
    "Join",
    "Kind",
    "Layer",
    "Listed",
    "LostValue",
    "MainEvent",
    "Mention",
    "MentionKind",
    "MissingExtra",
    "NotAStory",
    "Participant",
    "Person",
    "Place",
    "Post",
    "Quote",
    "QuoteKind",
    "Reading",
    "Refused",
    "Related",
    "Right",
    "Role",
    "Settings",
    "Source",
    "SourceKind",
    "SourceMap",
    "SourceWarning",
    "Span",
    "SpeakerOrigin",
    "Status",
    "Story",
    "StoryTime",
    "Time",
    "TimeType",
    "Unread",
    "Unreadable",
    "Verdict",
    "WarcPlace",
    "Zone",
    "aread",
    "open_archive",
    "read",
    "read_capture",
    "read_many",
    "source_text",
    "to_markdown",
]
_WHEN_ASKED_FOR = {
    "copydesk.archive.archive": ("Archive", "open_archive"),
    "copydesk.errors": ("CopydeskError", "MissingExtra", "NotAStory", "Refused", "Unreadable"),
    "copydesk.functions": ("aread", "read", "read_capture", "read_many", "to_markdown"),
    "copydesk.layout.source_map": ("Annotation", "Place", "SourceMap", "source_text"),
    "copydesk.settings": ("DEFAULTS", "Settings", "VERSION"),
}
"""The modules in which names stand, the records aside: none is loaded before it is needed."""


def __getattr__(name: str) -> object:
    if name == "__version__":
        return __getattr__("VERSION")
    if name not in (*__all__, "VERSION"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = next((module for module, names in _WHEN_ASKED_FOR.items() if name in names), "copydesk.records")
    found: object = getattr(import_module(module), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
