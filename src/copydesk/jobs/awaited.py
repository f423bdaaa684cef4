"""Sources read while an event loop goes on: in threads, and politely to each host."""

import asyncio
from collections.abc import Callable
from functools import lru_cache, partial
from time import monotonic
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, WeakValueDictionary

from copydesk.arguments import Readable
from copydesk.intake.sources import capture, is_url
from copydesk.records import Capture, SourceKind
from copydesk.settings import Settings
from copydesk.urls import host_of

if TYPE_CHECKING:
    from copydesk.intake.fetch import Fetcher

__all__ = ["captured", "in_thread"]

Given = ParamSpec("Given")
Got = TypeVar("Got")

_HOSTS = 256
_SECONDS = 3_600
"""What a host's robots.txt said counts for so long; RFC 9309 allows a day."""

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, WeakValueDictionary[str, asyncio.Lock]] = WeakKeyDictionary()


async def in_thread(call: Callable[Given, Got], /, *args: Given.args, **kwargs: Given.kwargs) -> Got:
    """What the call gives, made in a thread."""
    return await asyncio.to_thread(partial(call, *args, **kwargs))


async def captured(source: Readable, *, url: str | None, kind: SourceKind | None, settings: Settings) -> Capture:
    """The source as it came; raises what `copydesk.intake.sources.capture` raises."""
    if not (isinstance(source, str) and is_url(source.strip())):
        return await in_thread(capture, source, url=url, kind=kind, settings=settings)
    host = host_of(source.strip())
    # Who waits for a host waits here, not in one of the threads, which are few.
    async with _turn(host):
        fetch = _fetcher(host, settings, int(monotonic() // _SECONDS))
        return await in_thread(capture, source, kind=kind, settings=settings, fetch=fetch)


def _turn(host: str) -> asyncio.Lock:
    turns = _turns.setdefault(asyncio.get_running_loop(), WeakValueDictionary())
    turn = turns.get(host) or asyncio.Lock()
    turns[host] = turn
    return turn


@lru_cache(maxsize=_HOSTS)
def _fetcher(host: str, settings: Settings, hour: int) -> "Fetcher":
    """One for each host: it knows the host's robots.txt and when the host was last asked."""
    from copydesk.intake.fetch import Fetcher

    return Fetcher(settings)
