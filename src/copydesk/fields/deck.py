"""Decks as the page shows them."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from copydesk.body.weights import tokens_of
from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.deck_choice import Run, Under
from copydesk.fields.headline.declared import CUT, SENTENCE_END, declared_headlines, without_site
from copydesk.fields.view import Finding, TextSheet, View, spoken
from copydesk.layout.declarations import DeclaredPage, texts
from copydesk.layout.sheet import Container, RawBlock
from copydesk.records import Story
from copydesk.wording.furniture import furniture
from copydesk.wording.spelling import ends_cut, words

__all__ = ["deck", "deck_runs", "declared_decks"]

# On fundus_test by folds of outlets: decks right, and pages without one that get none. Rules alone .92, .69; looks
# alone .83, .81; both .93, .77. Where elements name nothing: rules alone .72, .65; both .78, .69.
BAR: Final = 0.45
RULED: Final = 0.5
"""The share of the rule in what is known of a line that a rule takes for the deck."""
UNRULED: Final = 1.2
"""Of lines that no rule names, against those that one does."""
LEAST: Final = 0.25
"""Less likely lines are not worth their evidence."""
SUREST: Final = 0.95
MOST_LINKED: Final = 0.5
UNPRINTED: Final = 0.6
"""Of descriptions that the page does not print as its deck one in four is one."""

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OPENING: Final = frozenset(
    ("intro", "introduction", "lead", "lede", "leader", "opening", "first", "excerpt", "body", "text")
)
"""Words in the class of a first paragraph that do not make it a deck."""
_DECK_NAMES: Final = frozenset(
    ("deck", "dek", "standfirst", "subheadline", "strapline", "chapo", "vorspann", "entradilla", "ingress", "manchet")
)
"""Words that make a first paragraph a deck even on a page that does not call itself news."""

LOW_HEADINGS: Final = frozenset(("h2", "h3"))
SHORTEST_DECK: Final = 20
SHORTEST_BOLD: Final = 40
LONGEST_DECK: Final = 900
DECK_REACH: Final = 14
DECK_BLOCKS: Final = 6
# Of decks on fundus_test: markup says so .93, printed as declared .9, heading or bold paragraph under the headline .8.
# Of first paragraphs in bold 7 of 8 are one.
DECK_MARKED, DECK_DECLARED, DECK_PLACED, DECK_UNDER, DECK_BOLD = 0.92, 0.92, 0.88, 0.88, 0.8

NEARER: Final = 0.003

_NOT_DECK: Final = frozenset(
    (
        "caption",
        "credit",
        "byline",
        "related",
        "newsletter",
        "share",
        "comments",
        "advertisement",
        "author_note",
        "breadcrumb",
        "navigation",
        "footer",
        "paywall",
    )
)
_NO_MARKED_DECK: Final = _NOT_DECK - {"related", "advertisement", "byline", "share"}


def deck_runs(page: View, declared: Sequence[str], headline: str) -> list[Run]:
    """All lines under the headline that may be the deck, with what the rules say of them."""
    if page.headline is None and not page.body:
        return []
    keys, title = list(dict.fromkeys(map(words, declared))), words(headline)
    runs = []
    for run, marked in _deck_runs(page):
        one = _deck(page, run, marked, keys, title)
        runs.append(Run(run, one.rule, one.confidence) if one else Run(run))
    return runs


def _deck_runs(page: View) -> Iterator[tuple[list[RawBlock], bool]]:
    """Blocks under the headline that stand together in one element, and whether its markup says deck."""
    start = page.headline + 1 if page.headline is not None else max(0, page.first - DECK_REACH)
    end = min(len(page.blocks), max(page.first + 2, start + 1))
    begin = max(start - 4, 0) if page.headline is not None else start
    if end - begin > 2 * DECK_REACH + 6:
        early = page.said(start, start + DECK_REACH, SHORTEST_DECK, LONGEST_DECK)
        later = page.said(max(start + DECK_REACH, end - DECK_REACH), end, SHORTEST_DECK, LONGEST_DECK)
        blocks = [*early, *later]
    else:
        blocks = page.said(begin, end, SHORTEST_DECK, LONGEST_DECK)
    taken = -1
    for block in blocks:
        index = block.index
        if index <= taken or index == page.headline or block.unseen:
            continue
        box = _deck_box(page, block)
        run = [block]
        if box is not None:
            last = _last_alike(page, box)
            run = [one for one in page.said(index, last) if one.index != page.headline]
        taken = run[-1].index
        yield run, box is not None


def _last_alike(page: View, box: Container) -> int:
    """Where the last of the elements ends that follow a deck element in the same shape."""
    last = box.last
    while last < len(page.blocks) and last - box.first < DECK_BLOCKS:
        after = page.blocks[last].container
        if (
            (after.tag, after.classes) != (box.tag, box.classes)
            or after.parent is not box.parent
            or "deck" not in page.marks.own(after)
        ):
            break
        last = after.last
    return last


def _deck_box(page: View, block: RawBlock) -> Container | None:
    """The outermost element around a block that is named as the deck and holds little else."""
    found = None
    box: Container | None = block.container
    for _ in range(4):
        if box is None or box.last - box.first > DECK_BLOCKS:
            break
        if page.headline is not None and box.first <= page.headline < box.last:
            break
        if "deck" in page.marks.own(box) or _is_teaser(page, box):
            found = box
        box = box.parent
    return found


def _is_teaser(page: View, box: Container) -> bool:
    """Whether an element right under the headline bears the name that decks share with other stories' teasers."""
    under = page.headline is not None and 0 < box.first - page.headline <= 3
    return under and box.last - box.first == 1 and "teaser" in box.classes.lower()


