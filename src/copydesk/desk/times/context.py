"""What surrounds an expression: the publication instant, the dates said before, the tense of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from copydesk.desk.times.calendar import first_day, last_day
from copydesk.desk.times.language import Language

__all__ = ["Context"]

_POSSIBLE = frozenset({"could", "would", "may", "might", "should", "must"})
_REACH = 24
_ABLE_REACH = 10
# Nothing was published outside these years; counting from there would leave the calendar.
_FIRST_YEAR, _LAST_YEAR = 1500, 2500
_TIES = frozenset("-–/")
_STOPS = frozenset(".!?;:\n")
# The letters of "a.m." and "p.m.", whose full stops end no sentence.
_HALVES = frozenset("apm")
# What stands inside quote marks has a tense of its own.
_MARKS = frozenset('"“”„«»')
_FEWEST = 2
_OPENING = frozenset('"“„«')


class Context:
    """What an expression is read against.

    Attributes:
        day: Day of publication in the zone of the publication instant, `None` when it is not known.
        clock: The instant itself, when its time is known.
        said: Values said before this one, by kind (`day`, `quarter`, `year` …); the last of each.
        latest: The last calendar value said, of any kind.
        latest_day: The last one that names a day.

    """

    def __init__(self, published: str | None, language: Language) -> None:
        self.day, self.clock = _instant(published)
        self.language = language
        self.said: dict[str, str] = {}
        self.latest = ""
        self.latest_day = ""
        self._tokens: Sequence[str] = ()
        self.first = 0
        self.last = 0

    def stand_at(self, tokens: Sequence[str], first: int, last: int) -> None:
        """Look from the words `first` to before `last`."""
        self._tokens, self.first, self.last = tokens, first, last

    def note(self, kind: str, value: str) -> None:
        """Remember a value for the expressions after it."""
        self.said[kind] = value
        if value[:4].isdigit():
            self.latest = value
            if len(value) >= 10 and value[8:10].isdigit():
                self.latest_day = value

    def said_day(self, *, at_end: bool = False) -> date | None:
        """First or last day of the last calendar value said, else the day of publication."""
        day = last_day(self.latest) if at_end else first_day(self.latest)
        return day or self.day

    def tense(self) -> str:
        """`future`, `past` or `""`: the nearest verb cue of the sentence, those before the expression first."""
        before, near = self._cue(range(self.first - 1, max(-1, self.first - _REACH), -1))
        after, far = self._cue(range(self.last, min(len(self._tokens), self.last + _REACH)))
        if before and after:
            return before if near <= far + 6 else after
        if not (before or after) and self._is_said_of_now():
            return "future"
        return before or after

    def is_only_possible(self) -> bool:
        """Whether all that looks ahead in the sentence is a verb for what could be: how he could have left."""
        near = range(max(0, self.first - _REACH), min(len(self._tokens), self.last + _REACH))
        cues = {low for place in near if (low := self._tokens[place].lower()) in self.language.future}
        return bool(cues) and cues <= _POSSIBLE

    def looks_ahead(self) -> bool:
        """Whether the words right before say that it is to come: due in May, as early as Tuesday, through June."""
        before = [self.word(offset) for offset in (-3, -2, -1)]
        phrases = (" ".join(before[at:]) for at in range(3))
        return any(phrase in self.language.ahead for phrase in phrases)

    def is_month_ahead(self) -> bool:
        """Whether a month ends what is still to come: loans through January, a debt to pay by February."""
        return self.word(-1) in self.language.month_ahead and not self._follows_past_perfect()

    def _follows_past_perfect(self) -> bool:
        near = range(max(0, self.first - _REACH), min(len(self._tokens), self.last + _REACH))
        return any(self._tokens[place].lower() in self.language.undone for place in near)

    def is_time_taken(self) -> bool:
        """Whether a length behind "in" is what something takes: could do it in 100 days, can build one in a week."""
        doing = False
        for place in range(self.first - 1, max(-1, self.first - _ABLE_REACH), -1):
            word = self._tokens[place].lower()
            if self._ends_clause(place):
                return False
            if word in self.language.able:
                return doing
            doing = doing or word in self.language.doing
        return False

    def counts_money(self) -> bool:
        """Whether the word behind is a coin: 1999 euros."""
        return self.word(1) in self.language.money

    def is_past_by_noun(self) -> bool:
        """Whether what happened stands beside a day as its name: the May 5 raid, the raid of May 5."""
        behind = any(self.word(offset) in self.language.past_nouns for offset in (1, 2))
        return behind or (self.word(-1) in ("of", "on") and self.word(-2) in self.language.past_nouns)

    def _is_said_of_now(self) -> bool:
        """Inside quote marks, behind a subject and no verb of the past: "We sail again on Friday"."""
        for place in range(self.first - 1, max(-1, self.first - _REACH), -1):
            token = self._tokens[place]
            if token in _MARKS or token[0] == "\n":
                return token in _OPENING and self.first - place > _FEWEST
            if token.lower() in self.language.past or token in _STOPS:
                return False
        return False

    def _cue(self, places: range) -> tuple[str, int]:
        language = self.language
        for distance, place in enumerate(places):
            token = self._tokens[place]
            if self._ends_clause(place):
                break
            if self._is_ahead_from(place):
                return "future", distance
            # Case counts: "Until Tuesday, they had" looks back, "given until Tuesday" ahead.
            if token in language.future:
                undone = place > 0 and self._tokens[place - 1] in language.undone
                return ("past" if undone else "future"), distance
            if self._is_of_the_past(place):
                return "past", distance
        return "", _REACH

    def _ends_clause(self, place: int) -> bool:
        """Whether a sentence, a paragraph or speech ends here; the full stop of "9 a.m. Tuesday" ends nothing."""
        word = self._tokens[place]
        if word == "." and place > 0 and self._tokens[place - 1].lower() in _HALVES:
            return False
        return word in _STOPS or word[0] == "\n" or word in _MARKS

    def _is_ahead_from(self, place: int) -> bool:
        """Whether two words say that something is to come: set for, likely to."""
        following = self._tokens[place + 1].lower() if place + 1 < len(self._tokens) else ""
        return f"{self._tokens[place].lower()} {following}" in self.language.ahead

    def _is_of_the_past(self, place: int) -> bool:
        """Whether a word is a verb of the past; "would be paid" and "a limited offer" are none."""
        word, language = self._tokens[place].lower(), self.language
        if word not in language.past and not (len(word) > 4 and word.endswith(language.past_endings)):
            return False
        return place == 0 or self._tokens[place - 1].lower() not in language.no_past_after

    def word(self, offset: int) -> str:
        """The word before (-1) or after (+1) the expression, in lower case."""
        place = self.first + offset if offset < 0 else self.last + offset - 1
        return self._tokens[place].lower() if 0 <= place < len(self._tokens) else ""

    def in_a_number(self) -> bool:
        """Whether a dash or slash ties the expression to figures that are no year: a telephone number, 2015-32."""
        tokens, first, last = self._tokens, self.first, self.last
        before = tokens[first - 2] if first > 1 and tokens[first - 1] in _TIES else ""
        after = tokens[last + 1] if last + 1 < len(tokens) and tokens[last] in _TIES else ""
        return any(figures[:1].isdigit() and len(figures) != 4 for figures in (before, after))

    def next_token(self) -> str:
        """The word after the expression, as it is written."""
        return self._tokens[self.last] if self.last < len(self._tokens) else ""


def _instant(published: str | None) -> tuple[date | None, datetime | None]:
    if not published:
        return None, None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return _day_only(published), None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None, None
    return moment.date(), moment if len(published) > 10 else None


def _day_only(published: str) -> date | None:
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
