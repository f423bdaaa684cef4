import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from copydesk.errors import CopydeskError, Refused, Unreadable
from copydesk.intake import transport
from copydesk.intake.fetch import Fetcher
from copydesk.intake.sources import capture
from copydesk.intake.transport import Deadline, _resolve
from copydesk.layout.encoding import text_of
from copydesk.records import Capture
from copydesk.settings import Settings

OPEN = Settings(allow_private=True, fetch_seconds=5, max_bytes=200_000, host_delay=0)
HASTY = replace(OPEN, fetch_seconds=0.4)
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
PAGE = "<p>Zoë Brandt reports from Łódź.</p>".encode()


def fetch(url: str, settings: Settings = OPEN) -> Capture:
    return Fetcher(settings)(url)


def failure(url: str, settings: Settings = OPEN) -> CopydeskError:
    with pytest.raises(CopydeskError) as caught:
        fetch(url, settings)
    return caught.value


class TestAnswer:
    def test_is_kept_with_url_headers_and_time(self, site):
        url = site.says("/story", PAGE, content_type="text/html; charset=utf-8", set_cookie="id=7")
        page = fetch(url + "#top")
        assert page.content == PAGE
        assert (page.url, page.answered_url, page.status) == (url + "#top", url, 200)
        assert ("content-type", "text/html; charset=utf-8") in page.headers
        assert "set-cookie" not in dict(page.headers)
        assert page.fetched_at is not None
        assert page.fetched_at.endswith("+00:00")

    def test_charset_in_the_header_decides(self, site):
        url = site.says("/story", "Łódź".encode("iso-8859-2"), content_type="text/plain; charset=iso-8859-2")
        text, encoding = text_of(capture(url, settings=OPEN))
        assert text == "Łódź"
        assert (encoding.name.lower(), encoding.origin) == ("iso-8859-2", "header")

    def test_says_who_asks(self, site):
        heard = {}

        def answer(wire):
            heard.update(wire.headers)
            wire.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

        fetch(site.does("/story", answer))
        assert heard["user-agent"].startswith("copydesk/")

    def test_compressed_body_is_decoded(self, site):
        url = site.says("/story", gzip.compress(PAGE), content_encoding="gzip")
        assert fetch(url).content == PAGE

    def test_error_status_is_named(self, site):
        error = failure(site.says("/gone", b"no", status="410 Gone"))
        assert isinstance(error, Unreadable)
        assert error.reason == "http-status"
        assert "410 Gone" in str(error)

    def test_proxies_of_the_environment_are_not_used(self, site, monkeypatch):
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
        assert fetch(site.says("/story", PAGE)).content == PAGE

    def test_capture_keeps_the_kind_given(self, site):
        assert capture(site.says("/story", PAGE), kind="text", settings=OPEN).kind == "text"


class TestHostileServer:
    def assert_timely(self, url: str) -> None:
        start = time.monotonic()
        assert failure(url, HASTY).reason == "timeout"
        # The servers go on for five seconds or for ever; a busy machine may be late, not that late.
        assert time.monotonic() - start < 4

    def test_silence(self, site):
        self.assert_timely(site.does("/story", lambda wire: wire.pause(5)))

    def test_slow_headers(self, site):
        def drip(wire):
            wire.write(b"HTTP/1.1 200 OK\r\n")
            while wire.pause(0.02):
                wire.write(b"x-more: 1\r\n")

        self.assert_timely(site.does("/story", drip))

    def test_slow_body(self, site):
        def drip(wire):
            wire.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while wire.pause(0.02):
                wire.write(b"x")

        self.assert_timely(site.does("/story", drip))

    def test_slow_redirects_share_one_deadline(self, site):
        for step in range(6):

            def hop(wire, step=step):
                wire.pause(0.15)
                wire.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /%d\r\n\r\n" % (step + 1))

            site.does(f"/{step}", hop)
        self.assert_timely(site.url + "/0")

    def test_endless_informational_answers(self, site):
        def flood(wire):
            while not wire.stop.is_set():
                wire.write(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 50)

        self.assert_timely(site.does("/story", flood))

    def test_endless_body(self, site):
        def flood(wire):
            wire.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while not wire.stop.is_set():
                wire.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")

        error = failure(site.does("/story", flood))
        assert isinstance(error, Refused)
        assert error.reason == "size"

    def test_endless_compressed_nothing(self, site):
        def flood(wire):
            press = zlib.compressobj(wbits=31)
            wire.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + press.flush(zlib.Z_FULL_FLUSH))
            while not wire.stop.is_set():
                wire.write(press.flush(zlib.Z_FULL_FLUSH) or b"\x00\x00\x00\xff\xff" * 100)

        self.assert_timely(site.does("/story", flood))

    def test_endless_header(self, site):
        def flood(wire):
            wire.write(b"HTTP/1.1 200 OK\r\nx: ")
            while not wire.stop.is_set():
                wire.write(b"x" * 4096)

        assert failure(site.does("/story", flood)).reason == "connection"

    def test_decompression_bomb(self, site):
        body = gzip.compress(b"x" * 20_000_000)
        assert len(body) < OPEN.max_bytes
        assert failure(site.says("/story", body, content_encoding="gzip")).reason == "size"

    def test_too_large_by_its_own_word(self, site):
        url = site.says("/story", b"x", content_length="300000")
        assert failure(url).reason == "size"

    def test_body_shorter_than_its_content_length(self, site):
        assert failure(site.says("/story", PAGE, content_length="5000")).reason == "connection"

    def test_body_longer_than_its_content_length(self, site):
        assert fetch(site.says("/story", PAGE + b"smuggled", content_length=str(len(PAGE)))).content == PAGE

    def test_damaged_compression(self, site):
        assert failure(site.says("/story", b"not gzip at all", content_encoding="gzip")).reason == "encoding"

    @pytest.mark.parametrize("left", [-8, -1, 60])
    def test_compression_that_breaks_off(self, site, left):
        assert (
            failure(site.says("/story", gzip.compress(PAGE * 40)[:left], content_encoding="gzip")).reason == "encoding"
        )

    def test_unknown_compression(self, site):
        assert failure(site.says("/story", b"\x0b\x02\x80", content_encoding="br")).reason == "encoding"

    def test_no_http_at_all(self, site):
        assert failure(site.does("/story", lambda wire: wire.write(b"SSH-2.0-host\r\n\r\n"))).reason == "connection"

    def test_closes_without_a_word(self, site):
        assert failure(site.does("/story", lambda wire: None)).reason == "connection"


