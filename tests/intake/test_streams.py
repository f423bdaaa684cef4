"""Streams that were looked at are whole."""

import io

import pytest

from copydesk.intake.streams import looked_at


@pytest.mark.parametrize("size", [0, 5, 1_024, 1_025, 100_000])
def test_the_start_is_seen_and_the_whole_is_read(size: int) -> None:
    content = bytes(range(256)) * 400
    source = io.BytesIO(content[:size])
    start, stream = looked_at(source)
    assert start == content[: min(size, 1_024)]
    assert stream.read(7) + stream.readline() + stream.read() == content[:size]
    stream.close()
    assert not source.closed
