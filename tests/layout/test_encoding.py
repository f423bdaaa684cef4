import gzip

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copydesk.errors import NotAStory, Refused, Unreadable
from copydesk.layout.encoding import charset_of, clean_text, decode, text_of, tld_of
from copydesk.records import Capture
from copydesk.settings import Settings

FRENCH = "Le président a déclaré à la télévision que l’été sera très chaud cette année. "
POLISH = "Wczoraj w Łodzi odbyło się spotkanie ministrów, którzy się zgodzili na żądania. "
RUSSIAN = "Министр заявил в понедельник, что переговоры продолжатся завтра в столице. "
JAPANESE = "市議会は月曜日に会合を開き、新しい計画について話し合いました。"
CHINESE = "市议会星期一举行会议,讨论了新的建设计划,没有达成一致意见。"
KOREAN = "시의회는 월요일에 회의를 열어 새로운 계획을 논의했다. "
GREEK = "Το δημοτικό συμβούλιο συνεδρίασε τη Δευτέρα στην Αθήνα. "


def page(text: str, charset: str | None = None, before: str = "") -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{before}{meta}<title>x</title></head><body><p>{text * 6}</p></body></html>"


def answer(content: bytes, **named) -> tuple[str, str]:
    _, encoding = decode(content, **named)
    return encoding.name, encoding.origin


class TestDeclared:
    def test_mark_before_header_before_meta(self):
        content = page(FRENCH, "iso-8859-15").encode("iso-8859-15", "replace")
        assert answer(b"\xef\xbb\xbf" + page(FRENCH, "latin1").encode(), header_charset="latin1") == ("UTF-8", "bom")
        assert answer(content, header_charset="windows-1252") == ("windows-1252", "header")
        assert answer(content)[1] == "meta"

    @pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-8"])
    def test_mark_is_obeyed_and_removed(self, codec):
        text, encoding = decode(("\ufeff" + FRENCH).encode(codec))
        assert text == FRENCH
        assert (encoding.origin, encoding.confidence) == ("bom", 1.0)

    @pytest.mark.parametrize("label", ["latin1", "ISO-8859-1", "ascii", "us-ascii", "cp1252"])
    def test_labels_mean_what_the_standard_says(self, label):
        text, encoding = decode("“Été”".encode("cp1252"), header_charset=label)
        assert (text, encoding.name) == ("“Été”", "windows-1252")

    @pytest.mark.parametrize("head", ["<!-- " + "x" * 2_000 + " -->", "<script>" + "x" * 9_000 + "</script>"])
    def test_late_meta_is_found(self, head):
        text, encoding = decode(page(POLISH, "iso-8859-2", before=head).encode("iso-8859-2"))
        assert POLISH in text
        assert encoding.origin == "meta"

    @pytest.mark.parametrize(
        "meta",
        [
            "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>",
            "<meta content='text/html; charset=windows-1251' http-equiv=Content-Type>",
            "<meta\ncharset = 'windows-1251' />",
        ],
    )
    def test_forms_of_meta(self, meta):
        assert answer(page(RUSSIAN, before=meta).encode("cp1251")) == ("windows-1251", "meta")

    @pytest.mark.parametrize(
        "decoy",
        [
            "<!-- <meta charset=koi8-r> -->",
            "<a charset=koi8-r>",
            "<meta name=x content='charset=koi8-r'>",
            "<p>charset=koi8-r",
        ],
    )
    def test_what_is_no_declaration(self, decoy):
        assert answer(page(RUSSIAN, "windows-1251", before=decoy).encode("cp1251")) == ("windows-1251", "meta")

    def test_xml_declaration(self):
        assert answer(b'<?xml version="1.0" encoding="windows-1251"?>' + page(RUSSIAN).encode("cp1251"))[1] == "meta"

    def test_meta_is_not_looked_for_in_plain_text(self):
        assert answer(b"<meta charset=koi8-r> caf\xe9 cr\xe8me", html=False)[1] != "meta"

    @pytest.mark.parametrize("label", ["bogus", "", "x" * 500, "utf-7", "../x", "hz-gb-2312", "é"])
    def test_unknown_label_is_passed_over(self, label):
        text, encoding = decode(FRENCH.encode(), header_charset=label)
        assert (text, encoding.name) == (FRENCH, "UTF-8")


