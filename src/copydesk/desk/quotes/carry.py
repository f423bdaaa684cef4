"""Speakers of quotes that name none: the one who spoke before, unless the words speak to them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import Final

from copydesk.desk.quotes.acts import Act
from copydesk.desk.quotes.cues import Tables
from copydesk.desk.quotes.drafts import Draft
from copydesk.records.reading import Excerpt

__all__ = ["Carrier"]

LEAD: Final = "quotes/paragraph-lead"
CARRIED: Final = "quotes/carried"
PAST_ADDRESS: Final = "quotes/carried-past-address"
FOLLOWED: Final = "quotes/not-carried-before-another"
ADDRESSED: Final = "quotes/addressed"
ANSWERED: Final = "quotes/answered"
_KEPT: Final = 24
FURTHEST: Final = 3
"""Paragraphs back that a speaker is looked for."""


class Carrier:
    """Remembers who spoke, and joins a quote that runs over paragraphs."""

    def __init__(self, known: Tables) -> None:
        self._known = known
        self._spoken: deque[Draft] = deque(maxlen=_KEPT)
        self._lead: tuple[Act, Excerpt, Excerpt | None] | None = None

    def remember(self, draft: Draft) -> None:
        """Take note of a quote with a speaker."""
        if draft.speaker is not None:
            self._spoken.append(draft)

    def answered(self, draft: Draft, block: int) -> None:
        """Give a reply the one whom it answers: who spoke last before it."""
        if ANSWERED not in self._known.rules or draft.addressee is not None or draft.kind == "indirect":
            return
        if draft.act.lemma is None or draft.act.lemma not in self._known.words["reply"]:
            return
        asked = self._before(block, draft.speaker)
        if asked is not None:
            draft.addressee, draft.addressee_rule = self._named(asked), ANSWERED

    def announce(self, act: Act, speaker: Excerpt | None, cue: Excerpt | None) -> None:
        """Take note of a sentence at the end of a paragraph that leads into the next, with its cue if it has one."""
        if speaker is not None and (cue is not None or act.cue is None):
            self._lead = act, speaker, cue

    def introduce(self, draft: Draft, block: int) -> None:
        """Give a quote at the start of a paragraph the cue that the paragraph before ends with."""
        if LEAD not in self._known.rules or self._lead is None or self._lead[1].block != block - 1:
            return
        act, draft.speaker, draft.cue = self._lead
        draft.origin = "stated"
        draft.act.rule, draft.act.lemma, draft.act.name = LEAD, act.lemma, act.name
        draft.act.is_weaker = act.cue is None

    def settle(self, draft: Draft, block: int) -> None:
        """Give a quote without a speaker the one who spoke last, or say why nobody is known."""
        address = _address(draft.content[0], self._known)
        if address is not None and draft.addressee is None:
            draft.addressee, draft.addressee_rule = address, ADDRESSED
        chosen = self._before(block, address)
        rule = PAST_ADDRESS if address is not None else CARRIED
        if chosen is None or rule not in self._known.rules:
            draft.reason = "no speaker is named in this paragraph or shortly before it"
            return
        speaker = self._named(chosen)
        is_other = draft.follower is not None and not _share_a_name(draft.follower, speaker)
        if is_other and draft.follower is not None and FOLLOWED in self._known.rules:
            draft.reason = f"no reporting verb, and the next sentence is about “{draft.follower.text}”"
            return
        is_here = chosen.content[-1].block == block
        draft.speaker, draft.origin, draft.source = chosen.speaker if is_here else speaker, "carried", chosen
        draft.carried_by = rule
        confirmed = f", and the address “{address.text}” is to another" if address else ""
        draft.reason = f"no reporting verb: carried over from the speaker before{confirmed}"

    def _before(self, block: int, address: Excerpt | None) -> Draft | None:
        for draft in reversed(self._spoken):
            if block - draft.content[-1].block > FURTHEST:
                return None
            if address is None and (self._is_introduced(draft.speaker) or self._is_first_named(draft, block)):
                return draft
            is_earlier = draft.content[-1].block < block
            if draft.kind == "indirect" and is_earlier and any(one.kind != "indirect" for one in self._near(block)):
                continue
            if address is None or not _share_a_name(address, draft.speaker):
                return draft
        return None

    def _is_first_named(self, draft: Draft, block: int) -> bool:
        """Whether the paragraph before brings in somebody in two words or more who has not spoken yet."""
        if draft.content[-1].block != block - 1 or draft.speaker is None or " " not in draft.speaker.text:
            return False
        others = (one for one in self._spoken if one is not draft and one.content[0].block < block - 1)
        return not any(one.speaker is not None and _share_a_name(one.speaker, draft.speaker) for one in others)

    def _named(self, chosen: Draft) -> Excerpt | None:
        """The speaker by name, where the words before name only "he" or "who"."""
        earlier = list(self._spoken)
        while earlier and earlier[-1] is not chosen:
            earlier.pop()
        for draft in reversed(earlier):
            if draft.speaker is not None and not self._is_pronoun(draft.speaker):
                return draft.speaker
            if chosen.content[0].block - draft.content[0].block > FURTHEST:
                break
        return chosen.speaker

    def _near(self, block: int) -> Sequence[Draft]:
        return [draft for draft in list(self._spoken)[-6:] if block - draft.content[-1].block <= FURTHEST]

    def _is_pronoun(self, speaker: Excerpt) -> bool:
        return speaker.text.lower() in self._known.words["pronoun"]

    def _is_introduced(self, speaker: Excerpt | None) -> bool:
        """Whether the words bring in somebody new, "another villager": who spoke before does not go on."""
        return speaker is not None and speaker.text.partition(" ")[0].lower() in self._known.words["introducing"]


def _address(content: Excerpt, known: Tables) -> Excerpt | None:
    """Whom the words begin by addressing: "Mr Putin, I really ask you"."""
    match = known.patterns["address"].match(content.text) if ADDRESSED in known.rules else None
    if match is None or match["name"].lower() in known.words["no-address"]:
        return None
    start = content.start + match.start("name")
    return Excerpt(content.block, start, start + len(match["name"]), match["name"])


def _share_a_name(one: Excerpt, other: Excerpt | None) -> bool:
    return other is not None and bool(_capital_words(one.text) & _capital_words(other.text))


def _capital_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text) if word[0].isupper() and len(word) > 2}
