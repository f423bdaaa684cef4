"""One or several sources read in order, for the commands that show what they find in each."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from copydesk.cli.read import is_handed_over, request_of

if TYPE_CHECKING:
    from copydesk.jobs.tasks import Tasks
    from copydesk.jobs.work import Renderer, Request

__all__ = ["Sources", "jobs_option", "sources_of"]

Output = TypeVar("Output")

jobs_option = click.option(
    "--jobs", type=click.IntRange(0, 256), default=1, metavar="N", help="Processes to read with; 0 is one a core."
)


class Sources(NamedTuple):
    """What a command is to read, and how."""

    request: "Request"
    tasks: "Tasks"

    @property
    def is_alone(self) -> bool:
        """Whether there is one source and no more."""
        return self.tasks.total == 1

    def each(self, render: "Renderer[Output]", take: Callable[[Output], str], jobs: int) -> int:
        """Say what comes of each source; the exit code, 0 where all were read.

        Args:
            render: What is made of a story, in whatever process reads it.
            take: What is said of that, in this process.
            jobs: Processes to read with; 0 is one a core.

        """
        from copydesk.cli.report import Report, told
        from copydesk.cli.streams import say
        from copydesk.jobs.interrupts import Interrupted, Interrupts
        from copydesk.jobs.work import outcomes

        report = Report(self.tasks.total, progress=not sys.stdout.isatty())
        processes = min(jobs or os.cpu_count() or 1, self.tasks.total or sys.maxsize)
        try:
            with Interrupts().caught():
                for outcome in outcomes(self.tasks.each, self.request, render, processes):
                    if outcome.output is not None:
                        say(take(outcome.output))
                    report.add(outcome)
        except Interrupted as stop:
            told("interrupted")
            return stop.exit_code
        report.passed(self.tasks.passed)
        return report.finish()


def sources_of(ctx: click.Context, names: tuple[str, ...]) -> Sources:
    """The named sources, or the page that is handed over on stdin; the desk reads each story too."""
    from copydesk.jobs.tasks import STDIN, Inputs, tasks_of

    if not names and not is_handed_over(sys.stdin.buffer):
        raise click.UsageError("Nothing to read. Give a file, a folder, a URL, or a page on stdin.")
    request = request_of(ctx)._replace(desk=True)
    return Sources(request, tasks_of(Inputs(names or (STDIN,), stdin=sys.stdin.buffer), request.settings))
