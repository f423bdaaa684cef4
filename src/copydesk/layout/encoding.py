"""Bytes to text: which encoding they are in, who says so, and whether that is true."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from functools import lru_cache
from typing import Literal, TypeAlias

from copydesk.errors import NotAStory
from copydesk.formats import binary_kind, wide_encoding
from copydesk.gzips import unpack
from copydesk.patterns import pattern
from copydesk.records import Capture, Encoding
from copydesk.settings import DEFAULTS, Settings
from copydesk.urls import host_of

__all__ = ["charset_of", "clean_text", "decode", "text_again", "text_of", "tld_of"]

Origin: TypeAlias = Literal["bom", "header", "meta", "detected", "given", "fallback"]
Declared: TypeAlias = list[tuple[str, Origin]]
Decoded: TypeAlias = tuple[str, Encoding]

REPLACEMENT = "\ufffd"
MARKS = ((BOM_UTF8, "UTF-8"), (BOM_UTF16_LE, "UTF-16LE"), (BOM_UTF16_BE, "UTF-16BE"))
UTF8_LABELS = frozenset(("utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8"))
UTF16_LABELS = {"utf-16": "UTF-16LE", "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE", "unicode": "UTF-16LE"}
DOUBLE_BYTE = frozenset(("Big5", "EUC-JP", "EUC-KR", "GBK", "gb18030", "Shift_JIS"))
LATIN = frozenset(("windows-1252", "windows-1250", "windows-1254", "windows-1257", "macintosh", "iso-8859-15"))

# The standard's prescan reads 1024 bytes; browsers re-read later declarations, and pages rely on that.
PRESCAN_BYTES = 32_768
META_BYTES = 1_000
FIRST_BYTES = 4_096
"""Looked through first: nearly all declarations are among them, and small letters are dear to make."""
SMALL = bytes(range(256)).lower()
# The detector costs 0.1 ms per KB and settles long before this.
DETECTION_BYTES = 65_536
# Below this many characters, valid UTF-8 may be an accident of a double-byte encoding.
ACCIDENT_CHARACTERS = 8

_LABEL = pattern(r"[a-z0-9][a-z0-9_:.()+-]{0,39}")
_HEADER_CHARSET = pattern(r"""charset\s*=\s*["']?\s*([^\s"';,]+)""", re.IGNORECASE)
_META_CHARSET = pattern(rb"""charset\s*=\s*["']?\s*([a-z0-9_:.()+-]+)""")
_XML_ENCODING = pattern(rb"""<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]+)""")
_FOREIGN_WORD = pattern(rb"[\x80-\xff]{6}")
_TLD = pattern(r"[a-z][a-z0-9-]{1,62}")


def text_of(capture: Capture, settings: Settings = DEFAULTS) -> Decoded:
    """The capture's text with clean newlines, and its encoding; a compressed source is opened first.

    Raises:
        NotAStory: `binary` for a PDF, an image, an archive or the like.
        Refused: `size` when decompression passes `settings.max_bytes`.
    """
    if isinstance(capture.content, str):
        text = clean_text(capture.content)
        return text, Encoding(name="UTF-8", origin="given", confidence=1.0, replaced=_added(capture.content, text))
    content = unpack(capture.content, settings.max_bytes)
    if found := binary_kind(content):
        raise NotAStory("binary", f"the source is not a page but {found}")
    return decode(
        content,
        header_charset=charset_of(capture.headers),
        tld=tld_of(capture.answered_url or capture.url),
        html=capture.kind != "text",
    )


def decode(content: bytes, *, header_charset: str | None = None, tld: str | None = None, html: bool = True) -> Decoded:
    """The text of the bytes and its encoding, in the WHATWG order: mark, header, meta, detection, windows-1252.

    A declaration that the bytes contradict is passed over; confidence says how well the bytes bear the answer out.
    Newlines become `\\n`; NUL and byte sequences that are not valid become U+FFFD and are counted.
    """
    declared, body = _mark(content)
    if not declared and (wide := wide_encoding(body)):
        declared = [(wide, "detected")]
    if not declared:
        declared = _declarations(body, header_charset, html=html)
    text, encoding = _read(body, declared, tld)
    # Looking into the bytes first is far cheaper: in wide strings every other byte may be 0.
    if b"\0" in body and "\0" in text:
        encoding = _with_replaced(encoding, encoding.replaced + text.count("\0"))
        text = text.replace("\0", REPLACEMENT)
    return _newlines(text), encoding


def text_again(content: bytes | str, name: str, limit: int) -> str:
    """The text of a source that was read before, whose encoding is known by its WHATWG name.

    Raises:
        Refused: `size` when decompression passes `limit`.
    """
    if isinstance(content, str):
        return clean_text(content)
    _, body = _mark(unpack(content, limit))
    text, _ = _decode_as(body, name)
    return _newlines(text.replace("\0", REPLACEMENT))


def clean_text(text: str) -> str:
    """The text with `\\n` newlines, without a leading mark, and U+FFFD for NUL and lone surrogates."""
    if not text.isascii():
        text = _without_surrogates(text).removeprefix("\ufeff")
    if "\0" in text:
        text = text.replace("\0", REPLACEMENT)
    return _newlines(text)


def charset_of(headers: tuple[tuple[str, str], ...]) -> str | None:
    """The charset that the Content-Type header declares."""
    for name, value in headers:
        if name.lower() == "content-type" and (match := _HEADER_CHARSET.search(value)):
            return match[1]
    return None


def tld_of(url: str | None) -> str | None:
    """The last label of the URL's host in lower case, which hints at the encodings in use there."""
    label = host_of(url).rstrip(".").rpartition(".")[2]
    return label if _TLD.fullmatch(label) else None


def _newlines(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        # Most pages that have the pair have nothing else, and looking is cheaper than replacing.
        if "\r" in text:
            text = text.replace("\r", "\n")
    return text


def _without_surrogates(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        # A pair of surrogates is one character that was cut in two; only a lone one is lost.
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _added(before: str, after: str) -> int:
    return after.count(REPLACEMENT) - before.count(REPLACEMENT)


def _with_replaced(encoding: Encoding, replaced: int) -> Encoding:
    return Encoding(name=encoding.name, origin=encoding.origin, confidence=encoding.confidence, replaced=replaced)


def _mark(content: bytes) -> tuple[Declared, bytes]:
    for mark, name in MARKS:
        if content.startswith(mark):
            return [(name, "bom")], content[len(mark) :]
    return [], content


def _declarations(body: bytes, header_charset: str | None, *, html: bool) -> Declared:
    declared: Declared = []
    if header_charset and (name := _encoding_name(header_charset)):
        declared.append((name, "header"))
    if html and (label := _meta_charset(body[:PRESCAN_BYTES])) and (name := _encoding_name(label)):
        # The standard: a meta element that can be read as ASCII is not in UTF-16.
        declared.append(("UTF-8" if name.startswith("UTF-16") else name, "meta"))
    return declared


def _meta_charset(head: bytes) -> str | None:
    if match := _XML_ENCODING.match(head):
        return match[1].decode("ascii")
    return _first_label(head[:FIRST_BYTES].translate(SMALL), FIRST_BYTES - META_BYTES) or _first_label(
        head.translate(SMALL), len(head)
    )


def _first_label(head: bytes, most: int) -> str | None:
    """The first label in bytes in small letters, looked for up to `most`."""
    at = head.find(b"charset", 0, most)
    while at >= 0:
        start = head.rfind(b"<", max(0, at - META_BYTES), at)
        if start >= 0 and (label := _label_in_meta(head, start, at)):
            return label
        at = head.find(b"charset", at + 7, most)
    return None


def _label_in_meta(head: bytes, start: int, at: int) -> str | None:
    if not head.startswith(b"<meta", start) or head.find(b">", start, at) >= 0:
        return None
    if head.rfind(b"<!--", 0, start) > head.rfind(b"-->", 0, start):
        return None
    is_attribute = head[at - 1 : at] in b" \t\n\r\f/"
    if not is_attribute and b"http-equiv" not in head[start : at + META_BYTES].partition(b">")[0]:
        return None
    match = _META_CHARSET.match(head, at)
    return match[1].decode("ascii") if match else None


@lru_cache(maxsize=256)
def _known_name(label: str) -> str | None:
    import codecs

    from turbohtml.detect import detect

    try:
        codecs.lookup(f"whatwg-{label}")
    except LookupError:
        return None
    return detect(f'<meta charset="{label}">'.encode("ascii")).encoding


def _encoding_name(label: str) -> str | None:
    label = label.strip().lower()
    if label in UTF8_LABELS:
        return "UTF-8"
    if label in UTF16_LABELS:
        return UTF16_LABELS[label]
    return _known_name(label) if _LABEL.fullmatch(label) else None


def _read(body: bytes, declared: Declared, tld: str | None) -> Decoded:
    # UTF-16 of ASCII text is itself ASCII bytes with NULs; those were told apart by the pattern before.
    if declared and declared[0][0].startswith("UTF-16") and not (declared[0][1] == "header" and body.isascii()):
        return _read_wide(body, declared, tld)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return _read_invalid_utf8(body, declared, tld)
    return _read_valid_utf8(body, text, declared)


def _read_wide(body: bytes, declared: Declared, tld: str | None) -> Decoded:
    name, origin = declared[0]
    text, replaced = _decode_as(body, name)
    if origin == "header" and (replaced or _is_utf8(body)):
        return _read(body, declared[1:], tld)
    confidence = _share(len(text) - replaced, replaced)
    return text, Encoding(name=name, origin=origin, confidence=confidence, replaced=replaced)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_valid_utf8(body: bytes, text: str, declared: Declared) -> Decoded:
    name, origin = declared[0] if declared else ("UTF-8", "detected")
    if text.isascii():
        return _read_ascii(body, text, declared)
    if name == "UTF-8":
        return text, Encoding(name=name, origin=origin, confidence=1.0)
    few = _foreign(text) < ACCIDENT_CHARACTERS
    if few and name in DOUBLE_BYTE and (answer := _read_as(body, name, origin)) and not answer[1].replaced:
        return answer
    return text, Encoding(name="UTF-8", origin="detected", confidence=0.9 if few else 0.99)


def _read_ascii(body: bytes, text: str, declared: Declared) -> Decoded:
    escaped = b"\x1b" in body and (b"\x1b$" in body or b"\x1b(" in body)
    if escaped and (not declared or declared[0][0] == "ISO-2022-JP"):
        name, origin = declared[0] if declared else ("ISO-2022-JP", "detected")
        text, replaced = _decode_as(body, name)
        return text, Encoding(name=name, origin=origin, confidence=0.9, replaced=replaced)
    for name, origin in declared:
        if name != "replacement" and not name.startswith("UTF-16"):
            return text, Encoding(name=name, origin=origin, confidence=1.0)
    return text, Encoding(name="UTF-8", origin="detected", confidence=1.0)


def _read_invalid_utf8(body: bytes, declared: Declared, tld: str | None) -> Decoded:
    for name, origin in declared:
        if answer := _read_as(body, name, origin):
            return answer
    return _mostly_utf8(body, "detected", allowed=0.2) or _detected(body, tld)


def _read_as(body: bytes, name: str, origin: Origin) -> Decoded | None:
    if name == "UTF-8":
        return _mostly_utf8(body, origin, allowed=0.5)
    if name == "replacement" or name.startswith("UTF-16") or (name == "windows-1252" and _is_foreign(body)):
        return None
    text, replaced = _decode_as(body, name)
    confidence = _share(_foreign(text) - replaced, replaced)
    if confidence < 0.95:
        return None
    return text, Encoding(name=name, origin=origin, confidence=round(0.95 * confidence, 3), replaced=replaced)


def _mostly_utf8(body: bytes, origin: Origin, allowed: float) -> Decoded | None:
    text = body.decode("utf-8", "replace")
    printed = body.count(b"\xef\xbf\xbd")
    replaced = text.count(REPLACEMENT) - printed
    good = _foreign(text) - replaced
    confidence = _share(good, replaced)
    is_cut = replaced == 1 and good > 0 and text.endswith(REPLACEMENT)
    if not is_cut and 1.0 - confidence > allowed:
        return None
    return text, Encoding(name="UTF-8", origin=origin, confidence=max(confidence, 0.5), replaced=replaced)


def _is_foreign(body: bytes) -> bool:
    """Whether bytes declared as Latin are Cyrillic, Greek, Japanese or the like: servers declare Latin by default."""
    if len(_FOREIGN_WORD.findall(body, 0, DETECTION_BYTES)) < 3:
        return False
    name, confidence = _detect(body, None)
    return confidence >= 0.3 and name not in LATIN


def _detected(body: bytes, tld: str | None) -> Decoded:
    name, confidence = _detect(body, tld)
    text, replaced = _decode_as(body, name)
    origin: Origin = "detected" if confidence > 0 else "fallback"
    share = _share(_foreign(text) - replaced, replaced)
    return text, Encoding(name=name, origin=origin, confidence=round(confidence * share, 3), replaced=replaced)


def _detect(body: bytes, tld: str | None) -> tuple[str, float]:
    from turbohtml.detect import Detection, detect

    match = re.search(rb"[\x80-\xff]", body)
    start = max(0, match.start() - 256) if match else 0
    # The detector believes a meta element in the first 1024 bytes; blanks keep the bytes' own witness apart.
    sample = b" " * 1024 + body[start : start + DETECTION_BYTES]
    found = detect(sample, Detection(tld=tld if tld and _TLD.fullmatch(tld) else None))
    if found.encoding in (None, "replacement"):
        return "windows-1252", 0.0
    return str(found.encoding), round(min(found.confidence, 0.95), 3)


def _decode_as(body: bytes, name: str) -> tuple[str, int]:
    import turbohtml.detect  # noqa: F401  registers the codecs named whatwg-*

    text = body.decode(name, "replace") if name.startswith("UTF-") else body.decode(f"whatwg-{name.lower()}")
    return text, text.count(REPLACEMENT)


def _foreign(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _share(good: int, bad: int) -> float:
    return round(good / (good + bad), 3) if bad > 0 else 1.0
