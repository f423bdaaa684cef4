"""The command `copies`: other stories that share text with a story."""

from typing import TYPE_CHECKING

import click

from copydesk.cli.archive.opened import archive_argument, json_option, listed, opened, say, terminal

if TYPE_CHECKING:
    from copydesk.archive.stories import Copy

__all__ = ["copies"]


@click.command()
@archive_argument
@click.argument("story_id", metavar="ID")
@json_option
def copies(archive: str, story_id: str, *, as_json: bool) -> None:
    """List the stories that share text with a story: copies of it first, then those that reuse passages.

    Last come other reports of the same event, which share no text with it.

    \b
      copydesk copies news.db 12
      copydesk diff news.db 12 40          what the other one cut or added
    """
    with opened(archive) as held:
        found = (*held.copies(story_id), *held.same_event(story_id))
    if as_json:
        listed(found)
    elif not found:
        say("No other story shares text with it or tells of the same event.\n")
    else:
        say("\n".join(line for one in found for line in _lines(one)) + "\n")


def _lines(one: "Copy") -> list[str]:
    from copydesk.cli.terminal import clipped, padded
    from copydesk.export.neutral import one_line

    shown = terminal()
    margin = 10
    share = "" if one.share is None else f"{one.share:.0%} of it, {one.other_share:.0%} of the other"
    facts = (one.publisher or one.outlet, one.agency or "", one.first_seen)
    where = " · ".join(one_line(fact) for fact in facts if fact)
    return [
        padded(one.id, margin) + shown.bold(clipped(one_line(one.headline or "(no headline)"), shown.width - margin)),
        " " * margin + shown.dim(where),
        " " * margin + " · ".join(part for part in (one.kind, share, one_line(one.reason)) if part),
    ]
