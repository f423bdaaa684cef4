"""What the model took for body and the lines around it show to be none: captions, boxes of links, comments, a bio."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from copydesk.body.boxes import prompt_of
from copydesk.body.comments import without_comments
from copydesk.patterns import pattern
from copydesk.records import Role
from copydesk.wording.agencies import find_agency
from copydesk.wording.furniture import is_section_end
from copydesk.wording.lines import furniture, is_caption, reads_as_prose
from copydesk.wording.signature import Named, signature

__all__ = ["main_story", "no_body", "other_stories", "signed_pictures", "with_numbered", "with_questions"]

SHORTEST_CAPTION, LONGEST_CAPTION = 40, 400
LONGEST_TAIL_WORDS, LEAST_ALIKE = 4, 2
LONGEST_HEADING, BOX = 60, 8
SURE: Final = 2.0
"""A line of such a margin is body, whatever stands above it."""
LEAST_STORY, MOST_COMMENTS = 400, 1.5
"""Comments follow so many characters of story; what follows them is at most so many times as long."""
LEAST_HEADLINE, LONGEST_ADDED = 15, 40
HEADER, BYLINE_REACH = 4, 2
"""Lines under a headline where byline and date stand, and the byline."""
SHORTEST_HEADLINE, LONGEST_HEADLINE = 15, 180
BYLINE: Final = "byline/by"
STAMPS: Final[frozenset[Role]] = frozenset({"published", "modified"})
LAST, LONGEST_NAME, SHORTEST_BIO = 4, 50, 60
_ENDS: Final = '.!?。」”"…:'
_TAIL: Final = pattern(r'\w{2}["”»)]?[.!?。]["”»)]?\s+([^.!?。:;/\d]{2,32})$')
_NUMBERED: Final = pattern(r"\d{1,3} ?(?:of|/|von|de|di|van|av|af) ?(\d{1,3}) ?(?=[^\W\d_a-z])")
_SPEAKS: Final = ("Q: ", "A: ")
LEAST_SPOKEN: Final = 4
LEAST_ITEMS, ITEM_REACH, LEAD_IN, LONGEST_LIST = 4, 6, 3, 60
"""Items of a list, lines from one to the next and from a paragraph to the first, lines behind the body looked at."""
_ITEM: Final = pattern(r"(\d{1,3})(?:[.):]| [-–])\s")
_REPORTER: Final = "기자"
_NAME: Final = pattern(r"(?:[^\W\d_a-z][\w’'.-]+ ){1,3}[^\W\d_a-z][\w’'-]+")


def no_body(
    lines: Sequence[str], body: Sequence[int], margins: Mapping[int, float], headline: str | None
) -> dict[int, Named]:
    """Lines of the body that are none, with what they are instead; `margins` says how much each reads as body."""
    found = {i: Named("caption", "caption/tail", 0.7) for i in signed_pictures(lines, body)}
    found |= {i: Named("caption", "caption/numbered", 0.8) for i in _numbered_pictures(lines, body)}
    found |= {i: Named("caption", "caption/labelled", 0.8) for i in body if i and _is_caption_label(lines[i - 1])}
    found |= {i: Named(asked.role, asked.rule, 0.7) for i in body if (asked := prompt_of(lines[i])) is not None}
    found |= {i: Named("related", "related/in-box", 0.7) for i in _boxes(lines, body) if margins.get(i, 0.0) < SURE}
    body = [i for i in body if i not in found]
    said = set(body) - without_comments(lines, set(body))
    found |= {i: Named("comments", "comments/after-story", 0.8) for i in said.union(_comments(lines, body, headline))}
    body = [i for i in body if i not in found]
    return found | {i: Named("author_note", "author-note/name-again", 0.7) for i in _bio(lines, body)}


def main_story(lines: Sequence[str], body: Sequence[int]) -> list[int]:
    """The body of the longest story, where several stand one under the other, each with headline, byline and date."""
    starts = [i for i in range(body[0] + 1, body[-1]) if _begins_story(lines, i)] if body else []
    if not starts:
        return list(body)
    stories: dict[int, list[int]] = {}
    for i in body:
        stories.setdefault(bisect_right(starts, i), []).append(i)
    return max(stories.values(), key=lambda story: sum([len(lines[i]) for i in story]))


def other_stories(lines: Sequence[str], others: Sequence[int]) -> dict[int, Named]:
    """The body lines of other stories, and byline and date above them, as related."""
    headers = {i for at in others for i in range(max(0, at - HEADER), at) if signature(lines[i])}
    return dict.fromkeys(headers.union(others), Named("related", "related/other-story", 0.7))


def _begins_story(lines: Sequence[str], i: int) -> bool:
    if not SHORTEST_HEADLINE <= len(lines[i]) <= LONGEST_HEADLINE or lines[i][-1] in ".:,":
        return False
    header = lines[i + 1 : i + 1 + HEADER]
    # The byline first: few lines open with a word such as "By", while dates are many and dear to read.
    bylines = [named for line in header[:BYLINE_REACH] if (named := signature(line)) and named.rule == BYLINE]
    return bool(bylines) and any(named.role in STAMPS for line in header if (named := signature(line)))


def signed_pictures(lines: Sequence[str], body: Sequence[int]) -> list[int]:
    """Captions that end in an agency's name, or in one that other captions of the page end in."""
    tails = {i: tail for i in body[:-1] if (tail := _tail(lines[i]))}
    seen = Counter(tails.values())
    return [
        i
        for i, tail in tails.items()
        if (seen[tail] >= LEAST_ALIKE and _are_names(tail.split()))
        or tail.endswith(_REPORTER)
        or find_agency(tail) is not None
    ]


