"""The command `story`: one capture of an archive, as the card or in any format."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from copydesk.cli.archive.opened import archive_argument, opened, say, terminal

if TYPE_CHECKING:
    from copydesk.archive.stories import Copy

__all__ = ["story"]

NAMED: Final = 5
"""Other stories of one kind that are named; `copies` lists all of them."""


@click.command()
@archive_argument
@click.argument("story_id", metavar="ID")
@click.option("--json", "form", flag_value="json", help="The whole record.")
@click.option("--markdown", "form", flag_value="markdown", help="The story to read or keep.")
@click.option("--text", "form", flag_value="text", help="The body alone.")
def story(archive: str, story_id: str, *, form: str | None) -> None:
    """Show a story: ID is its last capture, ID@N its capture N.

    \b
      copydesk story news.db 12
      copydesk story news.db 12@1 --markdown
    """
    with opened(archive) as held:
        record = held.story(story_id)
        place = held.held(story_id)
        others = () if form else (*held.copies(story_id), *held.same_event(story_id))
    if form is not None:
        from copydesk.export import FORMATS

        say(FORMATS[form].alone(record))
        return
    from copydesk.cli.card import card
    from copydesk.export.neutral import one_line

    shown = terminal()
    captured = f"{place.id}  seen {place.first_seen} to {place.last_seen}  {one_line(place.url or place.name)}"
    say(shown.dim(captured) + "\n" + card(record, shown) + _related(place.id, others))


def _related(story_id: str, others: Sequence["Copy"]) -> str:
    """What other stories have to do with it: each kind of relation with the ids and outlets, one line."""
    from copydesk.export.neutral import one_line

    kinds = defaultdict(list)
    for other in others:
        kinds[other.kind].append(f"{other.id} {one_line(other.publisher or other.outlet)}")
    lines = [
        f"{kind}: {', '.join(named[:NAMED])}" + (f" and {len(named) - NAMED} more" if len(named) > NAMED else "")
        for kind, named in kinds.items()
    ]
    return (
        "\n" + "\n".join([*lines, f"`copydesk copies ARCHIVE {story_id}` gives shares and reasons", ""])
        if lines
        else ""
    )
