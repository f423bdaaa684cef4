"""Signals to stop: at once, or when what is being written is whole."""

import signal
import threading

import pytest

from copydesk.jobs.interrupts import Interrupted, Interrupts

SIGNALS = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])


@SIGNALS
def test_at_once(number: int) -> None:
    with pytest.raises(Interrupted) as stop, Interrupts().caught():
        signal.raise_signal(number)
    assert stop.value.exit_code == 128 + number


@SIGNALS
def test_what_is_held_ends_first(number: int) -> None:
    interrupts = Interrupts()
    done: list[str] = []

    def write() -> None:
        with interrupts.held():
            signal.raise_signal(number)
            done.append("whole")
        done.append("never")

    with pytest.raises(Interrupted), interrupts.caught():
        write()
    assert done == ["whole"]


def test_a_second_signal_does_not_wait() -> None:
    interrupts = Interrupts()
    done: list[int] = []

    def write() -> None:
        with interrupts.held():
            for count in range(3):
                signal.raise_signal(signal.SIGINT)
                done.append(count)

    with pytest.raises(Interrupted), interrupts.caught():
        write()
    assert done == [0]


def test_afterwards_the_signals_are_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interrupts().caught():
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before


def test_on_another_thread_nothing_changes() -> None:
    before = signal.getsignal(signal.SIGINT)
    found: list[object] = []

    def inside() -> None:
        with Interrupts().caught():
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    assert found == [before]
