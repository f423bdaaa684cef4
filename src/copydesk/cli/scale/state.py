"""The commands `scale status` and `scale verify`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from copydesk.scale.status import Status
    from copydesk.scale.verify import Verified

__all__ = ["status", "verify"]

_DOES_NOT_HOLD = 3


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def status(ctx: click.Context, folder: str, *, as_json: bool) -> None:
    """How far a run is: files, responses, rate, time left, outcomes by reason."""
    from copydesk.cli.report import told
    from copydesk.errors import CopydeskError
    from copydesk.scale.folder import Folder
    from copydesk.scale.status import status as found

    try:
        state = found(Folder(Path(folder)))
    except CopydeskError as error:
        told(f"{error} [{error.reason}]", error.reason)
        ctx.exit(error.exit_code)
    click.echo(json.dumps(state._asdict()) if as_json else _told(state))


def _told(state: "Status") -> str:
    lines = [
        f"files      {state.done:,} of {state.files:,} done, {state.in_hand:,} in hand",
        f"responses  {state.responses:,} in the parts, {state.waiting:,} read of files that are not done",
    ]
    if state.rate:
        lines.append(f"rate       {state.rate:,.0f} responses a core second")
    if state.seconds_left is not None:
        lines.append(f"time left  {_hours(state.seconds_left)}")
    for title, counts in (("outcomes", state.outcomes), ("faults", state.faults)):
        lines += [
            f"{title if not number else '':10} {count:>9,}  {name}"
            for number, (name, count) in enumerate(counts.items())
        ]
    return "\n".join(lines)


def _hours(seconds: float) -> str:
    hours, rest = divmod(round(seconds), 3_600)
    return f"{hours:,} h {rest // 60} min" if hours else f"{rest // 60} min {rest % 60} s"


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def verify(ctx: click.Context, folder: str, *, as_json: bool) -> None:
    """Whether responses in are rows out, for each file and in all, and every part is as it was written.

    Exit code 3 where something does not hold.
    """
    from copydesk.cli.report import told
    from copydesk.errors import CopydeskError
    from copydesk.scale.folder import Folder
    from copydesk.scale.verify import verified

    try:
        found = verified(Folder(Path(folder)))
    except CopydeskError as error:
        told(f"{error} [{error.reason}]", error.reason)
        ctx.exit(error.exit_code)
    click.echo(_json(found) if as_json else _sentence(found))
    for problem in found.problems:
        told(f"{problem.file}: {problem.message}" if problem.file else problem.message)
    ctx.exit(_DOES_NOT_HOLD if found.problems else 0)


def _json(found: "Verified") -> str:
    return json.dumps({**found._asdict(), "problems": [one._asdict() for one in found.problems]})


def _sentence(found: "Verified") -> str:
    closes = f"{len(found.problems):,} problems" if found.problems else "all sums close"
    return (
        f"{found.files:,} files, {found.found:,} found = {found.responses:,} rows + {found.damaged:,} damaged places + "
        f"{found.left_out:,} left out by the settings: {closes}"
    )
