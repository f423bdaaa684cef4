"""People and quotes of a text by tables alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from copydesk.desk.tabled.meant import Meanings, Meant
from copydesk.desk.tabled.modelled import bodies_and_places, found_names, modelled_people
from copydesk.desk.tabled.people import Person, people_of
from copydesk.desk.tabled.phrases import Phrase
from copydesk.desk.tabled.speech import Draft, drafts_of, texts_of
from copydesk.desk.tabled.tables import language, sure
from copydesk.desk.tabled.words import Text
from copydesk.records.reading import Entity, Excerpt, Join, Quote, QuoteKind

__all__ = ["read_by_tables"]


def read_by_tables(
    paragraphs: Sequence[str], code: str, known: Iterable[tuple[str, str]] = ()
) -> tuple[tuple[Entity, ...], tuple[Quote, ...]]:
    """The people and the quotes in quote marks of a text; with a model for the names of its language bodies and places.

    Args:
        paragraphs: The blocks to read, each once; spans point into them.
        code: The language, one of `languages()`.
        known: Names that the page gives elsewhere, each with `names/byline` or `names/keyword`.

    """
    tables = language(code)
    texts = texts_of(paragraphs, tables)
    drafts = drafts_of(texts, tables)
    seen = found_names(paragraphs, code)
    people = people_of(texts, drafts, (*known, *modelled_people(paragraphs, seen)), tables)
    meanings = Meanings(texts, people, tables)
    meant = [meanings.of(draft) for draft in drafts]
    ids = {id(person): f"P{number}" for number, person in enumerate(people, 1)}
    quotes = [_tabled_quote(draft, one, ids) for draft, one in zip(drafts, meant, strict=True)]
    entities = tuple(_tabled_entity(person, ids[id(person)]) for person in people)
    return (*entities, *bodies_and_places(paragraphs, seen, entities)), tuple(quotes)


def _tabled_entity(person: Person, number: str) -> Entity:
    named = [one for one in person.mentions if one.kind not in ("description", "pronoun")]
    variants = tuple(dict.fromkeys([person.name, *(one.text for one in named)]))
    told = [Join(variant=person.name, rule=way, reason=reason) for way, reason in person.ways.items()]
    joined = [
        Join(variant=variant, rule="names/surname", reason=f"{person.name} is the only one of the story with this name")
        for variant in variants[1:]
    ]
    return Entity(
        id=number,
        type="person",
        name=person.name,
        variants=variants,
        roles=tuple(sorted(person.roles)),
        mentions=tuple(sorted(person.mentions, key=lambda one: (one.block, one.start))),
        reasons=(*told, *joined),
    )


def _tabled_quote(draft: Draft, meant: Meant | None, ids: dict[int, str]) -> Quote:
    report = draft.report
    home = draft.home
    is_colon = report is not None and report.lemma == ":"
    return Quote(
        kind=_kind_of_draft(draft),
        content=tuple(draft.content),
        quoted=tuple(draft.content),
        speaker=_speaker_excerpt(home, draft.speaker) if draft.speaker else None,
        speaker_origin="unknown" if draft.speaker is None else "carried" if draft.is_carried else "stated",
        speaker_entity=ids[id(meant.person)] if meant else None,
        speaker_rule=meant.rule if meant else None,
        cue=_cue(draft) if report and not is_colon else None,
        cue_lemma=report.lemma if report else None,
        cue_class=report.name if report else None,
        rule=draft.rule,
        rules=(draft.rule, *((meant.rule,) if meant and meant.rule else ())),
        confidence=round(draft.confidence * (sure(meant.rule) if meant and meant.reason else 1), 3),
        reason=draft.reason or (meant.reason if meant else None),
    )


def _speaker_excerpt(home: Text, phrase: Phrase) -> Excerpt:
    """The words of a phrase; of a verb with its pronoun behind a hyphen, "dit-elle", the pronoun."""
    excerpt = home.excerpt(phrase.range)
    if phrase.pronoun is None or not excerpt.text.lower().endswith(f"-{phrase.pronoun}"):
        return excerpt
    start = excerpt.end - len(phrase.pronoun)
    return Excerpt(excerpt.block, start, excerpt.end, excerpt.text[-len(phrase.pronoun) :])


def _cue(draft: Draft) -> Excerpt:
    assert draft.report is not None
    is_ahead = draft.rule == "quotes/paragraph-lead"
    return (draft.home if is_ahead else draft.text).excerpt(draft.report.cue)


def _kind_of_draft(draft: Draft) -> QuoteKind:
    return "mixed" if draft.is_mixed else "direct"
