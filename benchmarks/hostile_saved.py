"""Builders of hostile saved pages, gzip files and listings."""

import base64
import gzip
import plistlib
import quopri

from benchmarks.hostile_pages import MEGABYTE, Build, page, random_bytes

HEAD = b"MIME-Version: 1.0\r\n"
RELATED = b'Content-Type: multipart/related; boundary="b"\r\n\r\n'
HTML_PART = b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"


def related(*parts: bytes) -> bytes:
    """The parts as one message."""
    return HEAD + RELATED + b"".join(b"\r\n--b\r\n" + part for part in parts) + b"\r\n--b--\r\n"


def saved(body: str = "") -> bytes:
    """The part that holds the page."""
    return HTML_PART + quopri.encodestring(page(body).encode())


def page_behind_pictures() -> bytes:
    picture = b"Content-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(
        bytes(MEGABYTE)
    )
    return related(*[picture] * 20, saved())


def many_parts() -> bytes:
    return related(*[b"Content-Type: image/gif\r\n\r\n"] * 200_000, saved())


def nested_multiparts(depth: int) -> Build:
    def build() -> bytes:
        opening = b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth)
        )
        return HEAD + opening + saved()

    return build


def multiparts_of_one_boundary() -> bytes:
    return HEAD + RELATED + (b"--b\r\n" + RELATED) * 40_000 + saved()


def boundaries_alone() -> bytes:
    return HEAD + RELATED + b"\r\n--b" * 1_000_000


def near_boundaries() -> bytes:
    return HEAD + RELATED + b"\r\n--bb" * 1_000_000 + b"\r\n--b\r\n" + saved()


def headers_without_end() -> bytes:
    return HEAD + b"X-Field: value\r\n" * 300_000


def long_fields() -> bytes:
    return HEAD + b"Content-Type: multipart/related; " + b'";' * MEGABYTE + b"\r\n\r\n" + saved()


def quoted_parameters() -> bytes:
    field = b'Content-Type: multipart/related; a="' + b'\\";' * 300 + b"\r\n\r\n"
    return HEAD + RELATED + (b"--b\r\n" + field) * 20_000 + b"--b\r\n" + saved()


def continued_parameters() -> bytes:
    parameters = b"".join(b"; boundary*%d*=''%%62" % n for n in range(9_000))
    return HEAD + b"Content-Type: multipart/related" + parameters + b"\r\n\r\n--b\r\n" + saved()


def encoded_address() -> bytes:
    address = b"Content-Location: " + b"=?utf-8?Q?https://news.test/?= " * 2_000 + b"\r\n"
    return related(address + saved())


def folded_address() -> bytes:
    return related(b"Content-Location: https://news.test/" + b"\r\n a" * 500_000 + b"\r\n" + saved())


def quoted_equals() -> bytes:
    return related(HTML_PART + b"=" * 10 * MEGABYTE)


def unsound_base64() -> bytes:
    coded = b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return related(coded + base64.encodebytes(page("").encode()) * 40 + b"=!A" * MEGABYTE)


def mail_of_noise() -> bytes:
    return HEAD + b"Content-Type: text/html\r\n\r\n" + random_bytes()


def mail_cut_in_its_page() -> bytes:
    whole = related(saved())
    return whole[: len(whole) // 2]


def packed_bomb_of_mail() -> bytes:
    return gzip.compress(related(saved(), b"Content-Type: image/gif\r\n\r\n" + bytes(200 * MEGABYTE)))


def archive(html: bytes, form: plistlib.PlistFormat = plistlib.FMT_BINARY) -> bytes:
    """The page as a web archive."""
    main = {"WebResourceData": html, "WebResourceMIMEType": "text/html", "WebResourceURL": "https://news.test/a"}
    return plistlib.dumps({"WebMainResource": main}, fmt=form)


def archive_of_a_large_page() -> bytes:
    return archive(page("<p>The bridge stays open for another year, they said.</p>" * 50_000).encode())


def property_list(objects: list[bytes], count: int | None = None) -> bytes:
    """A binary property list of these objects, the first on top."""
    offsets, at = bytearray(), 8
    for one in objects:
        offsets += at.to_bytes(4, "big")
        at += len(one)
    counts = (count or len(objects)).to_bytes(8, "big") + bytes(8) + at.to_bytes(8, "big")
    return b"bplist00" + b"".join(objects) + offsets + bytes(6) + b"\x04\x04" + counts


def deep_archive() -> bytes:
    depth = 150_000
    return property_list([b"\xa1" + (n + 1).to_bytes(4, "big") for n in range(depth)] + [b"\x08"])


def archive_in_itself() -> bytes:
    return property_list([b"\xa2" + bytes(8)])


def archive_of_shared_lists() -> bytes:
    """Each list holds the next one sixteen times: written out, it would have no end."""
    return property_list([b"\xaf\x10\x10" + (n + 1).to_bytes(4, "big") * 16 for n in range(300)] + [b"\x51a"])


def archive_of_many_values() -> bytes:
    return property_list([b"\x10\x07"] * 5 * MEGABYTE)


def archive_of_wide_lists() -> bytes:
    wide = [b"\xaf\x11\x27\x10" + (n + 1).to_bytes(4, "big") * 10_000 for n in range(250)]
    return property_list([*wide, b"\x08"])


def archive_that_lies() -> bytes:
    return property_list([b"\x08"], count=1 << 60)


def archive_of_long_claims() -> bytes:
    return property_list([b"\x4f\x13" + (1 << 60).to_bytes(8, "big")])


def xml_archive(body: bytes, doctype: bytes = b"") -> Build:
    return lambda: _xml(body, doctype)


def unsound_xml_archive() -> bytes:
    return _xml(b"<data>" + b"=!A\n" * 1_250_000 + b"</data>")


def _xml(body: bytes, doctype: bytes = b"") -> bytes:
    return b'<?xml version="1.0"?>' + doctype + b'<plist version="1.0">' + body + b"</plist>"


LAUGHS = (
    b'<!DOCTYPE plist [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE plist [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def marks_without_end() -> str:
    return "<!-- saved from url=(0001)" * 400 + page("")


def many_marks() -> str:
    return "<!-- saved from url=(0021)ftp://news.test/story -->" * 20_000 + page("")


def header_without_end() -> str:
    return "<!--\n Page saved with SingleFile \n url: https://news.test/" + "a" * 5 * MEGABYTE + page("")


def many_members() -> bytes:
    return gzip.compress(b"", mtime=0) * 200_000


def cut_gzip() -> bytes:
    whole = gzip.compress(page("").encode() + random_bytes(), mtime=0)
    return whole[: len(whole) // 2]


def flipped_gzip() -> bytes:
    whole = bytearray(gzip.compress(page("").encode() + random_bytes(), mtime=0))
    whole[len(whole) // 2] ^= 1
    return bytes(whole)


def feed_of(items: int) -> Build:
    item = "<item><title>Bridge stays open</title><link>https://news.test/a</link></item>"
    return lambda: '<?xml version="1.0"?><rss version="2.0"><channel>' + item * items + "</channel></rss>"


def feed_of_laughs() -> bytes:
    return LAUGHS.replace(b"plist", b"rss") + b"<rss><channel><title>&m;</title></channel></rss>"


def sitemap_of_addresses() -> str:
    return "".join(f"https://news.test/story/{n}\n" for n in range(500_000))


def comments_above_a_feed() -> str:
    return "<!-- -->" * 500_000 + "<rss><channel></channel></rss>"
