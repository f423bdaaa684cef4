"""The command `scale copies`: the copies over the whole of a folder."""

from pathlib import Path

import click

__all__ = ["copies"]


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--memory", default="1GB", metavar="SIZE", help="For the joins; more goes to disk.  [default: 1GB]")
@click.option("--threads", type=click.IntRange(1, 256), default=1, metavar="N", help="For the joins.")
@click.pass_context
def copies(ctx: click.Context, folder: str, *, memory: str, threads: int) -> None:
    """Find the copies among all stories of a run: DIR/copies/pairs, families and members, as Parquet.

    Stories that share enough prints are compared passage by passage, by the rule of the archive.
    """
    from copydesk.cli.report import told
    from copydesk.errors import CopydeskError
    from copydesk.scale.copies.find import find_copies
    from copydesk.scale.folder import Folder

    try:
        found = find_copies(Folder(Path(folder)), memory=memory, threads=threads)
    except CopydeskError as error:
        told(f"{error} [{error.reason}]", error.reason)
        ctx.exit(error.exit_code)
    except OSError as error:
        told(f"{error.filename or folder}: {error.strerror}")
        ctx.exit(1)
    click.echo(
        f"{found.stories:,} stories, {found.candidates:,} compared: {found.pairs:,} pairs, {found.families:,} families"
    )
