"""The few exceptions of copydesk, each with a reason code that programs can rely on."""

__all__ = ["CopydeskError", "MissingExtra", "NotAStory", "Refused", "Unreadable"]


class CopydeskError(Exception):
    """Base of all copydesk errors.

    Attributes:
        reason: a short code such as `empty` or `robots`, stable across releases.
        exit_code: what the command line returns for it.
    """

    exit_code = 1

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions are unpickled by a call with their message alone; processes hand ours to each other whole.
        return _bare, (type(self), *self.args), self.__dict__


class NotAStory(CopydeskError):
    """The source was read and is not a story.

    Reasons: `empty`, `binary`, `feed`, `sitemap`, `error-page`, `consent-wall`, `index-page`, `no-body`.
    """

    exit_code = 4


class Refused(CopydeskError):
    """The source was not read, or an output not written, by rule.

    Reasons: `robots`, `address`, `scheme`, `redirects`, `size`, `nodes`, `time`, `rights`, `output`,
    `exists`, `busy`, `journal`, `run`.
    """

    exit_code = 6


class Unreadable(CopydeskError):
    """The source could not be had: `not-found`, `http-status`, `connection`, `timeout`, `tls`, `file`, `encoding`.

    Attributes:
        retry_at: ISO 8601 instant before which the site does not want to be asked again, where it named one.
        status: the HTTP status of the answer, where there was one.
    """

    def __init__(self, reason: str, message: str, *, retry_at: str | None = None, status: int | None = None) -> None:
        super().__init__(reason, message)
        self.retry_at = retry_at
        self.status = status


class MissingExtra(CopydeskError):
    """A part that is not installed was asked for; the message names the command that installs it."""

    def __init__(self, extra: str, what: str) -> None:
        super().__init__("missing-extra", f"{what} needs an extra: pip install 'copydesk[{extra}]'")
        self.extra = extra


def _bare(kind: type[CopydeskError], *args: object) -> CopydeskError:
    return kind.__new__(kind, *args)
