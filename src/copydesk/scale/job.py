"""The job: one WARC or WET file to rows. Nothing is written here, so that every engine maps the same."""

import gc
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import BinaryIO, Final

from copydesk.errors import CopydeskError, Unreadable
from copydesk.intake.frames import Header
from copydesk.intake.packings import begins_as_warc
from copydesk.intake.revisits import Again, Originals
from copydesk.intake.streams import looked_at
from copydesk.intake.warc import LEFT_OUT, WarcRecord, each_record
from copydesk.records import Story
from copydesk.scale.choices import Choices
from copydesk.scale.limits import TimeUp, limited, out_of_memory, out_of_time
from copydesk.scale.rows import Rows, no_story, of_story
from copydesk.urls import host_of

__all__ = ["CRASH", "NOTHING", "TIME", "Job"]

NOTHING: Final = -1
"""Stands for no record."""
CRASH: Final = "crash"
TIME: Final = "time"


def _unheeded(_number: int) -> None:
    pass


class Job:
    """The rows of one file.

    Args:
        file: its name, as it stands in the rows.
        choices: what is asked for.
        done: what was found before this number has its rows already.
        passed: numbers of records that are not to be read again, each with `CRASH` or `TIME`.
        begin: told the number of each record before anything of it is decoded, and `NOTHING` when it is done.
    """

    def __init__(
        self,
        file: str,
        choices: Choices,
        *,
        done: int = 0,
        passed: Mapping[int, str] | None = None,
        begin: Callable[[int], None] = _unheeded,
    ) -> None:
        self._file = file
        self._choices = choices
        self._done = done
        self._passed = passed or {}
        self._begin = begin
        self._number = 0

    def rows(self, source: BinaryIO, again: Again | None = None) -> Iterator[Rows]:
        """The rows of each record in order, from the first that is not done; the file is read as a stream.

        Args:
            source: the file.
            again: opens it another time, for the pages that its revisits mean.

        Raises:
            Unreadable: `file`, it is empty or holds no records of a web archive.
            OSError: it could not be read on.
        """
        start, stream = looked_at(source)
        if not start:
            raise Unreadable("file", f"{self._file} is empty")
        if not begins_as_warc(start):
            raise Unreadable("file", f"{self._file} is no WARC or WET file: it begins with {start[:20]!r}")
        originals = Originals()
        originals.begin(again)
        for found in each_record(stream, self._choices.settings, self._wants, originals):
            if self._number >= self._done:
                yield self._rows(found)
                self._begin(NOTHING)
            self._number += 1

    def _wants(self, header: Header) -> bool:
        if self._number < self._done or self._number in self._passed:
            return False
        if self._hosts is not None and host_of(header.url).removeprefix("www.") not in self._hosts:
            return False
        self._begin(self._number)
        return True

    @cached_property
    def _hosts(self) -> frozenset[str] | None:
        hosts = self._choices.hosts
        return None if hosts is None else frozenset(host.lower().removeprefix("www.") for host in hosts)

    def _rows(self, found: WarcRecord) -> Rows:
        if self._number in self._passed:
            return self._no_story(found, _verdict(self._passed[self._number], self._choices))
        if found.use == LEFT_OUT:
            return Rows()
        if found.capture is None:
            return self._no_story(found, found.failure)
        story = self._read(found)
        if isinstance(story, CopydeskError):
            return self._no_story(found, story)
        if not self._speaks(story.language):
            return Rows()
        return of_story(found, self._file, self._number, story, full=self._choices.full)

    def _no_story(self, found: WarcRecord, failure: CopydeskError | None) -> Rows:
        return no_story(found, self._file, self._number, failure)

    def _speaks(self, language: str | None) -> bool:
        wanted = self._choices.languages
        return wanted is None or (language or "").partition("-")[0].lower() in wanted

    def _read(self, found: WarcRecord) -> Story | CopydeskError:
        """The story in the record, or why there is none. No page can raise here."""
        from msgspec.structs import replace

        import copydesk

        choices = self._choices
        assert found.capture is not None
        try:
            with limited(choices.seconds, choices.megabytes):
                capture = replace(found.capture, name=self._file)
                return copydesk.read_capture(capture, settings=choices.settings)
        except TimeUp:
            return out_of_time(choices.seconds)
        except MemoryError:
            gc.collect()
            return out_of_memory(choices.megabytes)
        except CopydeskError as error:
            return out_of_time(choices.seconds) if error.reason == TIME else error
        except Exception as error:  # noqa: BLE001 - one page must not end the file; the cause goes into its fault
            return CopydeskError("internal", f"unexpected {type(error).__name__}: {error}")


def _verdict(reason: str, choices: Choices) -> CopydeskError:
    if reason == TIME:
        return out_of_time(choices.seconds)
    return CopydeskError(CRASH, "each process that read it died, also those that read nothing else")
