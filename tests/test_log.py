"""The logger `copydesk`: silent unless a program listens."""

import logging
import subprocess
import sys

import pytest
from tests.intake.outlets import Opens

import copydesk
from copydesk.records import Capture, SourceWarning

PAGE = "<h1>Ferry back in service</h1><p>The ferry to Lunde sails again from Monday, the port said.</p>"
WARNED = Capture(content=PAGE, name="a.html", warnings=(SourceWarning(reason="truncated", message="it breaks off"),))


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.getMessage()) for record in caplog.records if record.name == "copydesk"]


def test_warnings_are_told_at_info_and_reads_at_debug(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG", logger="copydesk"):
        copydesk.read_capture(WARNED)
    levels, messages = zip(*told(caplog), strict=True)
    assert levels == ("DEBUG", "INFO")
    assert messages[0].startswith("read a.html: html, 2 blocks, in 0.")
    assert messages[1] == "a.html: it breaks off [truncated]"
    assert {record.funcName for record in caplog.records} == {"_log"}


def test_fetches_are_told_without_a_password(caplog: pytest.LogCaptureFixture, outlet: Opens) -> None:
    address = outlet("127.0.0.2").url.replace("http://", "http://ada:secret@") + "/a"
    with caplog.at_level("DEBUG", logger="copydesk"):
        copydesk.read(address, settings=copydesk.Settings(allow_private=True))
    lines = told(caplog)
    assert [level for level, text in lines if "answered" in text] == ["DEBUG", "INFO"]
    assert any("/a answered 200" in text for _, text in lines)
    assert "secret" not in str(lines)


@pytest.mark.parametrize("before", ["", "import logging;"])
def test_a_program_that_does_not_listen_hears_nothing(before: str) -> None:
    code = f"""{before}
import copydesk
from copydesk.records import Capture, SourceWarning
copydesk.read_capture(Capture(content={PAGE!r}, warnings=(SourceWarning(reason="truncated", message="cut"),)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_the_logger_has_a_handler_of_its_own_that_says_nothing() -> None:
    copydesk.read_capture(WARNED)
    assert [type(handler) for handler in logging.getLogger("copydesk").handlers] == [logging.NullHandler]
