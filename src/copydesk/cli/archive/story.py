"""The command `story`: one capture of an archive, as the card or in any format."""

import click

from copydesk.cli.archive.opened import archive_argument, opened, say, terminal

__all__ = ["story"]


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
    if form is not None:
        from copydesk.export import FORMATS

        say(FORMATS[form].alone(record))
        return
    from copydesk.cli.card import card
    from copydesk.export.neutral import one_line

    shown = terminal()
    captured = f"{place.id}  seen {place.first_seen} to {place.last_seen}  {one_line(place.url or place.name)}"
    say(shown.dim(captured) + "\n" + card(record, shown))
