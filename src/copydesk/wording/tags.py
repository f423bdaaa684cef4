"""Tags in a line: parted at their marks, and glued ones at the words of the page."""

from collections.abc import Collection

from copydesk.patterns import pattern
from copydesk.wording.furniture import furniture

__all__ = ["part_glued", "split_tags"]

_LONGEST = 2000
_MOST_TAGS = 100
_SHORTEST_PART = 4
_LONGEST_WORD = 40
_LONGEST_TAG = 80
_LABEL = pattern(r"^[^:：|,;#\n]{2,24}[:：]\s*")
_MARKS = pattern(r"\s*[|•·;、，,\n\t؛،▪●»]+\s*|\s+/\s+|\s{2,}")
_HASH = pattern(r"(?:^|[\s,|]+)#(?=\w)")
_HUMP = pattern(r"(?<=[a-zà-öø-ÿа-яё])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ])")


def split_tags(text: str, words: Collection[str] = ()) -> list[str]:
    """The tags of a line, in order, each once.

    Args:
        text: the line, with or without a label such as "TAGS:".
        words: case-folded words of the rest of the page; a glued line is parted only where they prove it.
    """
    line = _without_label(text[:_LONGEST].strip())
    if not line:
        return []
    if line.count("#") and _HASH.search(line):
        parts = [part.strip(" ,|") for part in _HASH.split(line)]
    else:
        parts = [part.strip(" #") for part in _MARKS.split(line)]
    if len(parts) == 1:
        parts, _ = part_glued(parts[0], words)
    kept = (part for part in parts if part and len(part) <= _LONGEST_TAG)
    return list(dict.fromkeys(kept))[:_MOST_TAGS]


def part_glued(text: str, words: Collection[str]) -> tuple[list[str], bool]:
    """Tags that were glued together, and whether the parting is sure; unsure, the text stays whole.

    "RIVER BRIDGEOLD TOWN" is parted when the page holds "bridge" and "old" and not "bridgeold".
    """
    tokens = text.split()
    tags: list[list[str]] = [[]]
    sure = True
    for token in tokens:
        pair = _pair(token, words)
        if pair is None:
            tags[-1].append(token)
            sure = sure and not _is_doubtful(token, words)
            continue
        tags[-1].append(pair[0])
        tags.append([pair[1]])
    if not sure:
        return [text], False
    return [" ".join(tag) for tag in tags], True


def _without_label(line: str) -> str:
    label = _LABEL.match(line)
    if label:
        found = furniture(label.group().strip())
        if found and found.role == "tags":
            return line[label.end() :]
    found = furniture(line)
    return "" if found and found.role == "tags" and found.whole else line


def _pair(token: str, words: Collection[str]) -> tuple[str, str] | None:
    """The two words that a token is glued from, if the page proves it and nothing else does."""
    if not token.isalpha() or len(token) > _LONGEST_WORD or token.casefold() in words:
        return None
    humps = [match.start() for match in _HUMP.finditer(token)]
    if len(humps) == 1 and _both(token, humps[0], words):
        return token[: humps[0]], token[humps[0] :]
    if humps:
        return None
    cuts = [at for at in range(_SHORTEST_PART, len(token) - _SHORTEST_PART + 1) if _both(token, at, words)]
    return (token[: cuts[0]], token[cuts[0] :]) if len(cuts) == 1 else None


def _both(token: str, at: int, words: Collection[str]) -> bool:
    return token[:at].casefold() in words and token[at:].casefold() in words


def _is_doubtful(token: str, words: Collection[str]) -> bool:
    """Whether a token looks glued though the page does not prove where."""
    if not words or token.casefold() in words or len(token) < 2 * _SHORTEST_PART or not token.isalpha():
        return False
    return any(
        token[:at].casefold() in words or token[at:].casefold() in words
        for at in range(_SHORTEST_PART, len(token) - _SHORTEST_PART + 1)
    ) and (token.isupper() or _HUMP.search(token) is not None)
