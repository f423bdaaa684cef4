"""The commands `copydesk scale …`: web archives by the month to Parquet."""

import click

from copydesk.cli.scale.copies import copies
from copydesk.cli.scale.outlets import outlets
from copydesk.cli.scale.run import run
from copydesk.cli.scale.state import status, verify

__all__ = ["scale"]


@click.group()
def scale() -> None:
    """Web archives by the month: every response to a row of Parquet, on one machine or many.

    \b
      copydesk scale run warcs/ -o month       each WARC or WET file to three Parquet parts
      copydesk scale status month              how far it is
      copydesk scale verify month              whether responses in are rows out
      copydesk scale copies month              the copies among all of its stories
      copydesk scale outlets month             each host week by week

    docs/scale.md has what stands in the parts, and what a month costs.
    """


for _command in (run, status, verify, copies, outlets):
    scale.add_command(_command)
