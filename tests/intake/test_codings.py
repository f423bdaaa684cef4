"""Content codings: whole, or an error."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import Unreadable
from copydesk.intake.codings import decoded

PAGE = b"<p>The ferry to Lunde sails again from Monday.</p>" * 400
BARE = zlib.compressobj(wbits=-15)
CODED = {
    "": PAGE,
    "identity": PAGE,
    "gzip": gzip.compress(PAGE, mtime=0),
    "x-gzip": gzip.compress(PAGE, mtime=0),
    "deflate": zlib.compress(PAGE),
    " Deflate ": BARE.compress(PAGE) + BARE.flush(),
}


def whole(content: bytes, *codings: str, size: int = 1_000) -> bytes:
    return b"".join(decoded((content[at : at + size] for at in range(0, len(content), size)), codings))


@pytest.mark.parametrize("coding", CODED)
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_each_coding(coding: str, size: int) -> None:
    assert whole(CODED[coding], coding, size=size) == PAGE


def test_the_last_one_named_comes_off_first() -> None:
    assert whole(gzip.compress(zlib.compress(PAGE)), "deflate", "gzip") == PAGE


def test_what_is_larger_than_a_piece_comes_whole() -> None:
    large = b"x" * 5_000_000
    pieces = list(decoded([gzip.compress(large)], ["gzip"]))
    assert b"".join(pieces) == large
    assert max(map(len, pieces)) < 1_100_000


def test_nothing_is_nothing() -> None:
    assert whole(b"", "gzip") == whole(b"", "deflate") == b""


def test_what_stands_behind_the_data_does_not_count() -> None:
    assert whole(CODED["gzip"] + b"\r\n junk", "gzip") == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", " Deflate "])
@given(st.integers(1, 10_000))
def test_a_cut_body_is_an_error(coding: str, length: int) -> None:
    coded = CODED[coding]
    with pytest.raises(Unreadable) as caught:
        whole(coded[: length % (len(coded) - 1) + 1][:-1] or coded[:1], coding)
    assert caught.value.reason == "encoding"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "no such"])
def test_what_is_in_no_such_coding_is_an_error(coding: str) -> None:
    with pytest.raises(Unreadable) as caught:
        whole(b"not compressed at all", coding)
    assert caught.value.reason == "encoding"
