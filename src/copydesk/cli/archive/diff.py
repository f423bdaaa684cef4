"""The command `diff`: what changed from one capture to another, typed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from copydesk.cli.archive.opened import archive_argument, json_option, listed, opened, say, terminal

if TYPE_CHECKING:
    from copydesk.archive.differences.changes import Change, Words
    from copydesk.cli.terminal import Terminal
    from copydesk.records import Story

__all__ = ["diff"]

WEIGHTS: Final = ("form", "wording", "content", "substance")
_CONTEXT: Final = 60
"""Characters before and behind changed words, up to which a line tells where they stand."""


@click.command()
@archive_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option(
    "--min", "least", type=click.Choice(WEIGHTS), default="form", help="Leave out what matters less; form by default."
)
@json_option
def diff(archive: str, one: str, other: str, *, least: str, as_json: bool) -> None:
    """Say what changed from A to B: two captures of a story, or two outlets' copies.

    \b
      copydesk diff news.db 12@1 12@2
      copydesk diff news.db 12 40 --json
      copydesk diff news.db 12@1 12@2 --min content    no punctuation, no mere rewording

    Each change stands with the words around it, the changed ones in brackets.
    """
    from copydesk.archive.differences.changes import SIGNIFICANCES

    with opened(archive) as held:
        found = held.diff(one, other, least=next(weight for weight in SIGNIFICANCES if weight == least))
        stories = held.story(one), held.story(other)
    if as_json:
        listed(found)
    elif not found:
        say("Nothing changed.\n" if least == "form" else f"Nothing changed that is {least} or more.\n")
    else:
        say("\n".join(line for change in found for line in _lines(change, *stories, terminal())) + "\n")


def _lines(change: "Change", earlier: "Story", later: "Story", shown: "Terminal") -> Iterator[str]:
    from copydesk.cli.terminal import padded, wrapped
    from copydesk.export.neutral import one_line

    yield shown.bold(padded(change.kind, 12)) + shown.dim(f"{change.significance}: {one_line(change.reason)}")
    margin = 4
    sides = (("-", change.before, earlier, shown.bad), ("+", change.after, later, shown.good))
    for sign, words, story, coloured in sides:
        if words is not None:
            told = wrapped(one_line(_in_place(words, story)), shown.width - margin)
            yield from (coloured(f"  {sign if number == 0 else ' '} {line}") for number, line in enumerate(told))


def _in_place(words: "Words", story: "Story") -> str:
    """The words in brackets among those around them; all of a paragraph as it is."""
    text = story.blocks[words.block].text if words.block is not None else story.headline or ""
    if words.end - words.start == len(text):
        return words.text
    start = 0 if words.start <= _CONTEXT else text.find(" ", words.start - _CONTEXT, words.start) + 1
    start = start or (words.start - _CONTEXT if words.start > _CONTEXT else 0)
    end = len(text) if len(text) - words.end <= _CONTEXT else text.rfind(" ", words.end, words.end + _CONTEXT)
    end = end if end > 0 else words.end + _CONTEXT
    before, after = text[start : words.start], text[words.end : end]
    return f"{'…' if start else ''}{before}[{words.text}]{after}{'…' if end < len(text) else ''}"
