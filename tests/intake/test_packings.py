"""Web archives in zstd: a frame a record, with a shared dictionary or without, sound and damaged."""

import gzip
import io
import struct

import pytest
import zstandard
from tests.intake.archives import Writer, archive, page, url
from tests.intake.test_frames import LIMIT, answers, faults, sound

import copydesk
from copydesk.intake.frames import frames
from copydesk.intake.packings import begins_as, begins_as_warc
from copydesk.intake.warc import each_record

WRITTEN = archive()
MEMBERS = [gzip.decompress(WRITTEN.content[start:end]) for start, end in WRITTEN.answers]
SKIPPED = struct.pack("<II", 0x184D2A50, 5) + b"index"


def packed(members: list[bytes], dictionary: zstandard.ZstdCompressionDict | None = None) -> list[bytes]:
    packer = zstandard.ZstdCompressor(dict_data=dictionary, write_checksum=True)
    return [packer.compress(member) for member in members]


def test_a_frame_a_record() -> None:
    frames_ = packed(MEMBERS)
    content = b"".join(frames_) + SKIPPED
    assert begins_as_warc(content[:1_024])
    assert answers(content) == [url(number) for number in range(6)]
    assert [one.header.offset for one in sound(content)] == [sum(map(len, frames_[:at])) for at in range(6)]
    bodies = [record.capture.content for record in each_record(content) if record.capture]
    assert bodies == [page(number) for number in range(6)]


@pytest.mark.parametrize("is_packed", [True, False])
def test_with_a_shared_dictionary(is_packed: bool) -> None:
    """As wget and the Internet Archive write it: the dictionary in a frame of its own at the beginning."""
    dictionary = zstandard.train_dictionary(
        4_096, [page(number)[at : at + 400] for number in range(40) for at in (0, 900, 2_000)]
    )
    raw = dictionary.as_bytes()
    raw = zstandard.compress(raw) if is_packed else raw
    content = struct.pack("<II", 0x184D2A5D, len(raw)) + raw + b"".join(packed(MEMBERS, dictionary))
    assert begins_as_warc(content[:1_024])
    assert answers(content) == [url(number) for number in range(6)]
    assert sound(content)[0].header.offset == 8 + len(raw)


@pytest.mark.parametrize("behind", [b"", b"\xff\xff\xff\x7f", b"\x10\0\0\0" + b"no dictionary at"])
def test_a_dictionary_that_is_none(behind: bytes) -> None:
    content = b"\x5d\x2a\x4d\x18" + behind
    assert answers(content) == []
    assert len(faults(content)) <= 1


def test_one_frame_for_all() -> None:
    content = zstandard.compress(b"".join(MEMBERS))
    assert begins_as(content[:1_024], b"WARC/")
    assert answers(content) == [url(number) for number in range(6)]


def test_damage_costs_its_record() -> None:
    members = packed(MEMBERS)
    for at in (6, len(members[3]) // 2, len(members[3]) - 1):
        damaged = members[3][:at] + bytes((members[3][at] ^ 0x55,)) + members[3][at + 1 :]
        content = b"".join([*members[:3], damaged, *members[4:]])
        assert answers(content) == [url(number) for number in (0, 1, 2, 4, 5)]
        (fault,) = faults(content)
        assert fault.offset == sum(map(len, members[:3]))
        assert "zstd" in str(fault.failure)


def test_a_file_that_breaks_off_says_so() -> None:
    content = b"".join(packed(MEMBERS))
    assert answers(content[:-9]) == [url(number) for number in range(5)]
    assert len(faults(content[:-9])) == 1


def test_a_bomb_is_not_kept() -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 400000000\r\n\r\n"
    pieces = zstandard.ZstdCompressor().chunker(chunk_size=1 << 16)
    content = b"".join(pieces.compress(head))
    for _ in range(400):
        content += b"".join(pieces.compress(bytes(1_000_000)))
    content += b"".join(pieces.finish())
    (found,) = list(frames(io.BytesIO(content), LIMIT))
    assert hasattr(found, "is_whole") and not found.is_whole


def test_what_is_no_archive() -> None:
    assert not begins_as_warc(zstandard.compress(b"<html>" * 9))
    assert not begins_as_warc(gzip.compress(b"<html>" * 9))


def test_read_as_any_other() -> None:
    body = (
        b"<h1>Ferry back in service</h1><p>The ferry to Lunde sails again from Monday, the port of Saltmarsh said.</p>"
    )
    written = Writer(is_gzipped=False).answer(url(1), body).written()
    assert copydesk.read(zstandard.compress(written.content)).headline == "Ferry back in service"
