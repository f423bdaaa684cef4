"""One run of `read`: the sources to the output, with a report; what is done is kept whatever ends it."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from copydesk.cli.output import CARD, Asked, Destination, destination, opened, renderer
from copydesk.cli.report import Report, told
from copydesk.errors import CopydeskError, Refused

if TYPE_CHECKING:
    from copydesk.cli.failures import Failures
    from copydesk.cli.read import Options
    from copydesk.intake.schedule import Schedule
    from copydesk.jobs.interrupts import Interrupts
    from copydesk.jobs.journal import Option
    from copydesk.jobs.sinks import Run, Sink
    from copydesk.jobs.tasks import Inputs, Tasks
    from copydesk.jobs.work import Request

__all__ = ["run"]


class _Batch(NamedTuple):
    """All that was decided before the first source is read."""

    options: "Options"
    request: "Request"
    tasks: "Tasks"
    asked: Asked
    place: Destination
    run: "Run"
    begun: "Schedule | None" = None
    """What has fetched the one address before anything else, where there is one alone."""


def run(options: "Options", request: "Request") -> int:
    """Read the sources; the exit code."""
    from copydesk.jobs.interrupts import Interrupted, Interrupts

    interrupts = Interrupts()
    try:
        with interrupts.caught():
            return _ran(_decided(options, request), interrupts)
    except Interrupted as stop:
        told("interrupted")
        return stop.exit_code
    except CopydeskError as error:
        told(f"{error} [{error.reason}]", error.reason)
        return error.exit_code
    except BrokenPipeError:
        raise
    except OSError as error:
        told(f"{error.filename or options.output or 'stdout'}: {error.strerror}")
        return 1


def _decided(options: "Options", request: "Request") -> _Batch:
    from copydesk.cli.read import inputs_of
    from copydesk.jobs.following import looked_into
    from copydesk.jobs.sinks import Run
    from copydesk.jobs.tasks import tasks_of

    inputs = inputs_of(options, _written_by(options))
    tasks, begun = tasks_of(inputs, request.settings), None
    if tasks.total == 1 and not options.resume and _is_address(inputs):
        tasks, begun = looked_into(tasks, request)
    if options.url and tasks.total is None and not tasks.is_listing:
        raise click.UsageError("--url belongs to one source; a list may name the address of each: file, tab, address.")
    asked = Asked(
        options.output, options.form, tasks.total, options.desk, options.fields, options.blocks, options.evidence
    )
    place = destination(asked)
    if options.resume and not place.has_journal:
        raise click.UsageError("--resume goes on with a file of JSON lines, a table or a folder; give one with -o.")
    _check_inputs(options, place)
    names = [*inputs.sources, *(inputs.listed if isinstance(inputs.listed, Sequence) else ())]
    return _Batch(
        options,
        request,
        tasks,
        asked,
        place,
        Run(_choices(options, place), names, options.resume, options.force),
        begun,
    )


def _is_address(inputs: "Inputs") -> bool:
    """Whether the first source is an address: what it is, nobody knows before it is fetched."""
    listed = inputs.listed if isinstance(inputs.listed, Sequence) else ()
    return any("://" in source for source in (*inputs.sources, *listed))


def _choices(options: "Options", place: Destination) -> "dict[str, Option]":
    """What makes the records what they are."""
    return {
        "format": place.form + place.packing,
        "desk": options.desk,
        "fields": list(options.fields) if options.fields else None,
        "blocks": options.blocks,
        "evidence": options.evidence,
        "as": options.kind,
        "url": options.url,
        "max-bytes": options.max_bytes,
    }


def _written_by(options: "Options") -> list[Path]:
    """What the command writes, or wrote in an earlier run: nothing to be read where it lies in a folder of sources."""
    from copydesk.cli.output import TABLES

    written = [Path(options.errors)] if options.errors else []
    if options.output is None or not (output := Path(options.output)).name:
        return written
    written += [output, *(output.with_name(f"{output.name}{end}") for end in (".journal", ".records.jsonl.zst"))]
    if output.suffix.lower() in TABLES:
        from copydesk.export import tables

        written += tables.paths(output, desk=True)
    return written


def _check_inputs(options: "Options", place: Destination) -> None:
    """Raise Refused where a file would be written over what is read."""
    written = [path for path in (place.path, Path(options.errors) if options.errors else None) if path]
    read = [*options.sources, *([options.listed] if options.listed else ())]
    for path in written:
        for source in read:
            if _are_same(path, source):
                raise Refused("output", f"{path} is what is read; give another name")
    if len(written) == 2 and os.path.realpath(written[0]) == os.path.realpath(written[1]):
        raise click.UsageError("-o and --errors are the same file.")


def _are_same(path: Path, source: str) -> bool:
    try:
        return path.is_file() and path.samefile(source)
    except (OSError, ValueError):
        return False


def _ran(batch: _Batch, interrupts: "Interrupts") -> int:
    from copydesk.cli.failures import failures_in, rewritten

    options = batch.options
    errors = Path(options.errors) if options.errors else None
    report = Report(batch.asked.total, progress=_is_elsewhere(batch.place))
    with opened(batch.place, batch.asked, batch.run) as sink:
        with failures_in(errors, is_forced=options.force) as failures:
            code = _read(batch, sink, failures, report, interrupts)
        rows = sink.failures()
        if errors and rows is not None:
            rewritten(errors, rows)
    return code


def _read(batch: _Batch, sink: "Sink", failures: "Failures", report: Report, interrupts: "Interrupts") -> int:
    """Every source that has to be read, to the sink; the exit code."""
    from copydesk.jobs.following import Gate
    from copydesk.jobs.interrupts import Interrupted
    from copydesk.jobs.work import outcomes

    render = renderer(batch.place, batch.asked)
    jobs = _jobs(batch.options.jobs, batch.asked.total)
    try:
        for outcome in outcomes(batch.tasks.each, batch.request, render, jobs, Gate(sink, batch.begun)):
            with interrupts.held():
                kept = sink.put(outcome)
                report.add(kept, sink.kept)
                if kept.code:
                    failures.put(kept)
        if batch.place.way == "table" and batch.place.path:
            report.making(batch.place.path)
        sink.finish(is_whole=True)
    except Interrupted as stop:
        sink.finish(is_whole=False)
        report.interrupted(sink.kept, _onward(batch))
        return stop.exit_code
    except OSError:
        report.broken_off(_onward(batch))
        raise
    _hint(batch)
    report.passed(batch.tasks.passed)
    return report.finish(sink.kept, sink.failures())


def _jobs(asked: int, tasks: int | None) -> int:
    processes = asked or os.cpu_count() or 1
    return processes if tasks is None else max(1, min(processes, tasks))


def _is_elsewhere(place: Destination) -> bool:
    """Whether progress on stderr does not run into the output."""
    return place.way != "stdout" or not sys.stdout.isatty()


def _onward(batch: _Batch) -> str:
    """What the user can do with what is done."""
    if not batch.place.has_journal:
        return ""
    made = "the tables are made when all is read" if batch.place.way == "table" else f"{batch.place.path} holds it"
    return f"; {made}, and the same command with --resume goes on"


def _hint(batch: _Batch) -> None:
    if batch.place.form == CARD and batch.asked.is_one and sys.stdout.isatty() and sys.stderr.isatty():
        from copydesk.cli.terminal import Terminal

        hint = "copydesk explain SOURCE FIELD says why; --json gives the whole record."
        click.echo("\n" + Terminal.of(sys.stderr).dim(hint), err=True)
