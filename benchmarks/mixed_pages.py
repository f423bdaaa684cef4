"""Made-up pages whose short lines are put together by a seed from what such lines hold: names, agencies, dates, marks.

Damage to real pages seldom makes a line that is nearly a byline, a credit or a date; these are little else.
"""

import json
import random
from typing import Final

__all__ = ["mixed"]

_WORDS: Final = (
    "By", "by", "Von", "von", "Par", "Por", "Jane", "Roe", "jane roe", "JANE ROE", "Lindqvist", "Mr", "Dr.", "jro,",
    "kmo", "Reuters", "AP", "(AP)", "/dpa", "dpa", "The Associated Press", "RADIO", "NORTH", "LONDON",
    "BERLIN (dpa)", "記者", "写真", "기자", "Photo:", "Foto:", "©", "(c)", "Getty Images", "Updated", "min read",
    "Share", "Read more:", "Comments", "in", "for", "and", "I", "a", "T", "said", '"We go," she said.',
    "Ferries stay in port", "#tag", "@x", "www.x.example", "https://a.example",
)  # fmt: skip
_FIGURES: Final = (
    "3 May 2024", "May 3", "2024", "2024-05-03T10:00:00Z", "10:00", "10 Uhr", "0000-00-00", "31.02.2024", "99:99",
    "T10:00", "12", "3,4", "%", "$5 million", "Ⅷ", "①", "½", "²", "١",
)  # fmt: skip
_MARKS: Final = (
    "’", "'", "’s", "|", "/", "–", "—", "-", ":", "(", ")", "（", "）", "。", "、", ",", ".", "…", "?", "!", '"',
    "„", "“", "»", "&", "&amp;", "&#0;", "&nbsp;", "&shy;", "  ", "\u2028", "\x85", "\x1c", "\u3000", "\u0301",
    "\u200b", "\ufeff", "\u202e", "É", "ß", "İ", "ı", "ǅ",
)  # fmt: skip
_TAGS: Final = (
    "<b>", "</b>", "<br>", "<i>", "</i>", "<span>", "</span>", "<a href='/author/jane-roe'>", "</a>",
    "<a href='/topic/ferries'>", "<time datetime='2024-05-03'>", "</time>",
)  # fmt: skip
_PARTS: Final = (*_WORDS, *_FIGURES, *_MARKS, *_TAGS)
_NAMES: Final = (
    "og:title", "og:description", "og:site_name", "og:image", "author", "article:author", "article:published_time",
    "article:modified_time", "article:section", "article:tag", "keywords", "news_keywords", "description", "date",
)  # fmt: skip
_DECLARED: Final = (
    "headline", "author", "datePublished", "dateModified", "publisher", "keywords", "image", "description",
    "articleBody", "articleSection", "dateline",
)  # fmt: skip
_ELEMENTS: Final = ("p", "div", "span", "h2", "h3", "time", "address", "li", "ul", "td", "blockquote", "footer")
_ATTRIBUTES: Final = (
    "", "", " class=byline", " class=author", " class=kicker", " class=date", " class=tags", " class=caption",
    " class=lead", " itemprop=author",
)  # fmt: skip
_PROSE: Final = (
    "The ferries of the northern line stay in port until Friday, said the harbour office on day {} of the strike."
)


def mixed(seed: int) -> bytes:
    """A page; a seed always gives the same."""
    dice = random.Random(seed)
    head = f"<title>{_line(dice)}</title>" * (dice.random() < 0.6)
    metas = (name for name in _NAMES if dice.random() < 0.3)
    head += "".join(f'<meta {dice.choice(("property", "name"))}="{name}" content="{_value(dice)}">' for name in metas)
    if dice.random() < 0.4:
        declared = {name: _declared(dice) for name in _DECLARED} | {
            "@type": dice.choice(("NewsArticle", ["Article"], "", 5))
        }
        head += f'<script type="application/ld+json">{json.dumps(declared)}</script>'
    return f"<html><head>{head}</head><body><article>{_story(dice)}</article></body></html>".encode("utf-8", "replace")


def _story(dice: random.Random) -> str:
    span = f"<span>{_line(dice)}</span>" * (dice.random() < 0.5)
    parts = [f"<h1>{span}{_line(dice)}<span>{_line(dice, 2)}</span></h1>"]
    parts += [_element(dice) for _ in range(dice.randint(0, 4))]
    if dice.random() < 0.6:
        parts.append(f'<figure><img src=/a.jpg alt="{_value(dice)}"><figcaption>{_line(dice)}</figcaption></figure>')
    for day in range(dice.choice((0, 1, 6, 9))):
        before, behind = (_line(dice, 4) * (dice.random() < 0.3) for _ in range(2))
        parts.append(f"<p>{before}{_PROSE.format(day)}{behind}</p>{_element(dice) * (dice.random() < 0.15)}")
    return "".join(parts + [_element(dice) for _ in range(dice.randint(0, 3))])


def _line(dice: random.Random, most: int = 8) -> str:
    return "".join(dice.choice(_PARTS) + dice.choice((" ", "")) for _ in range(dice.randint(0, most)))


def _value(dice: random.Random) -> str:
    return _line(dice).replace('"', "&quot;")


def _element(dice: random.Random) -> str:
    name = dice.choice(_ELEMENTS)
    return f"<{name}{dice.choice(_ATTRIBUTES)}>{_line(dice)}</{name}>"


def _declared(dice: random.Random) -> object:
    text = _line(dice)
    return dice.choice((text, [text], {"name": text}, [{"@type": ["Person"], "name": text}], None, [], {}, 5, " "))
