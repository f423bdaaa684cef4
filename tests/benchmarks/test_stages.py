"""`python -m benchmarks.stages`: what is inside is not counted twice."""

import time

from benchmarks.stages import Clock


def busy(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_stage_is_counted_without_those_inside_it() -> None:
    clock = Clock()
    inner = clock.timed("inner", busy)

    def outer() -> None:
        inner(0.02)
        inner(0.02)

    started = time.process_time()
    clock.timed("outer", outer)()
    taken = time.process_time() - started
    assert 0.04 <= clock.seconds["inner"] <= taken
    assert sum(clock.seconds.values()) <= taken
    assert clock.seconds["outer"] < clock.seconds["inner"]


def test_a_stage_that_fails_is_counted_and_its_error_goes_on() -> None:
    clock = Clock()

    def fails() -> None:
        raise ValueError

    try:
        clock.timed("fails", fails)()
    except ValueError:
        assert set(clock.seconds) == {"fails"}
    else:
        raise AssertionError
    clock.clear()
    assert not clock.seconds
