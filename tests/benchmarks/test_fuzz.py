"""A short form of `python -m benchmarks.fuzz`: damaged copies of made-up pages, read in both forms."""

import random
from pathlib import Path

import msgspec
import pytest
from benchmarks.fuzz import Answer, Failing, answer, compared, judged
from benchmarks.mixed_pages import mixed
from benchmarks.mutate import MUTATIONS, mutated

ROOT = Path(__file__).parents[2]
PAGES = [path.read_bytes() for path in sorted(ROOT.glob("tests/cases/*/*/source.html"))[:20]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The pages as a set."""
    (tmp_path / "made_up/html").mkdir(parents=True)
    with (tmp_path / "made_up/truth.jsonl").open("wb") as truth:
        for number, page in enumerate(PAGES):
            (tmp_path / f"made_up/html/{number}.html").write_bytes(page)
            truth.write(msgspec.json.encode({"id": str(number), "file": f"{number}.html"}) + b"\n")
    return tmp_path


def test_both_forms_give_the_same(data: Path) -> None:
    found = list(compared(data, range(60), 32_768))
    assert [one for one in found if isinstance(one, Failing)] == []
    assert len(found) == 60
    assert any(isinstance(one, Answer) and one.what.startswith("story:") for one in found)


def test_every_seed_gives_an_answer_in_its_budget() -> None:
    answers = [answer(mutated(PAGES, seed, 32_768), seed) for seed in range(1_000, 1_150)]
    assert [one for one in answers if "Error" in one.what or one.is_slow] == []


def test_lines_that_are_nearly_bylines_are_read() -> None:
    answers = [answer(mixed(seed), seed) for seed in range(250)]
    assert [one for one in answers if "Error" in one.what or one.is_slow] == []
    assert sum(one.what.startswith("story:") for one in answers) > 200


def test_a_seed_gives_the_same_page_and_another_seed_another() -> None:
    assert mutated(PAGES, 7, 10_000) == mutated(PAGES, 7, 10_000)
    assert len({mutated(PAGES, seed, 10_000) for seed in range(50)}) == 50


@pytest.mark.parametrize("change", MUTATIONS)
@pytest.mark.parametrize("page", [b"", b"<", b"x", b"<p>", PAGES[0]])
def test_every_change_bears_every_page(change: object, page: bytes) -> None:
    assert callable(change)
    assert isinstance(change(page, random.Random(1)), bytes)


def test_what_differs_or_dies_is_named() -> None:
    one, two = Answer(0, "story:a", 10, 0.1), Answer(0, "story:b", 10, 0.1)
    (differing,) = judged(range(1), [[one], [two]])
    assert isinstance(differing, Failing)
    (slow,) = judged(range(1), [[one], [one._replace(seconds=9.0)]])
    assert isinstance(slow, Failing)
    same, dead = judged(range(2), [[one, one._replace(seed=1)], [one]])
    assert same == one
    assert dead == Failing(1, "the process died")
