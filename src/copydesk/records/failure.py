"""A source that gave no story."""

from msgspec import Struct

__all__ = ["Failure"]


class Failure(Struct, frozen=True, kw_only=True):
    """A source that gave no story, and why; what `read_many()` gives in the place of a story.

    Attributes:
        name: The source's name, as a story would have it in `source.name`; None for a page handed over as such.
        url: The address of a record in a web archive, where it has one; None for a source that is no such record.
        offset: The byte of that file at which the record begins, where it is known.
        reason: The code of the error that reading it alone would raise, such as `robots` or `no-body`; `crash` where
            the process that read it died, `internal` where copydesk has a defect.
        message: The same in a sentence.
        retry_at: ISO 8601 instant before which the site does not want to be asked again, where it named one.

    """

    name: str | None
    reason: str
    message: str
    retry_at: str | None = None
    url: str | None = None
    offset: int | None = None
