"""The command `scale outlets`: each host week by week."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from copydesk.scale.outlets import Week

__all__ = ["outlets"]


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--least", type=click.IntRange(min=1), default=1, metavar="N", help="Only weeks with so many pages.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each host and week.")
@click.pass_context
def outlets(ctx: click.Context, folder: str, *, least: int, as_json: bool) -> None:
    """What each host gave week by week: pages, stories, shares of the fields, median length, refusals by reason."""
    from copydesk.cli.report import told
    from copydesk.errors import CopydeskError
    from copydesk.scale.folder import Folder
    from copydesk.scale.outlets import outlets as weeks

    try:
        for number, week in enumerate(weeks(Folder(Path(folder)), least)):
            if not (number or as_json):
                click.echo(_HEAD)
            click.echo(json.dumps(week._asdict()) if as_json else _line(week))
    except CopydeskError as error:
        told(f"{error} [{error.reason}]", error.reason)
        ctx.exit(error.exit_code)


_HEAD = f"{'host':28} {'week':10} {'pages':>7} {'stories':>7} {'words':>5}  byline  date  body  agency  without a story"


def _line(week: "Week") -> str:
    from copydesk.export.neutral import one_line

    words = f"{week.median_words:.0f}" if week.median_words is not None else "-"
    byline, date, body, agency = (_percent(week.shares.get(name)) for name in ("byline", "date", "body", "agency"))
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in week.reasons.items())
    host = one_line(week.host)[:28]
    counts = f"{week.pages:>7,} {week.stories:>7,} {words:>5}"
    return f"{host:28} {week.week} {counts}  {byline:>6} {date:>5} {body:>5} {agency:>7}  {reasons}".rstrip()


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"
