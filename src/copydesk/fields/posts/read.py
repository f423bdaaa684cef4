"""The posts of a live blog, each with its time, headline and author, and what that makes of their blocks."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from copydesk.fields.candidates import Candidate
from copydesk.fields.posts.declared import LIVE_TYPE, DeclaredPost, declared_posts
from copydesk.fields.posts.marks import Mark, is_heading, post_marks, signer, without_time
from copydesk.fields.posts.runs import Run, runs_of
from copydesk.fields.posts.verdict import DECLARED, Timed, Verdict, mark_of, verdict
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout.declarations import DeclaredPage
from copydesk.layout.sheet import RawBlock
from copydesk.patterns import pattern
from copydesk.records import Instant, Layer, Post, Role, Story
from copydesk.wording.names import is_name
from copydesk.wording.spelling import words

__all__ = ["Context", "LiveBlog", "live_blogs", "posts", "with_posts"]

FEWEST, FEWEST_DECLARED = 3, 2
"""Marks from which a page is looked at."""
TEXT: Final = 100
"""Characters that the posts of a live blog hold together at least."""
HEADLINE: Final = 200
HEADLINE_REACH: Final = 4
NAME: Final = 60
KEY: Final = 40
"""Characters by which the opening of a declared post is known."""
_SIGNED: Final = pattern(r"(?:by|von|par|por|de|di|da|door|av|af)\s+", re.IGNORECASE)
_OPEN_ROLES: Final[frozenset[Role]] = frozenset(
    ("other", "body", "duplicate", "navigation", "published", "modified", "byline", "related", "author_note")
)
"""Roles that give way to what a post's own lines are."""


class Context(Struct, frozen=True):
    """What is known of the story when its posts are looked for."""

    types: tuple[str, ...]
    posts: tuple[DeclaredPost, ...]
    headline: str
    day: str | None
    """The one day on which the story was published and last changed; None where these are two, or none is known."""


class Part(Struct, frozen=True):
    """A post with the blocks that hold its time, its author and its headline."""

    post: Post
    stamp: int | None = None
    signature: int | None = None
    heading: int | None = None


class LiveBlog(Struct, frozen=True):
    """The posts of a page as one candidate, and the parts that they were read from."""

    candidate: Candidate[tuple[Post, ...]]
    parts: tuple[Part, ...]


def live_blogs(page: View, roles: list[Role], context: Context) -> list[LiveBlog]:
    """The readings of a page as a live blog, the one with the most text first; none for any other page."""
    is_declared = LIVE_TYPE in context.types or bool(context.posts)
    region = range(page.top, len(page.blocks) if is_declared else min(page.last + 1, len(page.blocks)))
    marks = post_marks(page, region)
    if len(marks) < FEWEST and not is_declared:
        return []
    known = _known(page.said(region.start, region.stop), context.posts)
    timed = Timed(page, roles, marks, context.headline, is_declared)
    reader = _Reader(timed, context, known)
    runs = {run.posts: run for run in _runs_of_posts(timed, known)}
    judged = [(told, run) for run in runs.values() if (told := verdict(timed, run)) is not None]
    found = [reader.read(told, run) for told, run in judged]
    found = [one for one in found if one.candidate.value]
    return sorted(found, key=lambda one: (-one.candidate.confidence, -_size(page, one)))


def with_posts(found: LiveBlog, page: View, roles: list[Role], repeats: dict[int, int]) -> None:
    """Give the blocks of the posts their roles: times and authors are no body, headlines are."""
    for part in found.parts:
        for index, role in ((part.stamp, "published"), (part.signature, "byline")):
            if index is not None and roles[index] in _OPEN_ROLES:
                roles[index] = role  # type: ignore[call-overload]
                repeats.pop(index, None)
        post, heading = part.post, part.heading
        if heading is not None and roles[heading] == "other" and "body" in roles[post.first : post.last]:
            roles[heading] = "body"
    _take_copies(found, page, roles, repeats)


def _take_copies(found: LiveBlog, page: View, roles: list[Role], repeats: dict[int, int]) -> None:
    """The headline over a post is the one that counts, and the line of a summary above that repeats it is the copy."""
    parts = found.parts
    headings = {words(page.blocks[part.heading].text): part.heading for part in parts if part.heading is not None}
    moved: dict[int, int] = {}
    for index in range(page.first, parts[0].post.first):
        text = page.blocks[index].text
        own = headings.get(words(text)) if roles[index] == "body" and len(text) <= HEADLINE else None
        if own is not None and (roles[own] == "body" or repeats.get(own) == index):
            moved[index] = own
    for copy, origin in list(repeats.items()):
        if origin in moved:
            repeats[copy] = moved[origin]
    for index, own in moved.items():
        repeats.pop(own, None)
        repeats[index] = own
        roles[own], roles[index] = "body", "duplicate"


def _runs_of_posts(timed: Timed, known: dict[int, DeclaredPost]) -> Iterator[Run]:
    blocks, fewest = timed.page.blocks, FEWEST_DECLARED if timed.is_declared else FEWEST
    for are_openings in (False, True):
        some = [mark.block for mark in timed.marks.values() if (mark.kind == "opening") is are_openings]
        yield from runs_of(blocks, some, fewest)
    if known:
        yield from runs_of(blocks, known, fewest)


def _known(blocks: list[RawBlock], posts: tuple[DeclaredPost, ...]) -> dict[int, DeclaredPost]:
    """The blocks that print the headline of a declared post, or open as it does."""
    if not posts:
        return {}
    headlines = {post.headline: post for post in reversed(posts) if post.headline}
    openings = {post.opening[:KEY]: post for post in reversed(posts) if len(post.opening) >= KEY}
    found = {}
    for block in blocks:
        key = words(block.text[: 2 * HEADLINE])
        post = headlines.get(key) or openings.get(key[:KEY])
        if post is not None:
            found[block.index] = post
    return found


