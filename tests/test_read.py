"""The public functions: what they take, what they give."""

import doctest
from pathlib import Path

import pytest

import copydesk
from copydesk import Capture, Settings, functions
from copydesk.records import plain

PAGE = "<h1>Ferry back in service</h1><p>The ferry to Lunde sails again from Monday 3 March 2025, the port said.</p>"


@pytest.mark.parametrize("source", [123, None, ["a.html"], 1.5, object])
def test_what_can_be_no_source_is_a_type_error(source: object) -> None:
    with pytest.raises(TypeError, match=r"a source is bytes, a str or a path, not \w+"):
        copydesk.read(source)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "error", "told"),
    [
        ({"url": 5}, TypeError, "url is a str or None, not int"),
        ({"url": b"https://news.test/"}, TypeError, "not bytes"),
        ({"kind": "pdf"}, ValueError, "kind is 'html', 'text' or None, not 'pdf'"),
        ({"kind": 5}, ValueError, "not 5"),
        ({"settings": {"max_bytes": 5}}, TypeError, "settings are copydesk.Settings, not dict"),
        ({"settings": None}, TypeError, "not None"),
    ],
)
def test_wrong_arguments_are_named(wrong: dict[str, object], error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        copydesk.read(PAGE, **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (PAGE, TypeError),
        (Capture(content=5), TypeError),  # type: ignore[arg-type]
        (Capture(content=PAGE, url=5), TypeError),  # type: ignore[arg-type]
        (Capture(content=PAGE, kind="pdf"), ValueError),  # type: ignore[arg-type]
    ],
)
def test_wrong_captures_are_named(wrong: Capture, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"Capture|url|kind"):
        copydesk.read_capture(wrong)


def test_all_kinds_of_sources_give_one_story(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    content = PAGE.encode()
    sources = (PAGE, content, bytearray(content), memoryview(content), tmp_path / "a.html", str(tmp_path / "a.html"))
    assert {copydesk.read(source).headline for source in sources} == {"Ferry back in service"}


def test_a_capture_is_read_with_what_it_came_with() -> None:
    capture = Capture(content=PAGE.encode("utf-16"), url="https://news.test/a", fetched_at="2025-03-01T08:00:00Z")
    story = copydesk.read_capture(capture)
    assert (story.headline, story.source.url) == ("Ferry back in service", "https://news.test/a")
    assert story.source.fetched_at == "2025-03-01T08:00:00Z"


@pytest.mark.parametrize("limit", [Settings(max_nodes=1), Settings(max_bytes=9)])
@pytest.mark.parametrize("content", [PAGE, PAGE.encode()])
def test_the_limits_hold_for_captures(limit: Settings, content: bytes | str) -> None:
    with pytest.raises(copydesk.Refused):
        copydesk.read_capture(Capture(content=content), settings=limit)


def test_the_desk_reads_when_asked() -> None:
    assert copydesk.read(PAGE).reading is None
    for story in (copydesk.read(PAGE, desk=True), copydesk.read_capture(Capture(content=PAGE), desk=True)):
        assert story.reading is not None
        assert [time.value for time in story.reading.times] == ["2025-03-03"]


def test_the_examples_of_the_functions_hold() -> None:
    found = doctest.testmod(functions)
    assert (found.failed, found.attempted > 4) == (0, True)


def test_the_examples_of_plain_values_hold() -> None:
    assert doctest.testmod(plain).failed == 0
