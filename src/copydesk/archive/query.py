"""The language of search: words, "phrases", AND OR NOT, prefix*, and `field:value`.

query  := and (OR and)*          word  := LETTERS | LETTERS* (prefix) | "phrase"
and    := not ((AND)? not)*      field := agency | speaker | person | outlet | language | since | until | changed
not    := NOT not | one          one   := ( query ) | field:word | word
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from msgspec import Struct

from copydesk.archive.errors import QueryError
from copydesk.archive.segments import word_parts

__all__ = ["FIELDS", "Filter", "Query", "Term", "parse_query"]

FIELDS: Final = ("agency", "speaker", "person", "outlet", "language", "since", "until", "changed")
DEEPEST: Final = 50
MOST_TOKENS: Final = 500

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) |
        (?P<field>[a-z]+):(?=\S) |
        "(?P<phrase>[^"]*)"(?P<phrase_prefix>\*?) | (?P<unclosed>") |
        (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_OPERATORS: Final = ("AND", "OR", "NOT")


class Filter(Struct, frozen=True):
    """One `field:value`; the place is where it stands in the query."""

    field: str
    value: str
    is_not: bool = False


class Term(Struct, frozen=True):
    """A word, prefix or phrase that is looked for, as the index spells it; for marks in a text."""

    parts: tuple[str, ...]
    is_prefix: bool = False


class Query(Struct, frozen=True, kw_only=True):
    """A query in the index's own language.

    Attributes:
        match: the FTS5 expression that has to hold; None where only filters are asked.
        exclude: the FTS5 expression that must not hold, where `match` is None.
        filters: all of them have to hold.
        terms: what to mark.
    """

    match: str | None = None
    exclude: str | None = None
    filters: tuple[Filter, ...] = ()
    terms: tuple[Term, ...] = ()


class _Token(NamedTuple):
    kind: str
    text: str
    place: int
    is_prefix: bool = False


class _Words(NamedTuple):
    term: Term


class _Field(NamedTuple):
    filter: Filter
    place: int


class _Group(NamedTuple):
    operator: str
    parts: "tuple[_Node, ...]"


_Node: TypeAlias = "_Words | _Field | _Group"


def parse_query(text: str) -> Query:
    """The query of a text; an empty text asks for everything.

    Raises:
        QueryError: it does not parse; the message says where.

    >>> parse_query('ferry "port of Lunde" NOT strike agency:AFP').match
    '("ferry" AND "port of Lunde") NOT "strike"'
    """
    tokens = list(_tokens(text))
    if len(tokens) > MOST_TOKENS:
        raise QueryError(f"more than {MOST_TOKENS} words", tokens[MOST_TOKENS].place)
    if not tokens:
        return Query()
    parser = _Parser(tokens, len(text))
    return _compiled(parser.whole())


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            return
        place = match.end()
        yield _token(match)


def _token(match: re.Match[str]) -> _Token:
    kind = match.lastgroup or ""
    start = match.start(kind)
    if kind == "unclosed":
        raise QueryError("unclosed quote", start)
    if kind in ("phrase", "phrase_prefix"):
        return _Token("word", match["phrase"], match.start("phrase") - 1, match["phrase_prefix"] == "*")
    if kind == "word" and match["word"] in _OPERATORS:
        return _Token(match["word"], match["word"], start)
    if kind == "word":
        word = match["word"]
        return _Token("word", word.rstrip("*"), start, word.endswith("*"))
    return _Token(kind, match[kind], start)


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: Sequence[_Token], end: int) -> None:
        self._tokens = tokens
        self._end = end
        self._next = 0
        self._depth = 0

    def whole(self) -> "_Node":
        """The whole query."""
        node = self._either()
        left = self._peek()
        if left is not None:
            raise QueryError("unopened bracket" if left.kind == "close" else f"unexpected {left.text}", left.place)
        return node

    def _either(self) -> "_Node":
        parts = [self._all()]
        while self._take("OR"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else _Group("OR", tuple(parts))

    def _all(self) -> "_Node":
        parts = [self._not()]
        while (token := self._peek()) is not None and token.kind not in ("OR", "close"):
            self._take("AND")
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else _Group("AND", tuple(parts))

    def _not(self) -> "_Node":
        if self._take("NOT"):
            return _negated(self._not())
        return self._one()

    def _one(self) -> "_Node":
        token = self._peek()
        if token is None:
            raise QueryError("the query ends where a word is expected", self._end)
        self._next += 1
        if token.kind == "open":
            return self._bracket(token)
        if token.kind == "field":
            return self._field(token)
        if token.kind != "word":
            raise QueryError(f"a word is expected before {token.text}", token.place)
        return _Words(_term(token))

    def _bracket(self, opened: _Token) -> "_Node":
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(f"more than {DEEPEST} brackets in each other", opened.place)
        node = self._either()
        if not self._take("close"):
            raise QueryError("unclosed bracket", opened.place)
        self._depth -= 1
        return node

    def _field(self, name: _Token) -> "_Node":
        if name.text not in FIELDS:
            raise QueryError(
                f"no field {name.text}: there are {', '.join(FIELDS)}; a colon itself goes in quotes", name.place
            )
        value = self._peek()
        if value is None or value.kind != "word":
            raise QueryError(f"a value is expected for {name.text}", name.place)
        self._next += 1
        if name.text in ("since", "until") and not _DAY.fullmatch(value.text):
            raise QueryError(f"{name.text} takes a day such as 2024-05-14, a month or a year", value.place)
        return _Field(Filter(name.text, value.text), name.place)

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, kind: str) -> bool:
        token = self._peek()
        if token is None or token.kind != kind:
            return False
        self._next += 1
        return True


def _term(token: _Token) -> Term:
    parts = tuple(word_parts(token.text))
    if not parts:
        raise QueryError(f"nothing to look for in {token.text or 'an empty phrase'}", token.place)
    return Term(parts, token.is_prefix)


def _negated(node: "_Node") -> "_Node":
    if isinstance(node, _Field):
        return _Field(Filter(node.filter.field, node.filter.value, not node.filter.is_not), node.place)
    if isinstance(node, _Group) and node.operator == "NOT":
        return node.parts[0]
    return _Group("NOT", (node,))


def _compiled(node: "_Node") -> Query:
    parts = node.parts if isinstance(node, _Group) and node.operator == "AND" else (node,)
    filters = tuple(part.filter for part in parts if isinstance(part, _Field))
    words = [part for part in parts if not isinstance(part, _Field)]
    wanted = [part for part in words if not _is_negative(part)]
    unwanted = [part.parts[0] for part in words if isinstance(part, _Group) and _is_negative(part)]
    terms = tuple(term for part in wanted for term in _terms(part))
    if wanted:
        return Query(match=_expression(words), filters=filters, terms=terms)
    if unwanted and not filters:
        raise QueryError("a word or a field is expected besides NOT", 0)
    return Query(exclude=" OR ".join(map(_fts, unwanted)) or None, filters=filters)


def _expression(parts: Sequence["_Node"]) -> str:
    wanted = [_fts(part) for part in parts if not _is_negative(part)]
    unwanted = [_fts(part.parts[0]) for part in parts if isinstance(part, _Group) and _is_negative(part)]
    if not wanted:
        raise QueryError("a word is expected besides NOT", 0)
    joined = wanted[0] if len(wanted) == 1 else f"({' AND '.join(wanted)})"
    return "".join([joined, *(f" NOT {one}" for one in unwanted)])


def _fts(node: "_Node") -> str:
    if isinstance(node, _Words):
        words = " ".join(node.term.parts)
        return f'"{words}"' + (" *" if node.term.is_prefix else "")
    if isinstance(node, _Field):
        raise QueryError(f"{node.filter.field}: cannot stand under OR or NOT ( )", node.place)
    if node.operator == "OR":
        return f"({' OR '.join(map(_fts, node.parts))})"
    return f"({_expression(node.parts if node.operator == 'AND' else (node,))})"


def _is_negative(node: "_Node") -> bool:
    return isinstance(node, _Group) and node.operator == "NOT"


def _terms(node: "_Node") -> Iterator[Term]:
    if isinstance(node, _Words):
        yield node.term
    elif isinstance(node, _Group) and node.operator != "NOT":
        for part in node.parts:
            yield from _terms(part)
