"""Stories awaited in an event loop, from real servers whose logs are read."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from tests.intake.outlets import PAGE, Opens, Reply

import copydesk
from copydesk import Settings, Story, aread

QUICK = Settings(allow_private=True, host_delay=0.01, fetch_seconds=5)


def together(*reads: Coroutine[Any, Any, Story]) -> list[Story | BaseException]:
    """What becomes of the reads, awaited side by side."""

    async def gathered() -> list[Story | BaseException]:
        return await asyncio.gather(*reads, return_exceptions=True)

    return asyncio.run(gathered())


def test_a_story_awaited_is_the_story_read(tmp_path: Path) -> None:
    (tmp_path / "ferry.html").write_bytes(PAGE)
    for source in (PAGE, PAGE.decode(), tmp_path / "ferry.html"):
        (awaited,) = together(aread(source, url="https://news.test/a", desk=True))
        assert awaited == copydesk.read(source, url="https://news.test/a", desk=True)


def test_the_loop_goes_on_while_a_slow_host_answers(outlet: Opens) -> None:
    slow = outlet("127.0.0.2")
    address = slow.says("/slow", Reply(seconds=0.5))

    async def ticks() -> int:
        reading = asyncio.create_task(aread(address, settings=QUICK))
        count = 0
        while not reading.done():
            await asyncio.sleep(0.01)
            count += 1
        assert reading.result().headline == "Ferry back in service"
        return count

    assert asyncio.run(ticks()) > 5


def test_one_host_is_asked_one_at_a_time_and_once_for_its_rules(outlet: Opens) -> None:
    first, second = outlet("127.0.0.3"), outlet("127.0.0.4")
    addresses = [f"{one.url}/{number}" for number in range(8) for one in (first, second)]
    stories = together(*(aread(address, settings=QUICK) for address in addresses))
    assert [story.source.name if isinstance(story, Story) else story for story in stories] == addresses
    for one in (first, second):
        assert Counter(one.paths) == Counter(["/robots.txt", *(f"/{number}" for number in range(8))])
        assert one.most_at_once == 1


def test_more_addresses_of_one_host_than_there_are_threads_do_not_hold_up_another(outlet: Opens) -> None:
    slow, quick = outlet("127.0.0.5"), outlet("127.0.0.6")

    async def order() -> list[str]:
        done: list[str] = []

        async def read(address: str) -> None:
            await aread(address, settings=QUICK)
            done.append(address)

        waits = [slow.says(f"/{number}", Reply(seconds=0.05)) for number in range(40)]
        await asyncio.gather(*map(read, [*waits, quick.url + "/0"]))
        return done

    assert asyncio.run(order()).index(quick.url + "/0") < 30


def test_errors_and_wrong_arguments_are_those_of_read(outlet: Opens) -> None:
    gone = outlet("127.0.0.2").says("/gone", Reply(404, b"gone"))
    missing, refused, wrong = together(
        aread(gone, settings=QUICK),
        aread(gone),
        aread(123),  # type: ignore[arg-type]
    )
    assert isinstance(missing, copydesk.Unreadable) and missing.reason == "http-status"
    assert isinstance(refused, copydesk.Refused) and refused.reason == "address"
    assert isinstance(wrong, TypeError)


@pytest.mark.parametrize("loops", [2])
def test_each_loop_has_turns_of_its_own(loops: int, outlet: Opens) -> None:
    one = outlet("127.0.0.7")
    for number in range(loops):
        stories = together(*(aread(f"{one.url}/{number}{letter}", settings=QUICK) for letter in "abc"))
        assert all(isinstance(story, Story) for story in stories)
    assert one.paths.count("/robots.txt") == 1
