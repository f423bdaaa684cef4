"""Lines under headlines, labelled: by the truth, and by the names of elements that are then hidden."""

from collections.abc import Iterator
from typing import Final

from benchmarks.field_rows import Asked, DevPage, Row, before
from benchmarks.hidden_names import without_names
from copydesk.body.trees import Trees
from copydesk.fields.deck import deck_runs, declared_decks
from copydesk.fields.deck_choice import Run, Under
from copydesk.wording.spelling import word_runs

__all__ = ["deck_rows"]

FREE: Final = 0.3
"""Of a page whose names are the label."""
LIKE: Final = 0.8


def deck_rows(page: DevPage, body: Trees) -> Iterator[tuple[Row]]:
    """Each run of blocks under a headline as a row."""
    if page.set_name.startswith("fundus_") and "summary" in page.truth:
        yield from _by_truth(page, "\n".join(page.truth["summary"]), body)
    elif page.set_name == "postlight":
        if page.truth.get("summary") or page.truth.get("no_deck"):
            yield from _by_truth(page, "\n".join(page.truth.get("summary") or []), body)
    else:
        yield from _by_names(page, body)


def _by_truth(page: DevPage, deck: str, body: Trees) -> Iterator[tuple[Row]]:
    for content in (page.content, without_names(page.content)):
        asked = before(content, page.url, body, "deck")
        if asked is not None:
            under, runs = _under(asked)
            labels = [_alike(_text(run), deck) for run in runs]
            best = max(labels, default=0.0)
            for run, label in zip(runs, labels, strict=True):
                yield (Row(page.outlet, under.row(run), float(label >= LIKE and label == best)),)


def _by_names(page: DevPage, body: Trees) -> Iterator[tuple[Row]]:
    asked = before(page.content, page.url, body, "deck")
    _, runs = _under(asked) if asked else (None, [])
    named = [_text(run) for run in runs if run.rule == "deck/markup"]
    hidden = before(without_names(page.content), page.url, body, "deck") if len(named) == 1 else None
    if hidden is None:
        return
    under, runs = _under(hidden)
    for run in runs:
        yield (Row(page.outlet, under.row(run), float(_alike(_text(run), named[0]) >= LIKE), FREE),)


def _under(asked: Asked) -> tuple[Under, list[Run]]:
    declared = [one.value for one in asked.said.once(declared_decks)]
    headline = asked.known.headline or ""
    is_news = any(name.endswith("newsarticle") for name in asked.said.types)
    return Under(asked.view, declared, headline, is_news=is_news), deck_runs(asked.view, declared, headline)


def _text(run: Run) -> str:
    return "\n".join(block.text for block in run.blocks)


def _alike(one: str, other: str) -> float:
    mine, theirs = set(word_runs(one.lower())), set(word_runs(other.lower()))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0
