"""Speakers of quotes that name none: the one who spoke before, unless the words speak to them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import Final

from copydesk.desk.quotes.acts import Act
from copydesk.desk.quotes.drafts import Draft
from copydesk.records.reading import Excerpt

__all__ = ["Carrier"]

_ADDRESS: Final = re.compile(
    r"\W*(?P<name>(?:(?:Mr|Mrs|Ms|Dr)\.?|Sir|Madam|President|Senator|Governor|Minister|Secretary|Judge|Professor|Coach)"
    r"(?:\s+[A-Z][\w’'-]+){0,3}|[A-Z][\w’'-]+),"
)
_NOT_NAMES: Final = frozenset(
    """Yes No Well Look Listen So But And Now Then Okay Ok Oh Yeah Hey Please Sorry Frankly Honestly Sure First Second
    Today Tomorrow Yesterday Here There Again Also Still Instead However Unfortunately Obviously Clearly
    Actually""".split()
)
_PRONOUNS: Final = frozenset({"he", "she", "they", "who", "it", "which", "that", "i", "we"})
_REPLIES: Final = frozenset({"reply", "respond", "answer", "retort", "counter"})
_ARTICLES: Final = frozenset({"a", "an", "another", "one"})
_KEPT: Final = 24
_LED_BY_CUE: Final = 0.85
"""Confidence of a quote that the paragraph before leads into by a verb and a colon: below a cue in its sentence."""
FURTHEST: Final = 3
"""Paragraphs back that a speaker is looked for."""


class Carrier:
    """Remembers who spoke, and joins a quote that runs over paragraphs."""

    def __init__(self) -> None:
        self._spoken: deque[Draft] = deque(maxlen=_KEPT)
        self._lead: tuple[Act, Excerpt, Excerpt | None] | None = None

    def remember(self, draft: Draft) -> None:
        """Take note of a quote with a speaker."""
        if draft.speaker is not None:
            self._spoken.append(draft)

    def answered(self, draft: Draft, block: int) -> None:
        """Give a reply the one whom it answers: who spoke last before it."""
        if draft.act.lemma not in _REPLIES or draft.addressee is not None or draft.kind == "indirect":
            return
        asked = self._before(block, draft.speaker)
        if asked is not None:
            draft.addressee = self._named(asked)

    def announce(self, act: Act, speaker: Excerpt | None, cue: Excerpt | None) -> None:
        """Take note of a sentence at the end of a paragraph that leads into the next, with its cue if it has one."""
        if speaker is not None and (cue is not None or act.cue is None):
            self._lead = act, speaker, cue

    def introduce(self, draft: Draft, block: int) -> None:
        """Give a quote at the start of a paragraph the cue that the paragraph before ends with."""
        if self._lead is None or self._lead[1].block != block - 1:
            return
        act, draft.speaker, draft.cue = self._lead
        draft.origin = "stated"
        draft.act.rule, draft.act.lemma, draft.act.name = "quotes/paragraph-lead", act.lemma, act.name
        draft.act.confidence = _LED_BY_CUE if act.cue is not None else act.confidence

    def settle(self, draft: Draft, block: int) -> None:
        """Give a quote without a speaker the one who spoke last, or say why nobody is known."""
        address = _address(draft.content[0])
        if address is not None:
            draft.addressee = draft.addressee or address
        chosen = self._before(block, address)
        if chosen is None:
            draft.reason = "no speaker is named in this paragraph or shortly before it"
            return
        speaker = self._named(chosen)
        if draft.follower is not None and not _share_a_name(draft.follower, speaker):
            draft.reason = f"no reporting verb, and the next sentence is about “{draft.follower.text}”"
            return
        is_here = chosen.content[-1].block == block
        draft.speaker, draft.origin, draft.source = chosen.speaker if is_here else speaker, "carried", chosen
        confirmed = f", and the address “{address.text}” is to another" if address else ""
        draft.reason = f"no reporting verb: carried over from the speaker before{confirmed}"

    def _before(self, block: int, address: Excerpt | None) -> Draft | None:
        for draft in reversed(self._spoken):
            if block - draft.content[-1].block > FURTHEST:
                return None
            if address is None and _is_introduced(draft.speaker):
                return draft
            is_earlier = draft.content[-1].block < block
            if draft.kind == "indirect" and is_earlier and any(one.kind != "indirect" for one in self._near(block)):
                continue
            if address is None or not _share_a_name(address, draft.speaker):
                return draft
        return None

    def _named(self, chosen: Draft) -> Excerpt | None:
        """The speaker by name, where the words before name only "he" or "who"."""
        earlier = list(self._spoken)
        while earlier and earlier[-1] is not chosen:
            earlier.pop()
        for draft in reversed(earlier):
            if draft.speaker is not None and draft.speaker.text.lower() not in _PRONOUNS:
                return draft.speaker
            if chosen.content[0].block - draft.content[0].block > FURTHEST:
                break
        return chosen.speaker

    def _near(self, block: int) -> Sequence[Draft]:
        return [draft for draft in list(self._spoken)[-6:] if block - draft.content[-1].block <= FURTHEST]


def _address(content: Excerpt) -> Excerpt | None:
    """Whom the words begin by addressing: "Mr Putin, I really ask you"."""
    match = _ADDRESS.match(content.text)
    if match is None or match["name"] in _NOT_NAMES:
        return None
    start = content.start + match.start("name")
    return Excerpt(content.block, start, start + len(match["name"]), match["name"])


def _is_introduced(speaker: Excerpt | None) -> bool:
    """Whether the words bring in somebody new, "another villager": who spoke before does not go on."""
    return speaker is not None and speaker.text.partition(" ")[0].lower() in _ARTICLES


def _share_a_name(one: Excerpt, other: Excerpt | None) -> bool:
    return other is not None and bool(_capital_words(one.text) & _capital_words(other.text))


def _capital_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text) if word[0].isupper() and len(word) > 2}