def _deck(page: View, run: list[RawBlock], marked: bool, declared: list[str], title: str) -> Candidate[str] | None:
    text = _text_of(run)
    key = words(text)
    first = run[0]
    marks = page.near(first, 3)
    if not key or key == title or not marks.isdisjoint(_NO_MARKED_DECK if marked else _NOT_DECK):
        return None
    if _stands_in(first.container, "figure"):
        return None
    if not marked and (first.link_chars > 0.5 * len(first.text) or _is_beside_story(first.container)):
        return None
    says_declared = any(_same_start(key, other) for other in declared)
    if not says_declared and (furniture(text) or ends_cut(text)):
        return None
    inside = first.index in page.chosen
    return _deck_verdict(page, run, text, marked, says_declared, inside)


def _deck_verdict(
    page: View, run: list[RawBlock], text: str, marked: bool, says: bool, inside: bool
) -> Candidate[str] | None:
    first = run[0]
    tag = first.container.tag
    under = page.headline is not None and 0 < first.index - page.headline <= DECK_REACH
    if marked and (not inside or len(page.body) > len(run)):
        return spoken(text, "deck/markup", DECK_MARKED + 0.04 * says - NEARER * _distance(page, first), first, text)
    if says and not inside:
        return spoken(text, "deck/as-declared", DECK_DECLARED, first, text)
    if first.index == page.first and tag in ("p", "div") and _alone_is_bold(page, first):
        return spoken(text, "deck/bold-opening", DECK_BOLD + 0.04 * says, first, text)
    if not under:
        return None
    if tag in LOW_HEADINGS and _is_right_under(page, first):
        return spoken(text, "deck/heading", DECK_PLACED, first, text)
    if says and inside and first.index == page.first and _stands_apart(page, first):
        return spoken(text, "deck/as-declared", 0.75, first, text)
    if (
        not inside
        and len(text) >= 3 * SHORTEST_DECK
        and text[-1] in '.!?…。”"»'
        and tag in ("p", "div", "span", "strong")
    ):
        return spoken(text, "deck/under-headline", DECK_UNDER, first, text)
    return None


def _stands_in(container: Container, *tags: str) -> bool:
    """Whether an element is one of these, or stands right inside one."""
    return container.tag in tags or (container.parent is not None and container.parent.tag in tags)


def _is_beside_story(container: Container) -> bool:
    """Whether an element stands in an aside or is one of several items of a list, as the last step of a path is."""
    parent = container.parent
    if container.tag == "li" and parent is not None and parent.last - parent.first > 1:
        return True
    return _stands_in(container, "aside")


def _is_right_under(page: View, block: RawBlock) -> bool:
    """Whether a heading follows the headline; under a headline in a path stands the headline itself."""
    if page.headline is None or block.index - page.headline > 3:
        return False
    return not _stands_in(page.blocks[page.headline].container, "li")


def _alone_is_bold(page: View, block: RawBlock) -> bool:
    """Whether the first paragraph is bold and the two behind it are not."""
    if not _is_bold(block) or len(block.text) < SHORTEST_BOLD:
        return False
    after = [page.blocks[index] for index in page.body if index > block.index][:2]
    return len(after) == 2 and not any(map(_is_bold, after))


def _is_bold(block: RawBlock) -> bool:
    return block.bold >= 0.9 * len(block.text) or "bold" in block.container.classes.lower()


def _distance(page: View, block: RawBlock) -> int:
    return min(DECK_REACH, abs(block.index - page.top))


def _stands_apart(page: View, block: RawBlock) -> bool:
    """Whether the first paragraph stands in another element than the second."""
    second = next((index for index in page.body if index > block.index), None)
    if second is None:
        return False
    other = page.blocks[second].container
    return block.container.parent is not other.parent or block.bold >= 0.9 * len(block.text)


def _same_start(key: str, other: str) -> bool:
    if not other:
        return False
    if key == other:
        return True
    shorter, longer = sorted((key, other), key=len)
    if len(shorter) >= 0.6 * len(longer) and longer.startswith(shorter[: int(0.95 * len(shorter))]):
        return True
    return len(shorter) >= 0.8 * len(longer) and shorter in longer


