"""A reading room at a loopback address, and the example collection in an archive."""

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx2
import uvicorn

import copydesk
from copydesk.archive.archive import open_archive
from copydesk.archive.ingest import Prepare, take_in
from copydesk.jobs.tasks import Inputs, tasks_of
from copydesk.jobs.work import Request, outcomes
from copydesk.records import Story
from copydesk.settings import Settings
from copydesk.web.app import Room, application
from copydesk.web.guard import Limits
from copydesk.web.pool import Pool

EXAMPLE = Path(__file__).parents[2] / "samples" / "reading-room"
SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-bridge.html"
MOMENT = "2025-03-20T08:00:00Z"


def built(path: Path, sources: Sequence[Path] = (EXAMPLE, SAMPLE), stories: Sequence[Story] = ()) -> Path:
    """An archive of the sources and stories at the path, read by the desk."""
    prepare = Prepare(copydesk.read_capture, MOMENT)
    request = Request(prepare.read)._replace(settings=Settings(), desk=True)
    with open_archive(path, write=True) as archive:
        if sources:
            tasks = tasks_of(Inputs(tuple(map(str, sources))), request.settings)
            for _ in take_in(archive, outcomes(tasks.each, request, prepare.ready, 1)):
                pass
        for story in stories:
            archive.add(story, seen=MOMENT)
    return path


class Served:
    """A room that answers at `address`; `get` asks it and follows nothing."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.client = httpx2.Client(base_url=address, trust_env=False, timeout=30)

    def get(self, path: str, **headers: str) -> httpx2.Response:
        """The answer to a GET."""
        return self.client.get(path, headers=headers)


@contextmanager
def serving(
    path: Path, *, edit: str = "", token: str = "", seconds: float = 60.0, names: Sequence[str] = ()
) -> Iterator[Served]:
    """The room of an archive, in a thread."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    pool = Pool.of_file(path, seconds=seconds)
    app = application(Room(pool, Limits.on(port, names, token), edit))
    config = uvicorn.Config(app, log_level="critical", access_log=False, ws="none")  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    served = Served(f"http://127.0.0.1:{port}")
    try:
        yield served
    finally:
        served.client.close()
        server.should_exit = True
        thread.join(10)
        pool.close()
        listening.close()
