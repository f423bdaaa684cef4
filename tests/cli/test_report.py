import io
import sys

import pytest

from copydesk.cli.report import Report
from copydesk.errors import CopydeskError, NotAStory, Refused
from copydesk.jobs.work import Outcome

DONE = Outcome("page", "text")


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def failed(error: CopydeskError) -> Outcome:
    return Outcome("page", None, error.reason, str(error), error.exit_code)


def told(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *, progress: bool = True) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("copydesk.cli.report._SECONDS_BETWEEN", -1)
    report = Report(2, progress=progress)
    report.add(DONE)
    report.add(failed(Refused("robots", "no")))
    assert report.finish() == 5
    return stream.getvalue()


def test_progress_on_a_terminal_with_rate_and_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    text = told(monkeypatch, Screen())
    assert "\r\x1b[K1 of 2, " in text
    assert " a second, " in text
    assert "2 of 2, " in text
    assert ", 1 failed" in text
    assert text.endswith("failed 1: robots 1\n")


def test_no_progress_in_a_log_but_the_failure_and_the_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    text = told(monkeypatch, io.StringIO())
    assert "\r" not in text
    assert text.startswith("copydesk: page: no [robots]\n")
    assert "read 1 of 2 in" in text


def test_no_progress_where_the_output_is_on_the_same_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "1 of 2, " not in told(monkeypatch, Screen(), progress=False)


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([DONE], 0),
        ([DONE, DONE], 0),
        ([failed(NotAStory("empty", ""))], 4),
        ([failed(Refused("size", ""))] * 2, 6),
        ([failed(Refused("size", "")), failed(NotAStory("empty", ""))], 1),
        ([DONE, failed(NotAStory("empty", ""))], 5),
    ],
)
def test_the_exit_code(outcomes: list[Outcome], code: int) -> None:
    report = Report(len(outcomes))
    for outcome in outcomes:
        report.add(outcome)
    assert report.finish() == code