def declared_decks(page: DeclaredPage) -> list[Candidate[str]]:
    """Candidates for the deck; a text that is cut, or says no more than the headline, is less sure."""
    body = words(_body_start(page))
    headlines = page.once(declared_headlines)
    title = words(headlines[0].value) if headlines else ""
    candidates = []
    factors: dict[str, float] = {}
    for origin, raw in texts(page, "deck"):
        text = without_site(raw, page.sites) if "|" in raw[-60:] else raw
        factor = factors.get(text)
        if factor is None:
            factor = factors[text] = _deck_factor(text, title, body)
        if factor > 0:
            candidates.append(propose(origin, text, raw, factor))
    return candidates


def _body_start(page: DeclaredPage) -> str:
    for node in page.articles[:1]:
        body = node.value.get("articleBody")
        if isinstance(body, str):
            return body[:1500]
    return ""


def _deck_factor(text: str, title: str, body: str) -> float:
    key = words(text)
    if len(text) < 15 or len(text) > 1200 or key == title:
        return 0.0
    factor = 0.7 if CUT.search(text) else 1.0
    if body and not SENTENCE_END.search(text) and body.startswith(key[: max(40, len(key) - 20)]):
        factor *= 0.6  # the story goes on where the description ends
    return factor * (0.8 if len(text) > 400 else 1.0)


def deck(view: View | TextSheet, said: DeclaredPage, known: Story) -> Finding[str]:
    """The summary under the headline; with headline and kicker it leaves the body."""
    if isinstance(view, TextSheet):
        return view.found("deck", view.strings("deck")[:1])
    decks = _likely_decks(view, said, known.headline or "")
    declared = _weighed_descriptions(view, said, decks)
    one = view.found("deck", [*[candidate for candidate, _ in decks], *declared], BAR)
    blocks = next((blocks for candidate, blocks in decks if candidate.value == one.value), ())
    view = view.taking("deck", [index for index in blocks if not _leads_body(view, said, index)])
    if view.headline is not None:
        view = view.taking("headline", [view.headline])
    return replace(one, view=view.without(view.settled))


def _likely_decks(view: View, said: DeclaredPage, headline: str) -> list[tuple[Candidate[str], tuple[int, ...]]]:
    """Lines under the headline, each with its blocks, as surely the deck as lines of their place and looks are."""
    declared = [one.value for one in said.once(declared_decks)]
    under = Under(view, declared, headline, is_news=any(name.endswith("newsarticle") for name in said.types))
    decks = []
    for run in deck_runs(view, declared, headline):
        if not run.rule and _is_run_of_links(run):
            continue
        if not _leaves_a_body(view, run) or not (run.rule or view.chosen.isdisjoint(_indices(run)) or under.says(run)):
            continue
        text = _text_of(run.blocks)
        looks = under.probability(run)
        sure = RULED * run.confidence + (1 - RULED) * looks if run.rule else min(SUREST, UNRULED * looks)
        if sure >= LEAST:
            one = spoken(text, run.rule or "deck/placed", sure, run.blocks[0], text)
            decks.append((one, tuple(block.index for block in run.blocks)))
    return decks


def _text_of(blocks: Sequence[RawBlock]) -> str:
    return blocks[0].text if len(blocks) == 1 else "\n".join([block.text for block in blocks])


def _indices(run: Run) -> set[int | None]:
    return {block.index for block in run.blocks}


def _is_run_of_links(run: Run) -> bool:
    return sum([one.link_chars for one in run.blocks]) > MOST_LINKED * sum([len(one.text) for one in run.blocks])


def _leaves_a_body(view: View, run: Run) -> bool:
    """Whether a story is left where some blocks are its deck."""
    taken = _indices(run) | {view.headline}
    return any(index not in taken for index in view.body) or view.chosen.isdisjoint(taken)


def _leads_body(view: View, said: DeclaredPage, index: int) -> bool:
    """Whether a deck is also the body's first paragraph.

    It is where it stands among the others in an element like theirs, and on pages that are no news article.
    """
    following = next((after for after in view.body if after > index), None)
    if index not in view.chosen or following is None:
        return False
    mine, its = view.blocks[index].container, view.blocks[following].container
    apart = set(tokens_of(mine.classes)) - set(tokens_of(its.classes))
    if not any(name.endswith("newsarticle") for name in said.types):
        return mine.tag not in _HEADINGS and apart.isdisjoint(_DECK_NAMES)
    return mine.tag == its.tag and mine.parent is its.parent and apart <= _OPENING


def _weighed_descriptions(
    view: View, said: DeclaredPage, shown: Sequence[tuple[Candidate[str], tuple[int, ...]]]
) -> list[Candidate[str]]:
    """Declared descriptions: a deck only where the page prints them as one, and never the start of the body."""
    start = words(" ".join(view.blocks[index].text for index in view.body[:4]))[:2_000]
    printed: dict[str, float] = {}
    for candidate, _ in shown:
        key = words(candidate.value)
        printed[key] = max(printed.get(key, 0.0), candidate.confidence)
    decks = []
    for one in said.once(declared_decks):
        key = words(one.value)
        if key in printed:
            decks.append(replace(one, confidence=min(one.confidence, printed[key])))
        elif one.rule != "deck/alternative" and key[:80] not in start:
            decks.append(replace(one, confidence=one.confidence * UNPRINTED))
    return decks
