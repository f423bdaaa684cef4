"""Records of sound and of damaged web archives."""

import gzip
import hashlib
import io
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.archives import Written, archive, page, url, whole_gzip
from warcio.archiveiterator import ArchiveIterator

from copydesk.intake.frames import Fault, Frame, frames

LIMIT = 1_000_000
THIRD = 3
"""The answer that is damaged, of six."""
GZIPPED, PLAIN = archive(), archive(is_gzipped=False)


def answers(content: bytes) -> list[str | None]:
    return [found.header.url for found in sound(content) if found.header.type == "response"]


def sound(content: bytes, limit: int = LIMIT) -> list[Frame]:
    return [found for found in frames(content, limit) if isinstance(found, Frame)]


def faults(content: bytes) -> list[Fault]:
    return [found for found in frames(content, LIMIT) if isinstance(found, Fault)]


@pytest.mark.parametrize("content", [GZIPPED.content, PLAIN.content, whole_gzip()], ids=["members", "plain", "whole"])
def test_sound_files_give_what_warcio_gives(content: bytes) -> None:
    plain = gzip.decompress(content) if content[:1] == b"\x1f" else content
    theirs = [
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.raw_stream.read())
        for record in ArchiveIterator(io.BytesIO(plain), no_record_parse=True)
    ]
    ours = [(found.header.type, found.header.url, found.content) for found in sound(content)]
    assert ours == theirs
    assert len(ours) == 1 + 3 * 6


def test_each_says_where_it_begins() -> None:
    for written in (GZIPPED, PLAIN):
        offsets = [found.header.offset for found in sound(written.content) if found.header.type == "response"]
        assert offsets == [start for start, _ in written.answers]


def test_of_a_record_over_the_limit_the_beginning_is_kept() -> None:
    found = [one for one in sound(PLAIN.content, 1_000) if one.header.type == "response"]
    assert [(len(one.content), one.is_whole) for one in found] == [(1_000, False)] * 6


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes((content[at] ^ 0x55,)) + content[at + 1 :]


def in_member(change: Callable[[bytes], bytes]) -> bytes:
    start, end = GZIPPED.answers[THIRD]
    return GZIPPED.content[:start] + change(GZIPPED.content[start:end]) + GZIPPED.content[end:]


def in_record(change: Callable[[bytes], bytes]) -> bytes:
    start, end = PLAIN.answers[THIRD]
    return PLAIN.content[:start] + change(PLAIN.content[start:end]) + PLAIN.content[end:]


def with_length(change: Callable[[int], object]) -> bytes:
    def changed(record: bytes) -> bytes:
        head, _, rest = record.partition(b"\r\n\r\n")
        return (
            re.sub(rb"(?<=Content-Length: )\d+", lambda m: str(change(int(m[0]))).encode(), head) + b"\r\n\r\n" + rest
        )

    return in_record(changed)


