"""The command `schema`."""

import click

__all__ = ["schema"]


@click.command()
def schema() -> None:
    """Print the JSON Schema of the record.

    \b
      copydesk schema > story.schema.json
    """
    from copydesk.export.schema import shipped_schema

    click.echo(shipped_schema(), nl=False)
