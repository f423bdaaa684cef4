"""`python -m benchmarks.growth` on small pages."""

import sys
from pathlib import Path

import pytest
from benchmarks import growth
from benchmarks.growth import Measured, exponent, table
from benchmarks.growth_pages import SHAPES, page_of, sentence

from copydesk import read


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [10_000, 50_000])
def test_pages_have_their_size_and_are_stories(shape: str, size: int) -> None:
    content = page_of(shape, size)
    assert size <= len(content) < size + 1_000
    assert content == page_of(shape, size)
    assert read(content, kind="html").headline == "Bridge stays open"


def test_no_two_sentences_are_alike() -> None:
    assert len({sentence(number) for number in range(20_000)}) == 20_000


@pytest.mark.parametrize("power", [1.0, 2.0])
def test_the_exponent_is_the_power_of_the_size(power: float) -> None:
    sizes = (1_000, 100_000, 1_000_000, 10_000_000)
    assert exponent([Measured(size, 1e-9 * size**power, 1.0) for size in sizes]) == pytest.approx(power)


def test_two_sizes_have_no_exponent() -> None:
    assert exponent([Measured(size, 1.0, 1.0) for size in (10_000, 100_000, 1_000_000)]) is None


def test_the_table_has_a_row_a_series_and_a_dash_where_nothing_was_read() -> None:
    series = [Measured(10_012, 0.0042, 0.04), Measured(1_000_120, 1.25, 31.4)]
    assert table({("copydesk", "story"): series, ("trafilatura", "links"): series[:1]}).splitlines() == [
        "| page | 10 KB | 1 MB | exponent |",
        "|---|---|---|---|",
        "| long story, copydesk | 4 ms, 0.0 MB | 1.2 s, 31 MB | – |",
        "| lists of links, trafilatura | 4 ms, 0.0 MB | – | – |",
    ]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_measurement_sees_what_a_read_holds() -> None:
    found = growth.measured(b"x" * 1_000, lambda content: content * 40_000 if len(content) == 1_000 else None)
    assert found.size == 1_000
    assert 35 < found.megabytes < 60


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_the_command_writes_table_and_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    page, picture = tmp_path / "page.md", tmp_path / "growth.svg"
    page.write_text(f"{growth.START}\n{growth.END}\n", encoding="utf-8")
    asked = ["--shapes", "story", "--sizes", "10000", "20000", "--systems", "copydesk"]
    monkeypatch.setattr(sys, "argv", ["growth", *asked, "--page", str(page), "--picture", str(picture)])
    growth.main()
    assert "| long story, copydesk | " in page.read_text(encoding="utf-8")
    assert "long story" in picture.read_text(encoding="utf-8")