class TestRedirects:
    def redirect(self, site, path: str, to: str) -> str:
        return site.says(path, b"", status="302 Found", location=to)

    def test_are_followed(self, site):
        site.says("/new", PAGE)
        page = fetch(self.redirect(site, "/old", "new#part"))
        assert (page.url, page.answered_url) == (site.url + "/old", site.url + "/new")

    def test_five_are_followed_and_the_sixth_is_not(self, site):
        for step in range(6):
            self.redirect(site, f"/{step}", f"/{step + 1}")
        site.says("/6", PAGE)
        assert fetch(site.url + "/1").content == PAGE
        assert failure(site.url + "/0").reason == "redirects"

    def test_loop_is_refused(self, site):
        assert failure(self.redirect(site, "/loop", "/loop")).reason == "redirects"
        assert site.asked.count("/loop") == 6

    @pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/x", "javascript:alert(1)", "data:,x"])
    def test_to_another_scheme_is_refused(self, site, target):
        assert failure(self.redirect(site, "/out", target)).reason == "scheme"

    @pytest.mark.parametrize("target", ["http://", "http://[::bad/", "//:80"])
    def test_to_no_usable_url_is_an_error_of_ours(self, site, target):
        assert isinstance(failure(self.redirect(site, "/out", target)), CopydeskError)

    def test_to_a_private_address_is_refused(self, site, monkeypatch):
        public = site.url.split("//")[1].split(":")[0]
        monkeypatch.setattr("copydesk.intake.transport.is_public", lambda address: address == public)
        url = self.redirect(site, "/out", site.url.replace(public, "127.0.0.2") + "/inner")
        error = failure(url, replace(OPEN, allow_private=False))
        assert error.reason == "address"
        assert "127.0.0.2" in str(error)
        assert "/inner" not in site.asked

    def test_cookies_are_kept_from_hop_to_hop(self, site):
        def wall(wire):
            if "cookie" in wire.headers:
                wire.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            else:
                wire.write(
                    b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nSet-Cookie: seen=1; Path=/\r\nLocation: /story\r\n\r\n"
                )

        assert fetch(site.does("/story", wall)).content == b"ok"


