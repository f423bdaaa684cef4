"""Compare: what changed from one capture to another, in a sentence, in a list and in the text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from copydesk.archive.archive import Archive
from copydesk.archive.copies.relations import compare as relation_of
from copydesk.archive.differences.changes import SIGNIFICANCES, Change, compared
from copydesk.archive.documents import document_of
from copydesk.archive.errors import ArchiveError
from copydesk.archive.stories import Held
from copydesk.export.neutral import web_url
from copydesk.records import Story
from copydesk.web.asked import Asked
from copydesk.web.beside import VersionRow, versions
from copydesk.web.diff import DiffRow, diff_rows
from copydesk.web.shape import Row, Screen, clipped

__all__ = ["compare", "sentence"]

VIEWS: Final = ("inline", "side")
BUDGET: Final = 50_000
"""Characters of both texts on one page."""
MOST_CHANGES: Final = 300


class CompareRow(Row, frozen=True, kw_only=True):
    """The two captures, and what became of the one in the other, in a sentence."""

    id: str
    family: int
    a: str
    b: str
    a_headline: str
    b_headline: str
    a_outlet: str
    b_outlet: str
    a_url: str | None
    b_url: str | None
    a_seen: str
    b_seen: str
    sentence: str
    relation: str
    changes: int
    min: str
    view: str
    begin: str = ""
    next: str | None = None
    before: str | None = None
    after: str | None = None


class ChangeRow(Row, frozen=True, kw_only=True):
    """A typed change; `n` is its number here and in the text, the weightiest first."""

    n: int
    kind: str
    significance: str
    before: str | None
    after: str | None
    before_block: int | None
    after_block: int | None
    reason: str
    rule: str
    row: int


class OtherRow(Row, frozen=True, kw_only=True):
    """Another pair that may be compared."""

    a: str
    b: str
    name: str


def compare(archive: Archive, asked: Asked) -> Screen:
    """The comparison of two captures of one story, or of two stories."""
    a, b = _two(archive, asked)
    if a is None:
        return _alone(archive, b)
    least, view = asked.choice("min", SIGNIFICANCES), asked.choice("view", VIEWS)
    earlier, later = archive.story(a.id), archive.story(b.id)
    found = compared(earlier, later)
    told = [one for one in found.changes if SIGNIFICANCES.index(one.significance) >= SIGNIFICANCES.index(least)]
    ranked = sorted(told, key=lambda one: -SIGNIFICANCES.index(one.significance))[:MOST_CHANGES]
    rows = list(diff_rows(earlier, later, found, ranked))
    changes = tuple(_change(number, one, rows) for number, one in enumerate(ranked, 1))
    page, following = _window(rows, asked.text("from"))
    strip = tuple(versions(archive, a.id))
    around = _around(strip, a, b)
    row = CompareRow(
        id=b.id,
        family=b.family,
        **_side("a", a),
        **_side("b", b),
        sentence=sentence(told, a.story == b.story),
        relation=_relation(archive, a, b, earlier, later),
        changes=len(told),
        min=least,
        view=view,
        begin=asked.text("from"),
        next=following,
        before=around[0],
        after=around[1],
    )
    parts = {
        "compare": (row,), "changes": changes, "text": page, "versions": strip, "others": tuple(_others(archive, a, b)),
    }  # fmt: skip
    title = f"Compare {a.id} and {b.id}{_options(asked)}: {clipped(later.headline, 100)}"
    return Screen("compare", title, parts, room="changes", story=b.id)


def _options(asked: Asked) -> str:
    given = [asked.text(name) for name in ("view", "min", "from")]
    return "".join(f", {one}" for one in given if one)


def _two(archive: Archive, asked: Asked) -> tuple[Held | None, Held]:
    """The captures asked for; where one alone is, the one before it, else its nearest copy."""
    if not asked.text("a") and not asked.text("b"):
        raise ArchiveError("compare", "two captures are compared: ?a=12@1&b=12@2")
    if asked.text("a") and asked.text("b"):
        return archive.held(asked.text("a")), archive.held(asked.text("b"))
    one = archive.held(asked.text("a") or asked.text("b"))
    earlier = [version.id for version in archive.versions(one.id)]
    place = earlier.index(one.id)
    if place:
        return archive.held(earlier[place - 1]), one
    if len(earlier) > 1:
        return one, archive.held(earlier[1])
    copies = archive.copies(one.id, compared=0)
    return (one, archive.held(copies[0].id)) if copies else (None, one)


def _alone(archive: Archive, one: Held) -> Screen:
    row = CompareRow(
        id=one.id, family=one.family, a=one.id, b=one.id, a_headline=clipped(one.headline, 300), b_headline="",
        a_outlet=one.outlet, b_outlet="", a_seen=one.first_seen, b_seen="", relation="", changes=0,
        sentence="There is one capture of this story, and no copy: nothing to compare it with",
        min=SIGNIFICANCES[0], view=VIEWS[0], a_url=None,
        b_url=None,
    )  # fmt: skip
    parts = {"compare": (row,), "changes": (), "text": (), "versions": tuple(versions(archive, one.id)), "others": ()}
    return Screen("compare", f"Compare {one.id}", parts, room="changes", story=one.id)


def _side(letter: str, held: Held) -> dict[str, str]:
    return {
        letter: held.id,
        f"{letter}_headline": clipped(held.headline, 300) or "(no headline)",
        f"{letter}_outlet": clipped(held.publisher or held.outlet, 200),
        f"{letter}_url": clipped(web_url(held.url), 500),
        f"{letter}_seen": held.first_seen,
    }


def _relation(archive: Archive, a: Held, b: Held, earlier: Story, later: Story) -> str:
    if a.story == b.story:
        return ""
    found = relation_of(document_of(earlier), document_of(later))
    if found.kind is None:
        return f"These are two stories that share no passage: {found.reason}"
    return f"{found.kind}: {found.reason}"


def sentence(changes: Sequence[Change], is_one_story: bool = True) -> str:
    """What changed, in a sentence.

    >>> sentence(())
    'Nothing that a reader sees differs'
    """
    counts: Counter[str] = Counter(change.kind for change in changes)
    if not counts:
        return "Nothing that a reader sees differs"
    rewritten = [_counted(counts[kind], *names) for kind, names in _CHANGED.items() if counts[kind]]
    moved = [_counted(counts[kind], *names) for kind, names in _CAME.items() if counts[kind]]
    verb = "changed" if is_one_story else "differ"
    first = f"{_listed(rewritten)} {verb if len(rewritten) > 1 or is_one_story else 'differs'}" if rewritten else ""
    whole = "; ".join(part for part in (first, _listed(moved)) if part)
    return whole[:1].upper() + whole[1:]


_CHANGED: Final = {
    "headline": ("the headline", "the headline"),
    "figure": ("a figure", "figures"),
    "name": ("a name", "names"),
    "quote": ("a quote", "quotes"),
    "speaker": ("a speaker", "speakers"),
    "reworded": ("the words of one passage", "the words of {} passages"),
    "punctuation": ("marks in one place", "marks in {} places"),
}
_CAME: Final = {
    "added": ("one paragraph came", "{} paragraphs came"),
    "cut": ("one is not in this capture", "{} are not in this capture"),
    "moved": ("one moved", "{} moved"),
}
_NUMBERS: Final = "no one two three four five six seven eight nine ten eleven twelve".split()


def _counted(count: int, one: str, many: str) -> str:
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    if count == 1:
        return one
    return many.format(number) if "{}" in many or many == one else f"{number} {many}"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _change(number: int, one: Change, rows: Sequence[DiffRow]) -> ChangeRow:
    return ChangeRow(
        n=number,
        kind=one.kind,
        significance=one.significance,
        before=clipped(one.before.text, 400) if one.before else None,
        after=clipped(one.after.text, 400) if one.after else None,
        before_block=one.before.block if one.before else None,
        after_block=one.after.block if one.after else None,
        reason=clipped(one.reason, 300),
        rule=one.rule,
        row=next((row.n for row in rows if number in row.changes), 0),
    )


def _window(rows: Sequence[DiffRow], start: str) -> tuple[tuple[DiffRow, ...], str | None]:
    if start and not (start.isascii() and start.isdigit() and len(start) < 9 and int(start) < len(rows)):
        raise ArchiveError("from", f"{start[:40]!r} is no place in this text; take the link to the next page")
    kept: list[DiffRow] = []
    budget = BUDGET
    for row in rows[int(start or 0) :]:
        size = len(row.b) + (len(row.a) if row.state != "same" else 0)
        if kept and size > budget:
            return tuple(kept), str(row.n)
        kept.append(row)
        budget -= size
    return tuple(kept), None


def _around(strip: Sequence[VersionRow], a: Held, b: Held) -> tuple[str | None, str | None]:
    """The comparisons before and after this one, of captures in a row."""
    ids = [version.id for version in strip]
    if a.story != b.story or a.id not in ids or b.id not in ids:
        return None, None
    first, last = ids.index(a.id), ids.index(b.id)
    before = f"/compare?a={ids[first - 1]}&b={a.id}" if first > 0 else None
    return before, f"/compare?a={b.id}&b={ids[last + 1]}" if last + 1 < len(ids) else None


def _others(archive: Archive, a: Held, b: Held) -> Iterator[OtherRow]:
    for copy in archive.copies(b.id, compared=0)[:8]:
        if copy.id != a.id:
            yield OtherRow(a=b.id, b=copy.id, name=clipped(copy.publisher or copy.outlet, 100))
