"""The cycle collector rests during a read, and a read leaves it nothing to do."""

import gc
from pathlib import Path

import pytest

import copydesk
from copydesk.collector import collector_paused

PAGE = (Path(__file__).parents[1] / "samples" / "harbour-bridge.html").read_bytes()


def test_it_is_paused_inside_and_as_before_afterwards() -> None:
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failed_read_turns_it_on_again() -> None:
    with pytest.raises(copydesk.NotAStory):
        copydesk.read(b"")
    assert gc.isenabled()


def test_who_has_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        copydesk.read(PAGE)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_read_makes_no_cycles() -> None:
    copydesk.read(PAGE)
    gc.collect()
    for _ in range(3):
        with collector_paused():
            copydesk.read(PAGE)
    gc.disable()
    try:
        copydesk.read(PAGE)
        assert gc.collect() == 0
    finally:
        gc.enable()