DAMAGED = {
    "a flipped byte in a member": in_member(lambda member: flipped(member, len(member) // 2)),
    "a flipped byte in a member's check": in_member(lambda member: flipped(member, len(member) - 6)),
    "a flipped byte in a member's length": in_member(lambda member: flipped(member, len(member) - 2)),
    "a member without its magic": in_member(lambda member: b"no" + member[2:]),
    "twenty bytes of a member are gone": in_member(lambda member: member[:300] + member[320:]),
    "zeros in a member": in_member(lambda member: member[:200] + bytes(200) + member[400:]),
    "a member that breaks off": in_member(lambda member: member[: len(member) // 2]),
    "a member of noise": in_member(lambda member: bytes(range(1, 256)) * 3),
    "a record of another kind of bytes in a member": in_member(lambda member: gzip.compress(b"no record\r\n" * 20)),
    "a length too long": with_length(lambda length: length + 7),
    "a length as long as the file": with_length(lambda length: length + 4_000),
    "a length beyond the file": with_length(lambda length: length + 10**9),
    "a length too short": with_length(lambda length: length - 7),
    "a length that is none": with_length(lambda length: "many"),
    "a length below nothing": with_length(lambda length: -1),
    "a record without its first line": in_record(lambda record: record.partition(b"\r\n")[2]),
    "a record whose content has changed": in_record(lambda record: record.replace(b"</html>", b"</htmI>")),
    "a header without end": in_record(lambda record: b"WARC/1.0\r\n" + b"a: b\r\n" * 1_000 + record),
    "a header line without end": in_record(lambda record: b"WARC/1.0\r\na: " + b"b" * 100_000 + b"\r\n" + record),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_every_other_record_is_read_and_the_damage_is_told_once(name: str) -> None:
    content = DAMAGED[name]
    expected = [url(number) for number in range(6) if number != THIRD]
    if name.startswith("a header"):
        expected = [url(number) for number in range(6)]
    assert answers(content) == expected
    (fault,) = faults(content)
    written = GZIPPED if content[:1] == b"\x1f" else PLAIN
    assert fault.offset == written.answers[THIRD][0]
    assert fault.failure.reason == "file"


@pytest.mark.parametrize("written", [GZIPPED, PLAIN], ids=["members", "plain"])
@pytest.mark.parametrize("left", [1, 30, 300, 700])
def test_the_last_record_is_a_fault_where_the_file_breaks_off(written: Written, left: int) -> None:
    start, _ = written.answers[-1]
    content = written.content[: start + left]
    assert answers(content) == [url(number) for number in range(5)]
    (fault,) = faults(content)
    assert fault.offset == start


def test_a_file_gzipped_as_one_is_read_to_the_damage() -> None:
    content = whole_gzip()
    cut = content[: len(content) // 2]
    read = answers(cut)
    assert read == [url(number) for number in range(len(read))]
    assert 1 <= len(read) <= 3
    assert faults(cut)


def test_a_changed_bit_in_a_file_gzipped_as_one_is_told() -> None:
    """Behind it a header may have changed, its digest too: only the end of the file tells that it has."""
    damaged = flipped(whole_gzip(), len(whole_gzip()) // 2)
    assert faults(damaged)
    assert answers(damaged)[0] == url(0)


def test_members_whose_lengths_are_all_wrong_are_as_many_faults() -> None:
    members = [gzip.compress(f"WARC/1.0\r\nContent-Length: 5\r\n\r\n{number:04}".encode()) for number in range(9)]
    assert len(faults(b"".join(members))) == 9


def test_blank_lines_without_end_are_passed_over() -> None:
    content = PLAIN.content + b"\r\n" * 2_000 + PLAIN.content
    assert len(answers(content)) == 12
    assert [fault.offset for fault in faults(content)] == [len(PLAIN.content) + 2_000]


def test_two_damaged_records_are_two_faults() -> None:
    start, _ = GZIPPED.answers[1]
    content = flipped(DAMAGED["a flipped byte in a member"], start + 500)
    assert answers(content) == [url(number) for number in (0, 2, 4, 5)]
    assert [fault.offset for fault in faults(content)] == [GZIPPED.answers[1][0], GZIPPED.answers[THIRD][0]]


def test_a_digest_in_another_form_holds_too() -> None:
    body = b"HTTP/1.1 200 OK\r\n\r\n" + page(1)
    for stated in ("sha256:" + hashlib.sha256(body).hexdigest(), "whirl:abc", "sha1", ""):
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Block-Digest: {stated}\r\nContent-Length: {len(body)}\r\n\r\n"
        (found,) = frames(head.encode() + body + b"\r\n\r\n", LIMIT)
        assert isinstance(found, Frame)
        assert found.content == body


@given(st.binary(max_size=200), st.integers(0, len(GZIPPED.content)), st.booleans())
def test_any_damage_leaves_most_of_the_file(noise: bytes, at: int, is_plain: bool) -> None:
    content = (PLAIN if is_plain else GZIPPED).content
    at = max(10, at % len(content))
    assert len(answers(content[:at] + noise + content[at + len(noise) :])) >= 4
    assert len(answers(content[:at] + noise + content[at:])) >= 4


@given(st.binary(max_size=300))
def test_any_bytes_end(noise: bytes) -> None:
    for content in (noise, b"WARC/1.0\r\n" + noise, b"\x1f\x8b\x08" + noise, GZIPPED.content[:60] + noise):
        list(frames(content, LIMIT))
