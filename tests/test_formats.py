"""Bytes that are no text, by their name."""

import pytest

from copydesk.formats import binary_kind, wide_encoding

WORDS = "<html><body><p>Le président a déclaré que l’été sera très chaud.</p></body></html>"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\n\n%PDF-1.4", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a\1", "GIF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
        (b"PK\x03\x04\x14", "zip"),
        (b"\0\0\0\x20ftypisom", "MPEG-4"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1", "RTF"),
        (b"MZ\x90\0\3", "program"),
        (bytes(range(256)) * 4, "binary"),
        (b"\0" * 100, "binary"),
    ],
)
def test_named(content: bytes, name: str) -> None:
    assert name in (binary_kind(content) or "")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ Wallace wins",
        b"BZh is short for nothing",
        b"ID3 tags explained",
        b"<p>See %PDF-1.7</p>",
        WORDS.encode("utf-16-le"),
        "市議会は月曜日に会合を開き、新しい計画について話し合いました。".encode("iso-2022-jp"),
        "市議会は月曜日に会合を開き、新しい計画について話し合いました。".encode("shift_jis"),
        "Министр заявил в понедельник, что переговоры продолжатся завтра.".encode("koi8-r"),
        b"<p>one \0 two \0 three</p>" * 4,
        b"a\x0cb\x1b[1mbold\x1b[0m words on a line",
    ],
)
def test_text_is_not_binary(content: bytes) -> None:
    assert binary_kind(content) is None


@pytest.mark.parametrize("name", ["UTF-16LE", "UTF-16BE"])
def test_wide_text_is_known_by_its_zeros(name: str) -> None:
    assert wide_encoding(WORDS.encode(name)) == name
    assert wide_encoding(WORDS.encode()) is None
