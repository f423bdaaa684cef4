"""How many date-time cases are read right: `python -m benchmarks.date_cases FILE.jsonl… [--part laid-aside]`.

Each row has `Input`, `Context` with a `ReferenceDateTime` or none, and `Results` as Recognizers-Text writes them. An
expected expression is found where one of ours overlaps it; its value is right where ours is the stretch of the
calendar, the clock time, the length or the set that one of its values says, or the TIMEX itself. Quarters, halves and
weekends count as the days they are, and either convention of the last day of a stretch does. What only a day could tell
that the file does not give ("tomorrow") is counted apart.
--show prints what is wrong.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.parts import add_part, rows_of
from copydesk.desk.times import Time, find_times, solve
from copydesk.desk.times.calendar import first_day, last_day

_CODES: Final = {"english": "en", "german": "de", "french": "fr", "spanish": "es"}
_CLOCK: Final = re.compile(r"(\d\d?)(?::(\d\d))?(?::(\d\d))?")
_NUMBER: Final = r"(?:(\d+(?:\.\d+)?)"
_LENGTH: Final = re.compile(
    "P(?=.)" + "".join(f"{_NUMBER}{unit})?" for unit in "YMWD")
    + "(?:T" + "".join(f"{_NUMBER}{unit})?" for unit in "HMS") + ")?"
)  # fmt: skip
_SECONDS: Final = (31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1)
_PARTS: Final = {"MO": "08", "AF": "12", "EV": "16", "NI": "20", "DT": "08", "MI": "12"}


def main() -> None:
    """Reads the cases, prints for each file how many are found and right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true")
    add_part(parser)
    options = parser.parse_args()
    for file in options.files:
        language = next(code for name, code in _CODES.items() if name in file.stem)
        counts: Counter[str] = Counter()
        for row in rows_of(file.read_bytes().splitlines(), options.part):
            for outcome, line in compared(row, language):
                counts[outcome] += 1
                if options.show and not outcome.startswith("right"):
                    print(f"{outcome}: {line}")
        print(file.stem, _figures(counts))


def _figures(counts: Counter[str]) -> str:
    def share(day: str) -> str:
        right, wrong, lost = (counts[f"{kind}{day}"] for kind in ("right", "other value", "not found"))
        whole = right + wrong + lost
        return f"{whole}{day}: found {(right + wrong) / (whole or 1):.3f}, right {right / (whole or 1):.3f}"

    whole = sum(counts.values()) or 1
    right = sum(count for name, count in counts.items() if name.startswith("right")) / whole
    days = (" with a day", " without a day", " that needs a day")
    return f"{whole} expressions, right {right:.3f}; " + "; ".join(share(day) for day in days)


