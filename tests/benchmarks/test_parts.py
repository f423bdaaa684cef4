"""Documents laid aside."""

from benchmarks.parts import is_in, is_laid_aside, rows_of


def test_a_third_is_laid_aside_and_the_rest_was_in_view() -> None:
    names = [f"story-{number}" for number in range(3000)]
    aside = [name for name in names if is_in(name, "laid-aside")]
    assert 900 < len(aside) < 1100
    assert sorted([*aside, *(name for name in names if is_in(name, "tuned"))]) == sorted(names)
    assert all(is_in(name, "all") for name in names)


def test_the_cut_never_moves() -> None:
    assert [is_laid_aside(f"story-{number}") for number in range(6)] == [False, False, True, False, False, False]


def test_a_row_without_an_id_goes_by_its_number() -> None:
    rows = rows_of([b'{"Input": "a"}', b"", b'{"Input": "b", "score": NaN}'], "all")
    assert [row["id"] for row in rows] == [0, 1]