def _size(page: View, found: LiveBlog) -> int:
    return sum([page.letters(part.post.first, part.post.last) for part in found.parts])


class _Reader:
    """Reads the posts of a run."""

    def __init__(self, timed: Timed, context: Context, known: dict[int, DeclaredPost]) -> None:
        self.page = timed.page
        self.blocks = timed.page.blocks
        self.marks = timed.marks
        self.context = context
        self.known = known

    def read(self, told: Verdict, run: Run) -> LiveBlog:
        """The candidate that the run makes; without posts where it holds hardly any text."""
        end = 1 + max((index for index in self.page.body if index < run.posts[-1][1]), default=0)
        posts = run.posts if run.is_boxed else (*run.posts[:-1], (run.posts[-1][0], max(end, run.posts[-1][0] + 1)))
        parts = tuple(self.part(first, last) for first, last in posts)
        said = sum([self.page.letters(first, last) for first, last in posts])
        is_dated = any(part.post.published is not None for part in parts)
        value = tuple(part.post for part in parts) if said >= TEXT and is_dated else ()
        first, last = self.blocks[posts[0][0]], self.blocks[posts[-1][1] - 1]
        layer: Layer = "jsonld" if told.confidence == DECLARED else "html"
        span = (first.span[0], last.span[1])
        locator = run.home.css_path()
        return LiveBlog(Candidate(value, told.rule, told.confidence, layer, locator, first.text[:200], span), parts)

    def part(self, first: int, last: int) -> Part:
        """One post."""
        mark = mark_of(self.marks, first, last)
        declared = next((self.known[index] for index in range(first, last) if index in self.known), None)
        heading = self.heading(first, last, mark)
        signature, author = self.signature(first, last, mark, declared)
        post = Post(
            headline=self.headline(heading, mark),
            published=(declared.published if declared else None) or self.instant(mark),
            author=author,
            first=first,
            last=last,
        )
        stamp = mark.block if mark is not None and mark.kind != "opening" else None
        return Part(post, stamp, signature, heading)

    def instant(self, mark: Mark | None) -> Instant | None:
        """The mark's instant, a time of day on the story's day where it has only one."""
        if mark is None or mark.published is None or mark.published.value[0] != "T" or self.context.day is None:
            return mark.published if mark is not None else None
        stated = mark.published
        return Instant(value=self.context.day + stated.value, zone="unknown", text=stated.text)

    def heading(self, first: int, last: int, mark: Mark | None) -> int | None:
        """The block of the post's headline: a heading near its start, else a first line in bold, or as declared."""
        near = range(first, min(last, first + HEADLINE_REACH))
        for index in near:
            block = self.blocks[index]
            is_own = mark is None or index != mark.block or mark.kind == "opening"
            if is_own and is_heading(block) and len(block.text) <= HEADLINE:
                return index
        for index in near:
            block = self.blocks[index]
            if mark is not None and index == mark.block:
                continue
            if last - first > 2 and len(block.text) <= HEADLINE // 2 and block.bold * 10 >= len(block.text) * 9:
                return index
            return index if self.is_declared_headline(block) else None
        return None

    def is_declared_headline(self, block: RawBlock) -> bool:
        """Whether the block is the whole headline of a declared post."""
        post = self.known.get(block.index)
        return post is not None and bool(post.headline) and words(block.text) == post.headline

    def headline(self, heading: int | None, mark: Mark | None) -> str | None:
        if heading is None:
            return None
        text = self.blocks[heading].text
        return without_time(text, mark) or None if mark is not None and mark.block == heading else text

    def signature(
        self, first: int, last: int, mark: Mark | None, declared: DeclaredPost | None
    ) -> tuple[int | None, str | None]:
        """The line that names who wrote the post, if it has one, and the name."""
        if mark is not None and mark.kind != "opening":
            named = signer(self.blocks[mark.block].text, mark)
            if is_name(named):
                return None, named
            for index in range(max(first, mark.block - 2), min(last, mark.block + 3)):
                name = self.name_in(self.blocks[index], declared) if index != mark.block else None
                if name is not None:
                    return index, name
        return None, declared.author if declared else None

    def name_in(self, block: RawBlock, declared: DeclaredPost | None) -> str | None:
        """The name in a short line that is marked as a signature, begins as one, or is as declared."""
        if len(block.text) > NAME or is_heading(block):
            return None
        signed = _SIGNED.match(block.text)
        name = block.text[signed.end() :] if signed else block.text
        if not is_name(name):
            return None
        is_declared = declared is not None and declared.author == name
        return name if signed or is_declared or "byline" in self.page.near(block) else None


def posts(view: View | TextSheet, said: DeclaredPage, known: Story) -> Finding[tuple[Post, ...]]:
    """The posts of a live blog, if the page is one, and what their lines are."""
    if isinstance(view, TextSheet):
        return Finding()
    days = {one.value[:10] for one in (known.published, known.modified) if one is not None}
    day = days.pop() if len(days) == 1 else None
    context = Context(said.types, said.once(declared_posts), known.headline or "", day)
    roles, repeats = list(view.roles), dict(view.repeats)
    blogs = live_blogs(view, roles, context)
    if not blogs:
        return Finding()
    headings = frozenset(part.heading for part in blogs[0].parts if part.heading is not None)
    with_posts(blogs[0], view, roles, repeats)
    view = replace(view, roles=roles, repeats=repeats, headings=headings)
    return view.found("posts", [one.candidate for one in blogs])
