"""A page damaged at random is a record or one of the four errors: `read()` raises nothing else."""

from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import copydesk
from copydesk.errors import CopydeskError

SAMPLES: Final = Path(__file__).parents[1] / "samples"
PAGES: Final = {path.name: path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix in (".html", ".txt")}
ADDRESSES: Final = (
    "//[x",
    "http://[::1",
    "https://]",
    "//a\u2100b/",
    "http://a:b/",
    "javascript:1",
    "https://x:99999/",
)
DATES: Final = ("0000-00-00", "9999-12-31T99:99", "31 February", "-1", "2024-02-30T24:00:00+99:99", "٢٠٢٤", "1e400")
PIECES: Final = (
    *ADDRESSES,
    *DATES,
    *"\0 \ud800 \ufeff < > & &#x110000; &#0; \" ' <!-- --> ]]> <![CDATA[ {{ }} <svg> <math> <template> </body>".split(
        " "
    ),
    '<script type="application/ld+json">',
    '{"@graph":[{"@type":"NewsArticle","author":',
    '"\\ud800"',
    "1" * 5_000,
    "[" * 2_000,
    "<div>" * 600,
    "\N{COMBINING ACUTE ACCENT}" * 300,
)
PLACES: Final = (
    "href=",
    "src=",
    "content=",
    "datetime=",
    '"url":',
    '"datePublished":',
    '"author":',
    "<p>",
    "<h1>",
    "\n",
)

offsets = st.integers(0, 8_000)
lengths = st.integers(0, 300)
deletions = st.tuples(st.just("delete"), offsets, lengths)
copies = st.tuples(st.just("copy"), offsets, lengths, offsets)
flips = st.tuples(st.just("flip"), offsets, st.integers(0, 255))
insertions = st.tuples(st.just("insert"), offsets, st.sampled_from(PIECES))
replacements = st.tuples(st.just("replace"), st.sampled_from(PLACES), st.integers(0, 30), st.sampled_from(PIECES))
changes = st.lists(st.one_of(deletions, copies, flips, insertions, replacements), min_size=1, max_size=12)


def changed(page: bytes, change: tuple[object, ...]) -> bytes:
    match change:
        case ("delete", int(at), int(length)):
            return page[:at] + page[at + length :]
        case ("copy", int(at), int(length), int(to)):
            return page[:to] + page[at : at + length] + page[to:]
        case ("flip", int(at), int(byte)):
            return page[:at] + bytes((byte,)) + page[at + 1 :]
        case ("insert", int(at), str(piece)):
            return page[:at] + encoded(piece) + page[at:]
        case ("replace", str(place), int(number), str(piece)):
            parts = page.split(place.encode())
            at = number % len(parts)
            # An attribute keeps its quotes: what stands in them is the piece.
            quote = parts[at][:1] if at and parts[at][:1] in (b'"', b"'") else b""
            rest = parts[at].split(quote, 2)[-1] if quote else parts[at]
            parts[at] = quote + encoded(piece) + quote + rest if at else parts[at]
            return place.encode().join(parts)
    raise AssertionError(change)


def encoded(piece: str) -> bytes:
    return piece.encode("utf-8", "surrogatepass")


@settings(max_examples=120)
@example("harbour-bridge.html", [("replace", "href=", 3, "//[x")], "https://[", False)
@example("harbour-bridge.html", [("replace", '"datePublished":', 1, "9999-12-31T99:99")], None, True)
@given(
    st.sampled_from(sorted(PAGES)), changes, st.sampled_from([*ADDRESSES, "https://news.test/a", None]), st.booleans()
)
def test_a_damaged_page_gives_a_record_or_one_of_the_four_errors(
    name: str, damage: list[tuple[object, ...]], url: str | None, is_text: bool
) -> None:
    page = PAGES[name]
    for change in damage:
        page = changed(page, change)
    try:
        story = copydesk.read(page.decode("utf-8", "surrogateescape") if is_text else page, url=url)
    except CopydeskError:
        return
    assert story.to_json()


@pytest.mark.parametrize(
    ("change", "result"),
    [
        (("delete", 1, 2), b'a="x">'),
        (("insert", 0, "<"), b'<abc="x">'),
        (("replace", "=", 1, "y"), b'abc="y">'),
    ],
)
def test_the_damage_is_what_it_says(change: tuple[object, ...], result: bytes) -> None:
    assert changed(b'abc="x">', change) == result