class TestLies:
    @pytest.mark.parametrize("label", ["latin1", "windows-1251", "ascii", "shift_jis", "gbk", "iso-2022-jp"])
    def test_valid_utf8_is_utf8_whatever_is_declared(self, label):
        text, encoding = decode(page(FRENCH, label).encode(), header_charset=label)
        assert FRENCH in text
        assert (encoding.name, encoding.origin) == ("UTF-8", "detected")
        assert 0.9 <= encoding.confidence < 1.0

    def test_utf16_in_the_header_of_what_is_not(self):
        assert decode(FRENCH.encode(), header_charset="utf-16")[0] == FRENCH
        assert decode(b"plain", header_charset="utf-16")[0] == "plain"

    def test_few_characters_of_a_double_byte_encoding_are_believed(self):
        """These bytes are valid UTF-8 by accident."""
        text, encoding = decode("联通".encode("gbk"), header_charset="gb2312")
        assert (text, encoding.name) == ("联通", "GBK")

    @pytest.mark.parametrize(
        ("text", "codec", "name"),
        [(FRENCH, "cp1252", "windows-1252"), (RUSSIAN, "cp1251", "windows-1251"), (JAPANESE, "shift_jis", "Shift_JIS")],
    )
    def test_declared_utf8_that_is_not(self, text, codec, name):
        content = page(text, "utf-8").encode(codec)
        read, encoding = decode(content, header_charset="utf-8")
        assert text in read
        assert (encoding.name, encoding.origin) == (name, "detected")

    def test_server_default_over_a_true_meta(self):
        content = page(RUSSIAN, "windows-1251").encode("cp1251")
        assert answer(content, header_charset="iso-8859-1") == ("windows-1251", "meta")

    def test_utf8_with_a_stray_byte_stays_utf8(self):
        text, encoding = decode(page(FRENCH, "utf-8").encode() + b"\xe9 and \xff\xfe")
        assert FRENCH in text
        assert (encoding.name, encoding.replaced) == ("UTF-8", 3)
        assert encoding.confidence < 1.0

    def test_utf8_cut_in_a_character(self):
        text, encoding = decode(FRENCH.encode() + "é".encode()[:1])
        assert text == FRENCH + "\ufffd"
        assert (encoding.name, encoding.replaced) == ("UTF-8", 1)

    def test_one_latin_character_under_declared_utf8(self):
        assert decode(b"<p>caf\xe9 au lait</p>", header_charset="utf-8")[0] == "<p>café au lait</p>"

    def test_printed_replacement_characters_are_not_counted(self):
        assert decode("odd \ufffd but true".encode())[1].replaced == 0


class TestDetected:
    @pytest.mark.parametrize(
        ("text", "codec", "name"),
        [
            (FRENCH, "cp1252", "windows-1252"),
            (RUSSIAN, "cp1251", "windows-1251"),
            (RUSSIAN, "koi8-r", "KOI8-U"),
            (JAPANESE, "shift_jis", "Shift_JIS"),
            (JAPANESE, "euc-jp", "EUC-JP"),
            (JAPANESE, "iso-2022-jp", "ISO-2022-JP"),
            (CHINESE, "gbk", "GBK"),
            (KOREAN, "euc-kr", "EUC-KR"),
            (GREEK, "cp1253", "windows-1253"),
        ],
    )
    def test_undeclared(self, text, codec, name):
        read, encoding = decode(page(text).encode(codec))
        assert text in read
        assert (encoding.name, encoding.origin) == (name, "detected")
        assert 0 < encoding.confidence <= 0.95

    @pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("text", [FRENCH, page(RUSSIAN), page(JAPANESE), RUSSIAN * 4])
    def test_utf16_without_a_mark(self, text, codec):
        read, encoding = decode(text.encode(codec))
        assert read == text
        assert encoding.origin == "detected"

    def test_ascii_is_certain(self):
        assert answer(b"plain") == ("UTF-8", "detected")
        assert decode(b"plain")[1].confidence == 1.0

    def test_nothing_to_go_by_is_the_fallback(self):
        text, encoding = decode(b"It\x92s here")
        assert text == "It’s here"
        assert (encoding.name, encoding.origin, encoding.confidence) == ("windows-1252", "fallback", 0.0)

    def test_far_away_bytes_are_looked_at(self):
        assert RUSSIAN in decode(b"<p>x</p>" * 20_000 + (RUSSIAN * 5).encode("cp1251"))[0]


