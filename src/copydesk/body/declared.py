"""The story's text as declared, and as page state holds it: to align with what is visible, not to trust alone."""

import re
from collections.abc import Sequence
from typing import Final

from copydesk.layout.head import Script
from copydesk.layout.jsonld import Json, decode
from copydesk.patterns import pattern
from copydesk.wording.spelling import clean

__all__ = ["paragraphs", "state_body"]

BODY_LIMIT: Final = 400_000
STATE_LIMIT: Final = 8_000_000
STATE_VALUES: Final = 300_000
LEAST_BODY: Final = 400

_BREAK = pattern(
    r"[<\r\n\u2028\u2029](?:(?<!<)|(?:/?(?:p|div|li|ul|ol|h[1-6]|blockquote|figure|tr|section|article)|br)\b[^<>]{0,500}>)",
    re.IGNORECASE,
)
_DROPPED: Final = ("script", "style", "figcaption", "iframe")
_BODY_KEY = pattern(
    r"(?:article|story|post|content|main)?_?(?:body|text|content|html|paragraphs?|articlebody|bodytext|rendered|value|data)\Z",
    re.IGNORECASE,
)
_ASSIGNED = pattern(r"\A[^{\[\"]{0,200}=\s*(?=[{\[])|\A[^{\[\"]{0,200}JSON\.parse\(\s*")
_SENTENCE = pattern(r"[.!?。！？।۔][\"'”’»)]?(?:\s|\Z|<)|[。！？]")


def paragraphs(markup: str) -> list[str]:
    """The paragraphs of a text that may carry markup, entities or line breaks."""
    if "&lt;" in markup:
        markup = markup.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    if "<" in markup:
        for name in _DROPPED:
            markup = _without_element(markup, name)
    return [part for part in (clean(piece) for piece in _BREAK.split(markup)) if part]


def _without_element(markup: str, name: str) -> str:
    """The markup without the elements of one name; an element that is never closed stays."""
    opener, closer = f"<{name}", f"</{name}>"
    if opener not in markup:
        return markup
    pieces, at = [], 0
    while (start := markup.find(opener, at)) >= 0 and (end := markup.find(closer, start)) >= 0:
        pieces.append(markup[at:start])
        at = end + len(closer)
    return "\n".join([*pieces, markup[at:]])


def state_body(states: Sequence[Script]) -> str:
    """The longest run of prose in the page's state, for pages whose body is nowhere else; empty when there is none.

    Costly on large states: asked only when the visible page has no body.
    """
    best = ""
    for script in states:
        if LEAST_BODY < len(script.text) <= STATE_LIMIT:
            text = _longest_prose(_state(script.text))
            best = max(best, text, key=len)
    return best


def _state(text: str) -> Json:
    match = _ASSIGNED.match(text)
    inner = text[match.end() - 1 :] if match and match.group().endswith('"') else text[match.end() :] if match else text
    try:
        value = decode(inner)
        return decode(value) if isinstance(value, str) else value
    except ValueError:
        return None


def _longest_prose(state: Json) -> str:
    best = ""
    stack: list[tuple[Json, int]] = [(state, 0)]
    budget = STATE_VALUES
    while stack and budget > 0:
        value, depth = stack.pop()
        budget -= 1
        if isinstance(value, dict):
            children: list[Json] = list(value.values())
            best = _longer(
                best, [text for key, text in value.items() if isinstance(text, str) and _BODY_KEY.match(key)]
            )
        elif isinstance(value, list):
            children = value
            best = _longer(best, ["\n".join(_leaf_texts(value))])
        else:
            continue
        if depth < 60:
            stack.extend((child, depth + 1) for child in children if isinstance(child, (dict, list)))
    return best


def _longer(best: str, candidates: list[str]) -> str:
    for text in candidates:
        if (
            len(text) > max(len(best), LEAST_BODY)
            and len(text) <= BODY_LIMIT
            and len(_SENTENCE.findall(text, 0, 4000)) >= 4
        ):
            prose = "\n\n".join(paragraphs(text))
            best = max(best, prose, key=len)
    return best


def _leaf_texts(blocks: list[Json]) -> list[str]:
    """The text of each block in a list of blocks: strings, or objects with one text each."""
    texts = []
    for block in blocks[:2000]:
        if isinstance(block, str):
            texts.append(block)
        elif isinstance(block, dict):
            text = next((v for k, v in block.items() if isinstance(v, str) and _BODY_KEY.match(k) and " " in v), None)
            if text:
                texts.append(text)
    return texts
