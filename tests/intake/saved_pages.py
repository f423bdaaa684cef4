"""Saved pages as the tests make them: one made-up story, and the files that browsers and mailers put it into."""

import base64
import plistlib
import quopri

URL = "https://harbour-bote.test/stadt/bruecke-bleibt-gesperrt"
SAVED_AT = "2025-05-07T09:10:11+00:00"
DATE = "Wed, 07 May 2025 09:10:11 GMT"
HEADLINE = "Brücke über den Lünder Hafen bleibt gesperrt"
PARAGRAPHS = (
    "Der Stadtrat von Lünde beschloss am Dienstag, die alte Brücke über den Hafen bis Mai zu sperren = so das Amt.",
    "Die Prüfer fanden Risse in drei Pfeilern, sagte die Sprecherin Änne Föhr. „Das ist zu gefährlich“, sagte sie.",
    "Die Fähre fährt bis auf Weiteres alle zwanzig Minuten, an Sonntagen jede halbe Stunde, teilte der Betreiber mit.",
)


def page(charset: str = "utf-8", mark: str = "", picture: str = f"{URL}/pfeiler.jpg") -> bytes:
    """The page of the story, in the charset that it declares."""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
    return (
        f'<!DOCTYPE html>{mark}<html lang="de"><head><meta charset="{charset}"><title>{HEADLINE}</title></head>\n'
        f'<body><article><h1>{HEADLINE}</h1><figure><img src="{picture}" alt="Ein Pfeiler"><figcaption>Ein Pfeiler der '
        f"Brücke im Frühjahr.</figcaption></figure>\n{body}</article></body></html>"
    ).encode(charset)


def part(content: bytes, media: str = "text/html", coding: str = "quoted-printable", **fields: str) -> bytes:
    """One part of a message, its content in the transfer encoding."""
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(coding, bytes)(content)
    lines = {"Content-Type": media, "Content-Transfer-Encoding": coding, **_fields(fields)}
    return _header(lines) + b"\r\n" + coded.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def message(*parts: bytes, kind: str = "related", boundary: str = "=_part", **fields: str) -> bytes:
    """The parts in one message, closed as it should be."""
    media = f'multipart/{kind};\r\n\tboundary="{boundary}"'
    lines = {"MIME-Version": "1.0", "Content-Type": media, **_fields(fields)}
    line = b"\r\n--" + boundary.encode()
    return _header(lines) + b"\r\n" + b"".join(line + b"\r\n" + one for one in parts) + line + b"--\r\n"


def mhtml(html: bytes, coding: str = "quoted-printable", media: str = "text/html", **fields: str) -> bytes:
    """A page as Chrome saves it, its pictures and style sheets in the parts behind it."""
    saved = {
        "From": "<Saved by Blink>",
        "Snapshot-Content-Location": URL,
        "Subject": "=?utf-8?Q?Br=C3=BCcke?=",
        "Date": DATE,
    }
    return message(
        part(html, media, coding, Content_ID="<frame-1@mhtml.blink>", Content_Location=URL),
        part(b"\xff\xd8\xff\xe0picture", "image/jpeg", "base64", Content_Location=f"{URL}/pfeiler.jpg"),
        part(b"h1 { color: red }", "text/css", Content_Location="cid:css-1@mhtml.blink"),
        part(
            b"<p>Buy shoes</p>", "text/html", Content_ID="<frame-2@mhtml.blink>", Content_Location="https://ads.test/"
        ),
        boundary="----MultipartBoundary--uKHMh9zF----",
        **{**saved, **fields},
    )


def webarchive(html: bytes, charset: str = "UTF-8", form: plistlib.PlistFormat = plistlib.FMT_BINARY) -> bytes:
    """A page as Safari saves it."""
    picture = {"WebResourceData": b"\xff\xd8", "WebResourceMIMEType": "image/jpeg", "WebResourceURL": f"{URL}/a.jpg"}
    main = {
        "WebResourceData": html,
        "WebResourceFrameName": "",
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": charset,
        "WebResourceURL": URL,
    }
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": [picture]}, fmt=form)


def _fields(fields: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in fields.items()}


def _header(lines: dict[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode()