def compared(row: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """For each expected expression whether it was found and right, and a line about it."""
    text = row["Input"]
    reference = (row.get("Context") or {}).get("ReferenceDateTime")
    found = solve(find_times(text, published=reference, language=language, stretches=True), text, published=reference)
    for expected in row["Results"]:
        values = (expected.get("Resolution") or {}).get("values")
        if not values or "timezone" in expected.get("TypeName", ""):
            continue
        bare = " without a day" if not any(_needs_a_day(text, value) for value in values) else " that needs a day"
        day = " with a day" if reference else bare
        start = expected.get("Start", expected.get("start", text.lower().find(expected["Text"].lower())))
        end = expected.get("End", expected.get("end", start + len(expected["Text"]) - 1)) + 1
        ours = max(
            (one for one in found if one.start < end and start < one.end),
            key=lambda one: (min(one.end, end) - max(one.start, start), -one.start),
            default=None,
        )
        said = (
            f"{one_line(ours)} for {expected['Text']!r} {[_short(value) for value in values]} in {text!r} ({reference})"
        )
        if ours is None:
            yield f"not found{day}", said
        else:
            yield f"{'right' if any(is_right(ours, value) for value in values) else 'other value'}{day}", said


def one_line(time: Time | None) -> str:
    """A time of ours with its value."""
    return f"{time.text!r} {time.value} {time.edtf or ''} [{time.rule}]" if time else "nothing"


def _short(value: Mapping[str, Any]) -> str:
    kept = (value.get(name) for name in ("timex", "start", "end", "value") if value.get(name))
    return " ".join(str(one) for one in kept)


def is_right(ours: Time, expected: Mapping[str, Any]) -> bool:
    """Whether a time says what one of the expected values says."""
    timex = expected.get("timex", "")
    if ours.value == timex or (timex.startswith("(") and _pieces(ours.value, "/") == _pieces(timex[1:-1], ",")[:2]):
        return True
    if _is_clocked(timex) and _pieces(ours.value, "/") == _pieces(timex, "/"):
        return True
    kind = expected["type"]
    if kind in ("duration", "set"):
        return _seconds(ours.value) is not None and _seconds(ours.value) == _seconds(expected["timex"])
    if kind in ("time", "timerange"):
        return _is_same_clock(ours, expected)
    stretch = _stretch(expected)
    return stretch is not None and _is_same_stretch(_own_stretch(ours), stretch)


def _is_clocked(timex: str) -> bool:
    return "T" in timex and timex[0] in "X123456789T"


def _pieces(value: str, between: str) -> list[str]:
    """The ends of a stretch, T17 written as T17:00; the second takes the day that it shares with the first."""
    found = [re.sub(r"T(\d\d)$", r"T\1:00", one) for one in value.split(between)]
    if len(found) > 1 and found[1].startswith("T"):
        found[1] = found[0].partition("T")[0] + found[1]
    return found


def _needs_a_day(text: str, expected: Mapping[str, Any]) -> bool:
    """Whether the expected year stands nowhere in the text, so that without a day nobody could know it."""
    year = re.search(r"[12]\d{3}", expected["timex"])
    return year is not None and year[0][2:] not in text


def _seconds(value: str) -> float | None:
    found = _LENGTH.fullmatch(value)
    if found is None:
        return None
    return sum(float(part) * unit for part, unit in zip(found.groups(), _SECONDS, strict=True) if part)


def _is_same_clock(ours: Time, expected: Mapping[str, Any]) -> bool:
    mine = [part.partition("T")[2] for part in ours.value.split("/")]
    theirs = [expected.get("start") or expected.get("value"), expected.get("end")]
    return [_clock(one) for one in mine if one] == [_clock(one) for one in theirs if one][: len(mine)]


def _clock(written: str) -> tuple[int, ...]:
    found = _CLOCK.match(_PARTS.get(written, written))
    return tuple(int(part or 0) for part in found.groups()) if found else ()


def _stretch(expected: Mapping[str, Any]) -> tuple[str, str] | None:
    if expected.get("value"):
        return (expected["value"], expected["value"])
    ends = (expected.get("start"), expected.get("end"))
    if not any(ends):
        return None
    return (str(ends[0] or ends[1]), str(ends[1] or ends[0]))


def _own_stretch(ours: Time) -> tuple[str, str]:
    parts = (ours.value if "/" in ours.value or not ours.edtf or "/" not in ours.edtf else ours.edtf).split("/")
    return parts[0], parts[-1]


def _is_same_stretch(ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    if len(theirs[0]) > 10:
        clocks = [tuple(one.replace(" ", "T").partition("T")[::2]) for one in (*ours, *theirs)]
        mine, others = clocks[:2], clocks[2:]
        whole = mine if mine[0] != mine[1] or others[0] == others[1] else mine[:1]
        return all(
            one[0] == other[0] and _clock(one[1]) == _clock(other[1]) for one, other in zip(whole, others, strict=False)
        )
    first, last = _first(ours[0]), _last(ours[1])
    begins, ends = _first(theirs[0]), _first(theirs[1])
    if None in (first, last, begins, ends) or first != begins:
        return False
    assert last is not None and ends is not None
    own_last = _first(ours[1])
    return ends in (last, last + timedelta(days=1), own_last)


def _first(value: str) -> date | None:
    return first_day(value[:10])


def _last(value: str) -> date | None:
    return last_day(value[:10])


if __name__ == "__main__":
    main()
