"""Which bytes are no page at all, and which media types are pages."""

from copydesk.records import SourceKind

__all__ = ["binary_kind", "kind_of_media", "wide_encoding"]

PAGES: dict[str, SourceKind] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}

SAMPLE_BYTES = 4_096
BLANK = b" \t\r\n\f\0\xef\xbb\xbf"
CONTROLS = bytes(set(range(0x20)) - set(b"\0\t\n\f\r\x1a\x1b")) + b"\x7f"
# Text has next to no control characters; compressed bytes have one in nine.
CONTROL_SHARE = 0.03

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\0\0\x01\0", "an icon"),
    (b"PK\x03\x04", "a zip archive (or an office document)"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x1f\x9d", "compress data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\0asm", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"OggS", "Ogg media"),
    (b"ID3", "MP3 audio"),
    (b"fLaC", "FLAC audio"),
    (b"\x1aE\xdf\xa3", "Matroska video"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\0\x01\0\0\0", "a font"),
    (b"PAR1", "a Parquet table"),
)
# These beginnings are also beginnings of words: they count only where a NUL follows.
WORDLIKE = frozenset((b"MZ", b"BZh", b"ID3", b"OggS", b"PAR1", b"wOFF", b"wOF2", b"fLaC"))
FIRST = frozenset(magic[:1] for magic, _ in MAGIC)
RIFF = {b"WEBP": "a WebP image", b"WAVE": "WAVE audio", b"AVI ": "AVI video"}


def binary_kind(content: bytes) -> str | None:
    """What the bytes are when they are not text, such as `a PDF document`; None for text.

    Example:
        >>> binary_kind(b"%PDF-1.7 ...")
        'a PDF document'
    """
    if content[:1_024].lstrip(BLANK).startswith(b"%PDF-"):
        return "a PDF document"
    for magic, name in MAGIC if content[:1] in FIRST else ():
        if content.startswith(magic) and (magic not in WORDLIKE or b"\0" in content[:SAMPLE_BYTES]):
            return name
    return _container_kind(content) or _unnamed_kind(content[:SAMPLE_BYTES])


def kind_of_media(media_type: str) -> SourceKind | None:
    """The kind that a media type says; None for what is neither HTML nor plain text.

    >>> kind_of_media("application/xhtml+xml")
    'html'
    """
    return PAGES.get(media_type.lower())


def wide_encoding(content: bytes) -> str | None:
    """`UTF-16LE` or `UTF-16BE` for text in UTF-16 without a mark, known by where its NUL bytes stand."""
    sample = content[: SAMPLE_BYTES & ~1]
    if b"\0" not in sample or len(sample) < 4:
        return None
    even, odd = sample[::2], sample[1::2]
    for name, high, low in (("UTF-16LE", odd, even), ("UTF-16BE", even, odd)):
        if _is_wide(high, low):
            return name
    return None


def _is_wide(high: bytes, low: bytes) -> bool:
    zeros = high.count(0)
    if zeros < 2 or low.count(0) * 20 > zeros:
        return False
    if zeros * 5 >= len(high):
        return True
    # Markup in another script: few zeros, but the high bytes keep to one or two Unicode blocks.
    counts = sorted((high.count(value) for value in set(high)), reverse=True)
    return zeros * 50 >= len(high) and sum(counts[:2]) * 5 >= len(high) * 4


def _container_kind(content: bytes) -> str | None:
    if content.startswith(b"RIFF"):
        return RIFF.get(content[8:12])
    if content[4:8] == b"ftyp":
        return "MPEG-4 media or an AVIF image"
    if content.startswith(b"BM") and content[6:10] == b"\0\0\0\0":
        return "a BMP image"
    return None


def _unnamed_kind(sample: bytes) -> str | None:
    if len(sample) < 16 or wide_encoding(sample):
        return None
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    zeros = sample.count(0)
    if controls > CONTROL_SHARE * len(sample) or zeros * 3 > len(sample):
        return "binary data"
    return None