class TestClean:
    def test_newlines(self):
        assert decode(b"a\r\nb\rc\n\r\nd")[0] == "a\nb\nc\n\nd" == clean_text("a\r\nb\rc\n\r\nd")

    def test_nul_becomes_a_replacement_and_is_counted(self):
        text, encoding = decode(b"one \0 two and three \0")
        assert (text, encoding.replaced) == ("one \ufffd two and three \ufffd", 2)
        assert clean_text("a\0b") == "a\ufffdb"

    def test_lone_surrogates_are_lost_and_pairs_joined(self):
        assert clean_text("a\ud800b\udc00") == "a\ufffdb\ufffd"
        assert clean_text("\ud83d\ude00") == "\U0001f600"

    def test_mark_is_removed(self):
        assert clean_text("\ufeffa") == "a"

    @settings(deadline=None)  # the first call imports the detector
    @given(
        st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin1", "utf-16", "gbk", "iso-2022-jp", "euc-kr"])
    )
    @example(b"\xff\xfe\x00\xd8", None)
    @example(b"\x00\xd8\x00\xd8", "utf-16be")
    @example(b"<meta charset=\xff>\x80", "x-user-defined")
    def test_any_bytes_decode(self, content, charset):
        text, encoding = decode(content, header_charset=charset)
        assert text.encode().decode() == text
        assert "\r" not in text
        assert "\0" not in text
        assert 0 <= encoding.confidence <= 1
        assert 0 <= encoding.replaced <= len(content)
        assert decode(content, header_charset=charset) == (text, encoding)

    @given(st.text(alphabet=st.characters(), max_size=200))
    def test_any_text_is_cleaned_once(self, text):
        clean = clean_text(text)
        assert clean.encode().decode() == clean
        assert "\r" not in clean
        assert "\0" not in clean

    @given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=100))
    def test_utf8_comes_back_as_it_was(self, text):
        assert decode(text.encode())[0] == text.removeprefix("\ufeff")


class TestPacked:
    def test_is_no_story(self):
        with pytest.raises(NotAStory, match="PDF") as caught:
            text_of(Capture(content=b"%PDF-1.7", kind="html"))
        assert caught.value.reason == "binary"

    def test_compressed_picture_is_no_story(self):
        with pytest.raises(NotAStory, match="PNG"):
            text_of(Capture(content=gzip.compress(b"\x89PNG\r\n\x1a\n\0\0")))

    def test_page_handed_over_packed(self):
        text, encoding = text_of(Capture(content=gzip.compress(page(POLISH, "iso-8859-2").encode("iso-8859-2"))))
        assert POLISH in text
        assert encoding.origin == "meta"

    def test_page_handed_over_packed_and_cut_off(self):
        with pytest.raises(Unreadable):
            text_of(Capture(content=gzip.compress(page(POLISH).encode())[:-9]))

    def test_bomb_is_refused_by_the_limit_in_the_settings(self):
        with pytest.raises(Refused):
            text_of(Capture(content=gzip.compress(b"x" * 1_000)), Settings(max_bytes=999))


class TestHints:
    @pytest.mark.parametrize(
        ("value", "charset"),
        [("text/html; charset=utf-8", "utf-8"), ('text/html;charset="Big5"', "Big5"), ("text/html", None)],
    )
    def test_charset_of(self, value, charset):
        assert charset_of((("X-Other", "charset=no"), ("Content-Type", value))) == charset

    @pytest.mark.parametrize(
        ("url", "tld"),
        [
            ("https://news.test/x.ru", "test"),
            ("http://NEWS.CZ:80/", "cz"),
            ("http://127.0.0.1/", None),
            (None, None),
            ("http://[::1", None),
        ],
    )
    def test_tld_of(self, url, tld):
        assert tld_of(url) == tld

    def test_given_text_needs_no_guess(self):
        text, encoding = text_of(Capture(content="a\r\nb\0"))
        assert text == "a\nb\ufffd"
        assert (encoding.origin, encoding.confidence, encoding.replaced) == ("given", 1.0, 1)
