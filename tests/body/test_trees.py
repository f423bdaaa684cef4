"""A model's margin is the same by functions, as plain Python has it, and by arrays, as the compiled form has it."""

import gzip
import math
from array import array
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.body.forest import Forest, arrays_of
from copydesk.body.trees import Model, Trees, _by_functions, read_model

STUMP = [[0, 0.5, 1, 2], [-1.5], [2.25]]
DEEP = [[1, 3.0, 1, 2], [0, -1.0, 3, 4], [0.125], [4.0], [-0.1]]
VALUES = st.floats(allow_nan=False, width=32) | st.integers(-(2**40), 2**40) | st.booleans()


@pytest.mark.parametrize(("row", "margin"), [([0.5, 0], -1.5 - 0.1), ([0.6, 4], 2.25 + 0.125), ([-1, 3.0], -1.5 + 4.0)])
def test_margin_is_the_sum_of_the_leaves(row: list[float], margin: float) -> None:
    assert Forest(arrays_of([STUMP, DEEP], [(2, -math.inf, math.inf)])).margin(row) == margin
    assert Trees(Model(["a", "b"], [STUMP, DEEP])).margin(row) == margin


def test_a_clear_answer_leaves_early() -> None:
    bounds = [(1, -1.0, 9.0), (2, -math.inf, math.inf)]
    assert Forest(arrays_of([STUMP, DEEP], bounds)).margin([0, 0]) == -1.5
    assert Forest(arrays_of([STUMP, DEEP], bounds)).margin([1, 0]) == 2.25 + -0.1


@pytest.mark.parametrize("name", ["body", "text_body", "text_headline"])
@given(data=st.data())
def test_both_forms_agree_on_the_models_that_ship(name: str, data: Any) -> None:
    count, by_arrays, by_functions = _both(name)
    row = data.draw(st.lists(VALUES, min_size=count, max_size=count))
    assert by_arrays(row) == by_functions(row)


@cache
def _both(name: str) -> tuple[int, Callable[[list[float]], float], Callable[[list[float]], float]]:
    model = read_model(gzip.decompress(files("copydesk.tables").joinpath("models", f"{name}.json.gz").read_bytes()))
    bounds = [*model.stages, (len(model.trees), -math.inf, math.inf)]
    return len(model.features), Forest(arrays_of(model.trees, bounds)).margin, _by_functions(model.trees, bounds)


def test_rows_behind_each_other_have_the_margins_of_each() -> None:
    forest, trees = (
        Forest(arrays_of([STUMP, DEEP], [(2, -math.inf, math.inf)])),
        Trees(Model(["a", "b"], [STUMP, DEEP])),
    )
    rows = array("d", [0.5, 0, 9.0, 0.6, 4, 9.0])
    assert forest.margins(rows, 3) == trees.margins(rows, 3) == [forest.margin([0.5, 0]), forest.margin([0.6, 4])]
    with pytest.raises(ValueError, match="do not fit"):
        forest.margins(rows, 1)
    with pytest.raises(ValueError, match="do not fit"):
        forest.margins(rows, 4)


@pytest.mark.parametrize("node", [[0, 0.5, 0, 2], [0, 0.5, 1, 3], [-2, 0.5, 1, 2]])
def test_a_tree_that_does_not_end_is_refused(node: list[float]) -> None:
    with pytest.raises(ValueError, match="points outside"):
        arrays_of([[node, [1.0], [2.0]]], [(1, -math.inf, math.inf)])
