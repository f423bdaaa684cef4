"""The program starts without looking for what it does not need."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk import __main__ as program

PAGE = Path(__file__).parents[1] / "samples" / "harbour-bridge.html"


@pytest.fixture
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collector")
def test_the_collector_rests_while_the_program_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, str | None]] = []
    monkeypatch.setattr("copydesk.cli.main.main", lambda prog_name: seen.append((gc.get_threshold()[0], prog_name)))
    monkeypatch.setattr(program.atexit, "register", lambda _function: None)
    program.run()
    assert seen == [(50_000, "copydesk")]


def test_one_page_loads_no_library_that_it_does_not_need() -> None:
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from copydesk.__main__ import run\n"
        "run()"
    )
    done = subprocess.run([sys.executable, "-c", code, "--json", str(PAGE)], capture_output=True, check=True)
    loaded = set(done.stderr.decode().split())
    assert {"copydesk.export.lean", "copydesk.fields.story"} <= loaded
    needless = {"httpx2", *(f"copydesk.{name}" for name in ("jobs.journal", "export.ninjs", "intake.warc"))}
    assert needless & loaded == set()


def test_the_version_is_told_without_the_library_for_metadata() -> None:
    code = "import sys; from copydesk.cli.doctor import own_version; print(own_version(), 'email' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split()[0] == "0.1.0"


def test_the_version_loads_no_record() -> None:
    code = "import sys; from copydesk.__main__ import run; import copydesk; print('copydesk.records' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["False"]


def test_what_one_page_does_not_need_of_other_libraries_is_not_loaded_and_can_be() -> None:
    code = (
        "import sys\n"
        "from copydesk.starting import start_light\n"
        "start_light()\n"
        "print('msgspec' in sys.modules, 'typing_extensions' in sys.modules, 'inspect' in sys.modules)\n"
        "import typing_extensions\n"
        "start_light()\n"
        "print('typing_extensions' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["True", "False", "False", "True"]


def test_all_names_of_the_package_are_there_when_asked_for() -> None:
    import copydesk

    assert {*copydesk.__all__, "__version__"} - set(dir(copydesk)) <= {"__version__"}
    assert [name for name in (*copydesk.__all__, "__version__") if getattr(copydesk, name) is None] == []
    with pytest.raises(AttributeError, match="no_such"):
        getattr(copydesk, "no_such")  # noqa: B009  mypy knows that it is not there
