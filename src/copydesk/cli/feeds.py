"""The command `feeds`: what of a site can be followed."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from copydesk.intake.listings.discovery import Followed
    from copydesk.settings import Settings

__all__ = ["feeds", "fetch_settings"]

_NOTHING = 4


@click.command()
@click.argument("site", metavar="SITE")
@click.option("--json", "as_json", is_flag=True, help="An object with `results`, for programs.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@click.option("--delay", type=click.FloatRange(min=0), metavar="SECONDS", help="Pause between two addresses of a host.")
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="Time for one fetch, all in all.")
@click.pass_context
def feeds(ctx: click.Context, /, site: str, as_json: bool, **_: object) -> None:
    """Show the feeds and sitemaps of a site: what its page and its robots.txt name, or what stands in known places.

    \b
      copydesk feeds https://courier.example/
      copydesk feeds https://courier.example/ --json

    Each is fetched and looked at; what is neither feed nor sitemap is not shown. Known places are asked for only where
    the site names none. Exit code 4 where there is nothing to follow.
    """
    from copydesk.cli.report import told
    from copydesk.errors import CopydeskError
    from copydesk.intake.listings.discovery import discover

    try:
        found = discover(site, fetch_settings(ctx))
    except CopydeskError as error:
        told(f"{error} [{error.reason}]", error.reason)
        ctx.exit(error.exit_code)
    if as_json:
        from copydesk.cli.archive.opened import listed

        listed([one._asdict() for one in found])
    for one in () if as_json else found:
        _say(one)
    if not found:
        told(f"{site} names no feed and no sitemap, and has none in the known places [feed]")
        ctx.exit(_NOTHING)


def fetch_settings(ctx: click.Context) -> "Settings":
    """The settings of a command that fetches."""
    from msgspec.structs import replace

    from copydesk.settings import Settings

    given = ctx.params
    names = {"allow_private": "allow_private", "delay": "host_delay", "timeout": "fetch_seconds"}
    return replace(Settings(), **{field: given[name] for name, field in names.items() if given[name] is not None})


def _say(one: "Followed") -> None:
    from copydesk.cli.streams import say
    from copydesk.export.neutral import one_line

    what = "sitemaps" if one.form == "sitemapindex" else "comments" if one.is_comments else "stories"
    newest = f", newest {one.newest}" if one.newest else ""
    parts = (one.form, f"{one.names:,} {what}{newest}", one.title or "", f"[{one.origin}]")
    say(f"{one_line(one.address)}\n  {one_line(' '.join(part for part in parts if part))}\n")
