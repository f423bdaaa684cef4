"""Safari's web archives."""

import plistlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.saved_pages import PARAGRAPHS, URL, page, webarchive

import copydesk
from copydesk.errors import CopydeskError, Refused, Unreadable
from copydesk.intake.marks import is_webarchive
from copydesk.intake.saved.webarchive import capture_of

HTML = page()
FORMS = (plistlib.FMT_BINARY, plistlib.FMT_XML)


@pytest.mark.parametrize("form", FORMS)
def test_the_page_and_its_address(form: plistlib.PlistFormat) -> None:
    saved = webarchive(HTML, form=form)
    assert is_webarchive(saved[:4_096])
    found = capture_of(saved)
    assert (found.content, found.kind, found.url, found.fetched_at) == (HTML, "html", URL, None)
    assert found.headers == (("content-type", "text/html; charset=UTF-8"),)


def test_the_encoding_that_safari_names_is_a_header() -> None:
    source = copydesk.read(webarchive(page("windows-1252").replace(b"<meta", b"<x"), "windows-1252")).source
    assert (source.encoding.name, source.encoding.origin) == ("windows-1252", "header")


def test_it_reads_like_its_page() -> None:
    story = copydesk.read(webarchive(HTML))
    assert (story.text, story.source.url) == ("\n\n".join(PARAGRAPHS), URL)


@pytest.mark.parametrize(
    "values",
    [
        [],
        {},
        {"WebMainResource": "a"},
        {"WebMainResource": {"WebResourceData": "words, no bytes"}},
        {"bookmarks": [{"WebMainResource": {}}]},
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_other_property_lists_are_no_pages(values: object, form: plistlib.PlistFormat) -> None:
    with pytest.raises(Unreadable, match="no saved page"):
        capture_of(plistlib.dumps(values, fmt=form))


@pytest.mark.parametrize("url", ["file:///a.html", "about:blank", "https://a b", 7, "https://a.test/" + "x" * 5_000])
def test_an_address_that_is_none_is_left_out(url: object) -> None:
    main = {"WebResourceData": HTML, "WebResourceURL": url, "WebResourceMIMEType": 1, "WebResourceTextEncodingName": []}
    found = capture_of(plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY))
    assert (found.url, found.kind, found.headers) == (None, None, ())


def test_nesting_without_end_is_refused() -> None:
    depth = 60_000
    # Each list holds the next one; then where each begins, and the trailer.
    body = b"".join(b"\xa1" + number.to_bytes(4, "big") for number in range(1, depth + 1)) + b"\x08"
    offsets = b"".join((8 + 5 * number).to_bytes(4, "big") for number in range(depth + 1))
    counts = (depth + 1).to_bytes(8, "big") + bytes(8) + (8 + len(body)).to_bytes(8, "big")
    with pytest.raises(Refused) as caught:
        capture_of(b"bplist00" + body + offsets + bytes(6) + b"\x04\x04" + counts)
    assert caught.value.reason == "nodes"


@pytest.mark.parametrize("form", FORMS)
def test_more_values_than_any_page_are_refused(form: plistlib.PlistFormat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copydesk.intake.saved.webarchive.MOST_OBJECTS", 8_000)
    with pytest.raises(Refused):
        capture_of(plistlib.dumps([True] * 3 + [float(number) for number in range(9_000)], fmt=form))


def test_entities_are_not_opened() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aaaa">]><plist><string>&a;</string></plist>'
    with pytest.raises(Unreadable):
        capture_of(bomb)


@given(st.integers(8, 2_000), st.binary(max_size=60))
def test_any_damage_ends_in_a_page_or_a_reason(at: int, noise: bytes) -> None:
    for form in FORMS:
        saved = webarchive(HTML, form=form)
        for damaged in (saved[:at], saved[:at] + noise + saved[at + len(noise) :], saved[:-40] + noise + saved[-20:]):
            try:
                capture_of(damaged)
            except CopydeskError:
                continue
