"""Made-up pages of a shape and a size."""

import json
from collections.abc import Callable
from typing import Final, NamedTuple

SHORT = tuple(
    """
    the a of to and in that for was on with as it at by from his her they had not but were which their one all would
    there when who will more no out up so said what about into than them can only other new some time could
    these two may then do first any my now such like our over man me even most made after also did many before
    must years where much your way well down should each just those how too good very make world still own see
    men work long get here both life being under
    """.split()
)
STEMS = "harbour bridge council ferry storm museum school market mayor engine survey budget island winter".split()
ENDS = "er ers ing ed ish ward most less ful ness ship land wood field worth stone gate side house line".split()
LONG = tuple(stem + end for stem in STEMS for end in ENDS)
BIG, FACTOR = 2**31, 1_103_515_245


def sentence(number: int) -> str:
    """A sentence of ordinary words at random, the same for the same number: no two are alike."""
    state, words = (number + 1) * 2_654_435_761 % BIG, []
    for _ in range(10 + number % 12):
        state = (state * FACTOR + 12_345) % BIG
        some = LONG if state >> 28 < 3 else SHORT
        words.append(some[(state >> 8) % len(some)])
    return " ".join(words).capitalize() + "."


def paragraph(number: int) -> str:
    """Four sentences."""
    return " ".join(sentence(4 * number + n) for n in range(4))


def _paragraph(number: int) -> str:
    return f"<p>{paragraph(number)}</p>\n"


def _comment(number: int) -> str:
    return (
        f'<li class="comment"><div class="comment-author">reader{number}</div><time>{number % 28 + 1} May 2024</time>'
        f"<p>{sentence(2 * number)} {sentence(2 * number + 1)}</p><a href='#r{number}'>Reply</a></li>\n"
    )


def _link(number: int) -> str:
    return f'<li><a href="/news/{number}">{sentence(number)}</a></li>\n'


class Shape(NamedTuple):
    """A kind of page: its name, one of the pieces that it grows by, and what stands around them."""

    name: str
    piece: Callable[[int], str]
    opening: str
    closing: str
    story: int = 8
    """Paragraphs of the story itself before the pieces."""


SHAPES: Final = {
    "story": Shape("long story", _paragraph, "", "", 0),
    "comments": Shape("story with comments", _comment, '<section class="comments"><ul>', "</ul></section>"),
    "links": Shape("lists of links", _link, '</article><aside class="more"><ul>', "</ul></aside><article>"),
    "paragraph": Shape("one paragraph", lambda number: paragraph(number) + " ", "<p>", "</p>", 0),
    "state": Shape(
        "state in a script",
        lambda number: json.dumps({"id": number, "type": "text", "body": paragraph(number)}) + ",",
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge stays open"}</script>'
        '<script type="application/json" id="__NEXT_DATA__">{"props":{"items":[',
        '{"id":-1}]}}</script>',
        0,
    ),
}


def page_of(shape: str, size: int) -> bytes:
    """A page of the shape with about `size` bytes."""
    one = SHAPES[shape]
    head = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bridge stays open</title>'
        '<meta property="article:published_time" content="2024-05-06T07:08:09+02:00"></head><body><article>'
        "<h1>Bridge stays open</h1>" + "".join(_paragraph(number) for number in range(one.story)) + one.opening
    )
    end = f"{one.closing}</article></body></html>"
    pieces, length, number = [head], len(head) + len(end), one.story
    while length < size:
        pieces.append(one.piece(number))
        length += len(pieces[-1])
        number += 1
    return "".join([*pieces, end]).encode()
