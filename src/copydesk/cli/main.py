"""The command `copydesk` and its subcommands."""

import sys
from typing import Final

import click

from copydesk.cli.commands import COMMANDS, command
from copydesk.cli.overview import write_overview

__all__ = ["main"]

_INTERRUPTED: Final = 130


class ReadFirst(click.Group):
    """A group in which `copydesk SOURCE`, or a page on stdin alone, means `copydesk read`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `read` before arguments that name no command."""
        if not args and _is_handed_over():
            args = ["read"]
        elif args and args[0] not in COMMANDS and args[0] not in ("--help", "-h", "--version"):
            args = ["read", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        return command(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by what one wants to do."""
        write_overview(formatter, self.list_commands(ctx))

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; from the keyboard it is stopped without a trace."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("copydesk: interrupted", err=True)
            ctx.exit(_INTERRUPTED)


def _is_handed_over() -> bool:
    from copydesk.cli.read import is_handed_over

    return is_handed_over(sys.stdin.buffer)


def _version(ctx: click.Context, _param: click.Parameter, asked: object) -> None:
    if asked:
        from copydesk.cli.doctor import own_version

        click.echo(f"copydesk {own_version()}")
        ctx.exit()


@click.group(
    cls=ReadFirst,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="`copydesk SOURCE` is short for `copydesk read SOURCE`. Exit codes: `copydesk read --help`.",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def main() -> None:
    """Read news pages: HTML or scraped text in, a story record with evidence out.

    \b
      copydesk page.html                    the story at a glance
      copydesk https://example.org/story    the same, fetched politely
      copydesk --json page.html             the whole record
      copydesk explain page.html headline   why this headline
      copydesk desk page.html               who, who said what, when
      copydesk check page.html              what adds up in it, and what does not
    """
