"""MHTML and mail: the page out of the message."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.intake.saved_pages import DATE, PARAGRAPHS, SAVED_AT, URL, message, mhtml, page, part

import copydesk
from copydesk.errors import CopydeskError, NotAStory, Refused, Unreadable
from copydesk.intake.marks import is_message
from copydesk.intake.saved.mhtml import capture_of
from copydesk.layout.encoding import text_of

HTML = page()
TEXT = "\n\n".join(PARAGRAPHS).encode()


class TestChrome:
    @pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit", "binary"])
    @pytest.mark.parametrize("newline", [b"\r\n", b"\n"])
    def test_the_page_its_address_and_the_time(self, coding: str, newline: bytes) -> None:
        saved = mhtml(HTML, coding).replace(b"\r\n", newline)
        found = capture_of(saved)
        assert found.content.replace(b"\r\n", b"\n") == HTML
        assert (found.kind, found.url, found.fetched_at) == ("html", URL, SAVED_AT)
        assert found.headers == (("content-type", "text/html"),)

    def test_a_page_in_another_charset_reads_by_its_own_declaration(self) -> None:
        story = copydesk.read(mhtml(page("windows-1252")))
        assert story.text == "\n\n".join(PARAGRAPHS)
        assert (story.source.encoding.name, story.source.url, story.source.fetched_at) == (
            "windows-1252",
            URL,
            SAVED_AT,
        )

    def test_the_charset_of_the_part_is_a_header(self) -> None:
        saved = message(part("Паром снова ходит".encode("cp866"), 'text/plain; charset="IBM866"'))
        text, encoding = text_of(capture_of(saved))
        assert (text, encoding.name, encoding.origin) == ("Паром снова ходит", "IBM866", "header")

    def test_frames_are_not_the_page(self) -> None:
        assert b"shoes" not in capture_of(mhtml(HTML)).content


class TestMail:
    def test_html_rather_than_text(self) -> None:
        alternative = message(part(TEXT, "text/plain; charset=utf-8"), part(HTML), kind="alternative", boundary="in")
        header, _, inside = alternative.partition(b"Content-Type")
        found = capture_of(
            message(b"Content-Type" + inside, part(b"%PDF", "application/pdf", "base64"), kind="mixed", Date=DATE)
        )
        assert found.content.replace(b"\r\n", b"\n") == HTML
        assert header
        assert (found.url, found.fetched_at) == (None, None)

    def test_text_where_there_is_no_html(self) -> None:
        found = capture_of(message(part(b"\xff\xd8", "image/jpeg", "base64"), part(TEXT, "text/plain; charset=utf-8")))
        assert (found.kind, found.headers) == ("text", (("content-type", "text/plain; charset=utf-8"),))

    def test_an_attached_page_is_not_the_message(self) -> None:
        attached = part(HTML, Content_Disposition='attachment; filename="a.html"')
        assert capture_of(message(part(TEXT, "text/plain"), attached, kind="mixed")).kind == "text"

    def test_one_part_without_a_boundary(self) -> None:
        found = capture_of(b"MIME-Version: 1.0\r\n" + part(HTML, "text/html; charset=utf-8"))
        assert found.content.replace(b"\r\n", b"\n") == HTML

    def test_the_part_that_the_message_starts_with(self) -> None:
        parts = (part(b"<p>frame</p>", Content_ID="<1@x>"), part(HTML, Content_ID="<2@x>"))
        found = capture_of(message(*parts, boundary="b", Content_Type='multipart/related; boundary=b; start="<2@x>"'))
        assert b"frame" not in found.content

    def test_a_part_without_headers_is_text(self) -> None:
        assert capture_of(message(b"\r\nFerry news of the day")).content == b"Ferry news of the day"


class TestAddress:
    @pytest.mark.parametrize(
        ("value", "url"),
        [
            ("https://news.test/a", "https://news.test/a"),
            ("https://news.test/a/very/\r\n long", "https://news.test/a/very/long"),
            ("=?utf-8?Q?https://news.test/a=5Fb?=", "https://news.test/a_b"),
            ("=?utf-8?B?broken", None),
            ("=?no-such-charset?Q?https://news.test/a?=", None),
            ("https://news.test/Brücke", "https://news.test/Br%C3%BCcke"),
            ("cid:frame-1", None),
            ("file:///C:/page.html", None),
            ("javascript:alert(1)", None),
        ],
    )
    def test_only_the_web_counts(self, value: str, url: str | None) -> None:
        assert capture_of(message(part(HTML, Content_Location=value))).url == url

    def test_that_of_the_whole_where_the_part_has_none(self) -> None:
        assert capture_of(message(part(HTML), Content_Location=URL)).url == URL

    @pytest.mark.parametrize("date", ["", "yesterday", "Wed, 07 May 2025 09:10:11", "Wed, 99 May 2025 09:10:11 GMT"])
    def test_a_date_that_names_no_instant_is_none(self, date: str) -> None:
        assert capture_of(mhtml(HTML, Date=date)).fetched_at is None


class TestDamage:
    def test_a_page_that_breaks_off_says_so(self) -> None:
        saved = mhtml(HTML)
        story = copydesk.read(saved[: saved.index(b"Betreiber")])
        assert [warning.reason for warning in story.source.warnings] == ["truncated"]

    def test_a_page_before_the_damage_is_whole(self) -> None:
        saved = mhtml(HTML)
        assert capture_of(saved[: saved.index(b"image/jpeg")]).warnings == ()

    def test_what_breaks_off_before_the_page_cannot_be_read(self) -> None:
        saved = message(part(b"\xff\xd8" * 500, "image/jpeg", "base64"), part(HTML))
        with pytest.raises(Unreadable) as caught:
            capture_of(saved[:600])
        assert caught.value.reason == "file"

    def test_without_a_boundary_no_part_is_found(self) -> None:
        for broken in (b"", b'; boundary=""', b"; boundary=" + b"x" * 300):
            with pytest.raises(Unreadable, match="parts end"):
                capture_of(b"MIME-Version: 1.0\r\nContent-Type: multipart/related" + broken + b"\r\n\r\n--x\r\n\r\na")

    def test_a_multipart_without_a_boundary_has_no_parts(self) -> None:
        broken = b"Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nwords"
        assert capture_of(message(broken, part(HTML))).kind == "html"

    def test_a_message_of_pictures_is_no_story(self) -> None:
        with pytest.raises(NotAStory) as caught:
            capture_of(message(part(b"\xff\xd8", "image/jpeg", "base64")))
        assert caught.value.reason == "empty"

    def test_too_many_parts_are_refused(self) -> None:
        with pytest.raises(Refused) as caught:
            capture_of(message(*[part(b"", "image/jpeg")] * 3_000, part(HTML)))
        assert caught.value.reason == "nodes"

    def test_multiparts_in_multiparts_end(self) -> None:
        inner = part(HTML)
        for number in range(60):
            whole = message(inner, boundary=f"b{number}x")
            inner = whole.partition(b"\r\n")[2]
        with pytest.raises(NotAStory):
            capture_of(b"MIME-Version: 1.0\r\n" + inner)

    @given(st.binary(max_size=300), st.integers(0, 3_000))
    @example(b"\xff" * 40, 60)
    def test_any_damage_ends_in_a_page_or_a_reason(self, noise: bytes, at: int) -> None:
        saved = mhtml(HTML)
        for damaged in (saved[:at] + noise + saved[at:], saved[:at] + noise, noise + saved[at:]):
            try:
                capture_of(damaged)
            except CopydeskError:
                continue


class TestKnown:
    @pytest.mark.parametrize(
        "start",
        [
            mhtml(HTML),
            b"Content-Type: text/html\r\n\r\n<p>",
            b"Message-ID: <1@x>\nFrom: a@b\n\nHello",
            b"X-Long: " + b"a b\r\n\tc" * 9_000 + b"\r\nMIME-Version: 1.0\r\n" * 1_000,
        ],
    )
    def test_messages(self, start: bytes) -> None:
        assert is_message(start)

    @pytest.mark.parametrize(
        "start",
        [
            HTML,
            b"",
            b"Received: 12 March 2024\nAccepted: 3 April 2024\n\nThe ferry",
            b"From: the harbour\nSubject: the ferry\n\nThe ferry sails again",
            b"Port: MIME-Version: 1.0 is what mail says\n\nText",
            b"Headline: Ferry back\nThe ferry sails\nMIME-Version: 1.0\n\n",
            b"MIME-Version: 1.0 is the first line of a story\nthat goes on\n\n",
        ],
    )
    def test_no_messages(self, start: bytes) -> None:
        assert not is_message(start)
