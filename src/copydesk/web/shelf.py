"""Some pages as an archive in memory."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from copydesk.archive.archive import Archive, now
from copydesk.archive.connection import memory
from copydesk.archive.ingest import Prepare, take_in
from copydesk.archive.recorded import is_recorded, recorded
from copydesk.errors import CopydeskError

__all__ = ["archive_in_memory", "archive_of_pages"]

_NAME: Final = Path("pages in memory")


def archive_in_memory() -> Archive:
    """An empty archive that ends with the program."""
    return Archive(_NAME, memory())


def archive_of_pages(sources: Sequence[str], tell: Callable[[str], object]) -> Archive:
    """The pages, files, folders or addresses in an archive in memory, read by the desk where it is installed.

    Args:
        sources: as for `copydesk read`, or files of records.
        tell: told of each source that gave no story.

    Raises:
        CopydeskError: none of them gave a story; the reason is that of the first.
    """
    import copydesk
    from copydesk.desk import language_model
    from copydesk.jobs.tasks import Inputs, tasks_of
    from copydesk.jobs.work import Request, outcomes
    from copydesk.settings import Settings

    archive, moment = archive_in_memory(), now()
    prepare = Prepare(copydesk.read_capture, moment)
    request = Request(prepare.read)._replace(settings=Settings(), desk=language_model.is_installed())
    others = tuple(source for source in sources if not is_recorded(source))
    found = [outcome for source in sources if source not in others for outcome in recorded(source, moment)]
    tasks = tasks_of(Inputs(others), request.settings) if others else None
    refused: list[CopydeskError] = []
    count = 0
    read = outcomes(tasks.each, request, prepare.ready, 1) if tasks else iter(())
    for taken in take_in(archive, (*found, *read)):
        count += taken.kind != "refused"
        if taken.kind == "refused":
            refused.append(CopydeskError(taken.reason, f"{taken.name}: {taken.message}"))
            tell(f"{taken.name}: {taken.message} [{taken.reason}]")
    if not count:
        raise refused[0] if refused else CopydeskError("not-found", f"{', '.join(sources)[:200]}: no page is there")
    return archive