def _numbered_pictures(lines: Sequence[str], body: Sequence[int]) -> list[int]:
    """Captions of a gallery that count their pictures: "2of4The new bridge at dusk"."""
    counted = {i: match[1] for i in body if (match := _NUMBERED.match(lines[i]))}
    seen = Counter(counted.values())
    return [i for i, total in counted.items() if seen[total] >= LEAST_ALIKE]


def _is_caption_label(line: str) -> bool:
    return _is_heading(line, "caption")


def with_questions(lines: Sequence[str], body: Sequence[int]) -> list[int]:
    """The body with the short questions and answers of an interview that stand within it: "Q: …", "A: …"."""
    if not body:
        return list(body)
    spoken = [i for i in range(body[0], body[-1]) if lines[i].startswith(_SPEAKS)]
    return sorted({*body, *spoken}) if len(spoken) >= LEAST_SPOKEN else list(body)


def with_numbered(lines: Sequence[str], body: Sequence[int]) -> list[int]:
    """The body with the lists that it leads into or holds, whose items count from one: "1) …", "2) …", "3) …"."""
    if not body:
        return list(body)
    inside = set(body)
    for items in _counted_up(lines, body[0], min(len(lines), body[-1] + LONGEST_LIST)):
        first, last = items[0], items[-1]
        above = range(max(0, first - LEAD_IN), first)
        if not inside.isdisjoint((*above, first)) and not any(furniture(lines[i]) for i in above):
            inside.update([i for i in range(first, last + 1) if not (furniture(lines[i]) or is_caption(lines[i]))])
    return sorted(inside)


def _counted_up(lines: Sequence[str], start: int, stop: int) -> list[list[int]]:
    """Lines that begin with one, two, three and so on, each close behind the one before."""
    found: list[list[int]] = []
    items: list[int] = []
    for i in range(start, stop):
        number = _item_number(lines[i])
        if items and number == len(items) + 1 and i - items[-1] <= ITEM_REACH:
            items.append(i)
        elif number == 1:
            found.append(items)
            items = [i]
    return [items for items in (*found, items) if len(items) >= LEAST_ITEMS]


def _item_number(line: str) -> int | None:
    match = _ITEM.match(line) if "0" < line[0] <= "9" else None
    return int(match[1]) if match else None


def _tail(line: str) -> str | None:
    """The few words after the last sentence of a line."""
    if not SHORTEST_CAPTION <= len(line) < LONGEST_CAPTION or line[-1] in _ENDS:
        return None
    match = _TAIL.search(line, len(line) - 40)
    return match[1] if match and len(match[1].split()) <= LONGEST_TAIL_WORDS else None


def _are_names(words: Sequence[str]) -> bool:
    return not words[0][0].islower() and all(not word[0].islower() or len(word) < 4 for word in words)


def _boxes(lines: Sequence[str], body: Sequence[int]) -> list[int]:
    """Headlines between paragraphs under a heading such as "Related articles"."""
    inside, boxed = set(body), list[int]()
    left = 0
    for i in range(body[0], body[-1]) if body else ():
        line = lines[i]
        if i not in inside and len(line) < LONGEST_HEADING and _is_heading(line, "related"):
            left = BOX
        elif reads_as_prose(line):
            left = 0
        elif left:
            left -= 1
            boxed.append(i)
    return [i for i in boxed if i in inside]


def _is_heading(line: str, role: str) -> bool:
    found = furniture(line)
    return found is not None and found.whole and found.role == role


def _comments(lines: Sequence[str], body: Sequence[int], headline: str | None) -> list[int]:
    """What follows the heading of the comments, or the headline once more with their number."""
    sizes = [len(lines[i]) for i in body]
    total, told, at = sum(sizes), 0, 0
    for i in range(body[0], body[-1]) if body else ():
        if body[at] == i:
            told += sizes[at]
            at += 1
        elif told >= LEAST_STORY and (
            _is_count(lines[i], headline)
            or (total - told <= MOST_COMMENTS * told and _is_heading(lines[i], "comments") and is_section_end(lines[i]))
        ):
            return list(body[at:])
    return []


def _is_count(line: str, headline: str | None) -> bool:
    if headline is None or not LEAST_HEADLINE <= len(headline) < len(line) <= len(headline) + LONGEST_ADDED:
        return False
    return headline in line and any(letter.isdigit() for letter in line.replace(headline, ""))


def _bio(lines: Sequence[str], body: Sequence[int]) -> list[int]:
    """The last lines, from the one that begins with a name which stands by itself right before it."""
    for place in range(max(1, len(body) - LAST), len(body)):
        i = body[place]
        for above in (i - 1, i - 2):
            if above > body[0] and _names_itself(lines[i], lines[above]):
                return [k for k in body if k >= above]
    return []


def _names_itself(line: str, name: str) -> bool:
    if len(line) < SHORTEST_BIO or not 5 < len(name) <= LONGEST_NAME:
        return False
    return line[:4] == name[:4] and _NAME.fullmatch(name) is not None
