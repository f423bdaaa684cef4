"""Development pages as the choosers of fields see them: with a body found by a model that has not seen their outlet."""

import gzip
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest.mock import patch

import msgspec
from msgspec import Struct, structs

from benchmarks.data import FOLDS, fold_of, pages
from benchmarks.train_body import fill_rows_apart, fit_trees, name_weights, packed, samples
from copydesk.body.find import body_by
from copydesk.body.trees import Trees, read_model
from copydesk.errors import CopydeskError
from copydesk.fields import chooser
from copydesk.fields.order import FIELDS, hints_of
from copydesk.fields.view import View, view_of
from copydesk.layout.declarations import DeclaredPage, declared_page
from copydesk.layout.page import page_of
from copydesk.records import Capture, Story
from copydesk.settings import DEFAULTS

__all__ = ["FIELD_SETS", "SETS", "Asked", "DevPage", "Row", "before", "dev_pages", "fold_bodies", "folded"]

FIELD_SETS: Final = ("fundus_test", "fundus_old", "postlight", "misinfo")
SETS: Final = (*FIELD_SETS, "fundus_eval", "zyte", "trafi_eval", "wcxb_articles", "date_mc", "date_bbaw")
"""All sets whose licence lets weights ship."""


class DevPage(Struct, frozen=True):
    """A development page; `outlet` decides its fold."""

    set_name: str
    id: str
    outlet: str
    truth: dict[str, Any]
    content: bytes
    url: str | None

    @property
    def fold(self) -> int:
        return fold_of(self.outlet)


class Row(NamedTuple):
    """Features with their label, 0 or 1."""

    outlet: str
    values: Sequence[float]
    label: float
    weight: float = 1.0


class Asked(NamedTuple):
    """What a field is asked with."""

    view: View
    said: DeclaredPage
    known: Story


def dev_pages(data: Path, sets: Sequence[str]) -> Iterator[DevPage]:
    """The pages of some sets with their truths."""
    for set_name in sets:
        lines = (data / set_name / "truth.jsonl").read_bytes().replace(b": NaN", b": null").splitlines()
        rows = {row["id"]: row for row in map(msgspec.json.decode, lines)}
        for page in pages(data / set_name):
            row = rows[page.id]
            yield DevPage(set_name, page.id, row["domain"] or row["group"], row["truth"], page.content, page.url)


def fold_bodies(data: Path, cache: Path) -> list[Trees]:
    """A body model for each fold, trained on the other outlets; kept in `cache`."""
    paths = [cache / f"body-{fold}.json.gz" for fold in range(FOLDS)]
    if not all(path.exists() for path in paths):
        cache.mkdir(parents=True, exist_ok=True)
        known = samples(data)
        for fold, path in enumerate(paths):
            own = [page for page in known if fold_of(page.group) != fold]
            fill_rows_apart(own)
            path.write_bytes(packed(fit_trees(own), name_weights(own)))
    return [Trees(read_model(gzip.decompress(path.read_bytes()))) for path in paths]


@contextmanager
def folded(cache: Path, fold: int) -> Iterator[None]:
    """Fields choose with the models of a fold."""
    known: dict[str, Trees] = {}

    def model_of(name: str) -> Trees:
        if name not in known:
            path = cache / f"{name}-{fold}.json.gz"
            known[name] = Trees(read_model(gzip.decompress(path.read_bytes())))
        return known[name]

    with patch.object(chooser, "model_of", model_of):
        yield


def before(content: bytes, url: str | None, trees: Trees, field: str) -> Asked | None:
    """The page as the field of this name is asked for it; None for what is no story."""
    try:
        page = page_of(Capture(content=content, url=url, kind="html"), DEFAULTS)
    except CopydeskError:
        return None
    assert page.dom is not None and page.head is not None
    said = declared_page(page.head, page.url, page.languages, page.listed)
    view = view_of(page.dom, body_by(trees, page.dom, hints_of(said)), url=url)
    story = Story(source=page.source)
    for find in FIELDS:
        if getattr(find, "__name__", "") == field:
            break
        one = find(view, said, story)
        view = one.view if isinstance(one.view, View) else view
        if one.name is not None and one.value is not None:
            story = structs.replace(story, **{one.name: one.value})
    return Asked(view, said, story)
