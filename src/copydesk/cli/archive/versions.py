"""The command `versions`: the captures of a story."""

import click

from copydesk.cli.archive.opened import archive_argument, json_option, listed, opened, say, terminal

__all__ = ["versions"]


@click.command()
@archive_argument
@click.argument("story_id", metavar="ID")
@json_option
def versions(archive: str, story_id: str, *, as_json: bool) -> None:
    """List the captures of a story, the first seen first.

    \b
      copydesk versions news.db 12
      copydesk diff news.db 12@1 12@2      what changed between two of them
    """
    with opened(archive) as held:
        found = held.versions(story_id)
    if as_json:
        listed(found)
        return
    from copydesk.cli.terminal import clipped, padded
    from copydesk.export.neutral import one_line

    shown = terminal()
    lines = []
    for one in found:
        mark = "  (read by another version of the reader: page or reader may have changed)" if one.mark else ""
        facts = f"{padded(one.id, 10)}{one.first_seen}  {padded(one.kind, 9)} {one.words:>6,} words  "
        lines.append(facts + clipped(one_line(one.headline or ""), max(10, shown.width - len(facts))) + shown.dim(mark))
    say("\n".join(lines) + "\n")
