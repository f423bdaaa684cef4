"""Rows of features: what stands at which place, and nothing of the block before."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.body.columns import Sought
from copydesk.body.features import FEATURES, Hints, block_features, block_margins
from copydesk.body.forest import Scorer
from copydesk.layout.page import page_of
from copydesk.layout.sheet import Dom
from copydesk.records import Capture
from copydesk.settings import DEFAULTS

LEAD = "The ferry sails again from Monday, the port of Lunde said, and takes forty cars as it did before the storm."
SECOND = "Its new engine was tried in the bay on Friday, with the mayor and two classes of the harbour school aboard."
PAGE = f"""
<nav class="menu"><ul>{"".join(f'<li><a href="/{n}">Section number {n}</a></li>' for n in range(5))}</ul></nav>
<main><article><h1>Ferry is back in Lunde</h1><p class="lead">{LEAD}</p><div><p>{SECOND}</p></div>
<h2>Related articles</h2><p class="lead">Again.</p><p class="lead">Again.</p></article></main>
"""
HINTS = Hints("Ferry is back", LEAD[:70], f"{LEAD}\n{SECOND[:50]}")


def _dom(page: str) -> Dom:
    dom = page_of(Capture(content=page, kind="html"), DEFAULTS).dom
    assert dom is not None
    return dom


def _named(page: str, hints: Hints, weights: Mapping[str, tuple[float, float, float]]) -> list[dict[str, float] | None]:
    rows = block_features(_dom(page), hints, dict(weights))
    return [None if row is None else dict(zip(FEATURES, row, strict=True)) for row in rows]


def _told(page: str = PAGE) -> list[dict[str, float]]:
    rows = _named(page, HINTS, {"lead": (1.5, 0.25, 0.125), "<article>": (0.5, 2.0, 4.0)})
    return [row for row in rows if row is not None]


def test_lists_of_links_have_no_row() -> None:
    assert [row is None for row in _named(PAGE, HINTS, {})] == [True] * 5 + [False] * 6


@pytest.mark.parametrize(
    ("feature", "values"),
    [
        ("length", [22, len(LEAD), len(SECOND), 16, 6, 6]),
        ("words", [5, 21, 21, 2, 1, 1]),
        ("ends", [0, 1, 1, 0, 1, 1]),
        ("title_overlap", [3 / 5, 0, 0, 0, 0, 0]),
        ("in_description", [0, 1, 0, 0, 0, 0]),
        ("in_body", [0, 2, 1, 0, 0, 0]),
        ("names", [2.0, 3.5, 4.0, 2.0, 3.5, 3.5]),
        ("own_names", [0, 1.5, 0, 0, 1.5, 1.5]),
        ("leaf", [4, 1, 1, 5, 1, 1]),
        ("main", [1] * 6),
        ("repeated", [0, 0, 0, 0, 0, 1]),
        ("class_repeats", [1, 3, 1, 1, 3, 3]),
        ("prev_names", [0, 2.0, 3.5, 4.0, 2.0, 3.5]),
        ("next_names", [3.5, 4.0, 2.0, 3.5, 3.5, 3.5]),
        ("prev_density", [1, 0, 0, 0, 0, 0]),
        ("until_para", [1, 1, 30, 30, 30, 30]),
        ("shape_paras", [0, 1, 1, 0, 1, 1]),
        ("is_main_shape", [0, 1, 0, 0, 1, 1]),
        ("same_article", [1] * 6),
        ("article_number", [0, 1, 1, 1, 1, 1]),
        ("up_to_heading", [0, 1, 2, 1, 1, 1]),
        ("heading_up", [0, 1, 1, 1, 1, 1]),
        ("furniture", [0, 0, 0, 1.5, 0, 0]),
        ("ends_before", [0, 0, 0, 1, 1, 1]),
        ("to_next_para", [1, 1, -1, -1, -1, -1]),
        ("from_next_para", [1, 2, -1, -1, -1, -1]),
        ("has_body", [1] * 6),
        ("heading_overlap", [3 / 5] * 6),
        ("headings_before", [1, 1, 1, 2, 2, 2]),
        ("index", [5, 6, 7, 8, 9, 10]),
    ],
)
def test_each_stands_at_its_place(feature: str, values: Sequence[float]) -> None:
    assert [row[feature] for row in _told()] == values


def test_a_page_without_blocks_has_no_margins() -> None:
    assert list(block_margins(_dom("<p></p>"), HINTS, {}, Scorer())) == []


@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "li", "div"]), st.integers(1, 130)), min_size=1, max_size=12))
def test_neighbours_are_those_of_the_page(parts: list[tuple[str, int]]) -> None:
    page = "".join(f"<{tag}>{'a' * size}</{tag}>" for tag, size in parts)
    rows = [row for row in _named(page, Hints(), {}) if row is not None]
    sizes = [size for _, size in parts]
    assert [row["length"] for row in rows] == sizes
    last = len(sizes) - 1
    assert [row["near_length"] for row in rows] == [
        sizes[max(0, at - 1)]
        + sizes[min(last, at + 1)]
        + sum(sizes[max(0, at - 2) : max(0, at - 1)])
        + sum(sizes[at + 2 : at + 3])
        for at in range(len(sizes))
    ]
    next_paras = [
        next((there - at for there in range(at + 1, len(sizes)) if sizes[there] >= 80), 30) for at in range(len(sizes))
    ]
    assert [row["until_para"] for row in rows] == next_paras


@given(st.text("ab ", max_size=60), st.lists(st.text("ab c", max_size=6), max_size=12))
def test_what_is_sought_is_found_in_any_order(text: str, parts: list[str]) -> None:
    sought = Sought(text)
    assert [sought.holds(part) for part in parts] == [part in text for part in parts]
