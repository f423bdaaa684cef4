from hypothesis import given
from hypothesis import strategies as st

from copydesk.archive.decide import BY_OTHER_READER, Decision, Known, Seen, decide

DAYS = [f"2024-05-{day:02d}T00:00:00Z" for day in range(1, 10)]


def seen(number: int, day: int, content: str, reader: str = "1", source: str = "") -> Seen:
    return Seen(
        capture=100 + number,
        number=number,
        first_seen=DAYS[day],
        last_seen=DAYS[day],
        source_hash=source or f"bytes of {content}",
        content_hash=content,
        reader=reader,
    )


def known(*captures: Seen) -> Known:
    return Known(story=7, captures=captures)


def test_an_address_that_nobody_knows_is_new() -> None:
    assert decide(Known(), DAYS[0], "bytes", "a", "1") == Decision(kind="new")


def test_the_same_words_are_unchanged() -> None:
    decision = decide(known(seen(1, 0, "a")), DAYS[1], "other bytes", "a", "1")
    assert (decision.kind, decision.same_as, decision.number) == ("unchanged", 101, 1)


def test_other_words_are_a_further_capture() -> None:
    decision = decide(known(seen(1, 0, "a")), DAYS[1], "bytes of b", "b", "1")
    assert decision == Decision(kind="changed", story=7, number=2)


def test_the_same_bytes_are_unchanged_whatever_a_newer_reader_sees() -> None:
    decision = decide(known(seen(1, 0, "a")), DAYS[1], "bytes of a", "a read better", "2")
    assert decision.kind == "unchanged"


def test_other_bytes_read_by_another_version_are_marked() -> None:
    decision = decide(known(seen(1, 0, "a")), DAYS[1], "bytes of b", "b", "2")
    assert (decision.kind, decision.mark) == ("changed", BY_OTHER_READER)


def test_a_page_that_goes_back_to_old_words_has_changed_again() -> None:
    decision = decide(known(seen(1, 0, "a"), seen(2, 2, "b")), DAYS[4], "bytes of a", "a", "1")
    assert (decision.kind, decision.number) == ("changed", 3)


def test_a_capture_that_comes_late_is_compared_with_its_neighbours_in_time() -> None:
    captures = known(seen(1, 0, "a"), seen(2, 4, "b"))
    assert decide(captures, DAYS[2], "x", "b", "1").same_as == 102
    assert decide(captures, DAYS[2], "x", "c", "1").kind == "changed"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 8)), min_size=1, max_size=8))
def test_a_capture_put_in_twice_is_unchanged(rows: list[tuple[str, int]]) -> None:
    captures: list[Seen] = []
    for content, day in rows:
        decision = decide(
            Known(story=7, captures=tuple(captures)) if captures else Known(), DAYS[day], content, content, "1"
        )
        if decision.kind != "unchanged":
            captures.append(seen(decision.number, day, content, source=content))
    content, day = rows[-1]
    assert decide(Known(story=7, captures=tuple(captures)), DAYS[day], content, content, "1").kind == "unchanged"