class TestAddress:
    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
    def test_loopback_is_refused_before_any_byte_is_sent(self, site, host):
        error = failure(site.says("/story", PAGE).replace("127.0.0.1", host), Settings(fetch_seconds=5))
        assert error.reason == "address"
        assert site.asked == []

    def test_connection_goes_to_the_address_that_was_checked(self, site, monkeypatch):
        """A name that changes its address between check and connection gains nothing."""
        real, asked = socket.getaddrinfo, []

        def rebinding(host, port, *rest, **named):
            asked.append(host)
            return real("127.0.0.1" if host == "news.test" else host, port, *rest, **named)

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        url = site.says("/story", PAGE).replace("127.0.0.1", "news.test")
        assert fetch(url, replace(OPEN, obey_robots=False)).content == PAGE
        assert asked == ["news.test", "127.0.0.1"]

    def test_one_private_address_among_public_ones_is_refused(self, monkeypatch):
        found = [(socket.AF_INET, 1, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert failure("http://news.test/", Settings()).reason == "address"

    def test_unknown_name(self, monkeypatch):
        def unknown(*_, **__):
            raise socket.gaierror(-2, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        assert failure("http://news.test/").reason == "not-found"

    def test_slow_resolver_ends_with_the_deadline(self, monkeypatch):
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1) or [])
        with pytest.raises(Unreadable) as caught:
            _resolve("news.test", 80, Deadline(0.1))
        assert caught.value.reason == "timeout"

    def test_nobody_listens(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
        assert failure(f"http://127.0.0.1:{port}/").reason == "connection"

    @pytest.mark.parametrize(
        "url", ["http://", "http:///path", "http://a b/", "http://[::1", "http://" + "a" * 300 + "/"]
    )
    def test_unusable_url_is_an_error_of_ours(self, url):
        assert failure(url).reason in ("not-found", "connection")

    def test_other_scheme(self):
        assert failure("file:///etc/hostname").reason == "scheme"


class TestRobots:
    def test_disallowed_page_is_not_asked_for(self, site):
        site.says("/robots.txt", b"User-agent: *\nDisallow: /private\n")
        error = failure(site.says("/private/story", PAGE))
        assert isinstance(error, Refused)
        assert error.reason == "robots"
        assert site.asked == ["/robots.txt"]

    def test_can_be_set_aside(self, site):
        site.says("/robots.txt", b"User-agent: *\nDisallow: /\n")
        assert fetch(site.says("/story", PAGE), replace(OPEN, obey_robots=False)).content == PAGE

    def test_is_asked_for_once_in_a_run(self, site):
        fetcher = Fetcher(OPEN)
        for path in ("/one", "/two"):
            fetcher(site.says(path, PAGE))
        assert site.asked == ["/robots.txt", "/one", "/two"]

    def test_redirect_target_is_checked_too(self, site):
        site.says("/robots.txt", b"User-agent: copydesk\nDisallow: /private\n")
        site.says("/private", PAGE)
        assert failure(site.says("/old", b"", status="301 Moved", location="/private")).reason == "robots"

    def test_redirected_robots_file_counts(self, site):
        site.says("/robots.txt", b"", status="302 Found", location="/rules")
        site.says("/rules", b"User-agent: *\nDisallow: /\n")
        assert failure(site.says("/story", PAGE)).reason == "robots"

    def test_looping_robots_file_is_no_robots_file(self, site):
        site.says("/robots.txt", b"", status="302 Found", location="/robots.txt")
        assert fetch(site.says("/story", PAGE)).content == PAGE

    def test_silent_robots_file_refuses(self, site):
        site.does("/robots.txt", lambda wire: wire.pause(5))
        assert failure(site.says("/story", PAGE), HASTY).reason == "robots"

    def test_endless_robots_file_is_read_to_its_limit(self, site):
        def flood(wire):
            wire.write(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /private\n")
            while not wire.stop.is_set():
                wire.write(b"# more\n" * 1000)

        site.does("/robots.txt", flood)
        assert failure(site.says("/private", PAGE)).reason == "robots"


class TestTls:
    def test_plain_answer_on_a_secure_url(self, site):
        assert failure(site.says("/story", PAGE).replace("http:", "https:")).reason == "tls"

    @needs_openssl
    def test_certificate_that_nobody_signed(self, tmp_path):
        error = self.answered(_certificate(tmp_path, days=9))
        assert error.reason == "tls"
        assert "certificate" in str(error)

    @needs_openssl
    def test_certificate_that_ended(self, tmp_path, monkeypatch):
        """Both are trusted by this process; what keeps one from being read is its last day alone."""
        monkeypatch.setattr(transport, "_tls", lambda: ssl.create_default_context(cafile=tmp_path / "cert.pem"))
        error = self.answered(_certificate(tmp_path, days=-1))
        assert error.reason == "tls"
        assert "expired" in str(error)
        error = self.answered(_certificate(tmp_path, days=9))
        assert error.reason != "tls"

    def answered(self, context: ssl.SSLContext) -> CopydeskError:
        """Why a page is not had from a server with such a certificate, which says nothing after the handshake."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            threading.Thread(target=_shake_hands, args=(server, context), daemon=True).start()
            return failure(f"https://localhost:{server.getsockname()[1]}/story")


def _certificate(folder: Path, *, days: int) -> ssl.SSLContext:
    """A server's certificate for localhost that signs itself and ends after so many days."""
    key, asked, cert, names = (folder / name for name in ("key.pem", "asked.pem", "cert.pem", "names"))
    names.write_text("subjectAltName=DNS:localhost")
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost"]
    signed = ["-in", asked, "-signkey", key, "-days", str(days), "-extfile", names, "-out", cert]
    for command in (["req", "-new", *curve, "-keyout", key, "-out", asked], ["x509", "-req", *signed]):
        subprocess.run(["openssl", *command], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context


def _shake_hands(server: socket.socket, context: ssl.SSLContext) -> None:
    connection, _ = server.accept()
    try:
        context.wrap_socket(connection, server_side=True).close()
    except OSError:
        connection.close()
