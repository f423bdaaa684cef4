"""A hostile story is inert in every screen, every twin and the feed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser
from tests.archive.stories import PARAGRAPHS, story
from tests.web.serving import Served, built, serving

from copydesk.desk import with_reading
from copydesk.records import Block, Evidence, Image, Person, Related, Story

SCRIPT = "<script>window.hit=1</script>"
IMAGE = '"><img src=x onerror="window.hit=2">'
TEMPLATE = "{{ 7*7 }}{% raw %}${7*7}"
BIDI = "\u202egnp.exe\u202c\u2066x"
NUL = "a\0b\x1b[31m"
EVIL = f"{SCRIPT}{IMAGE}{TEMPLATE}{BIDI}{NUL}'\"`</title></style></textarea><!-- "
WORDS = " ".join(f"quay{number}" for number in range(120_000))


def hostile(url: str = "https://evil.example/a?x=%22%3E%3Cscript%3E", fetched: str = "2024-05-13T18:00:00Z") -> Story:
    one = story([EVIL + PARAGRAPHS[0], *PARAGRAPHS[1:], EVIL], headline=EVIL, url=url, fetched=fetched)
    evidence = Evidence(
        rule=f"x/{EVIL}", confidence=0.9, layer="html", locator=EVIL, span=(0, 50), text=EVIL, chosen=True, reason=EVIL
    )
    lost = replace(evidence, chosen=False)
    caption = Block(role="caption", kind="paragraph", text=EVIL, span=(1, 2))
    tags = Block(role="tags", kind="paragraph", text=EVIL, span=(2, 3))
    return grown(
        with_reading(
            replace(
                one,
                byline=EVIL,
                deck=EVIL,
                authors=(Person(name=EVIL, role=EVIL),),
                agency=EVIL,
                publisher=EVIL,
                tags=(EVIL, "=1+1"),
                section=(EVIL,),
                corrections=(EVIL,),
                copyright=EVIL,
                language="en",
                images=(Image(url="javascript:alert(1)", alt=EVIL, caption=EVIL, credit=EVIL),),
                related=(Related(headline=EVIL, url="javascript:alert(1)"),),
                blocks=(*one.blocks, caption, tags),
                evidence={"byline": (evidence, lost), "headline": (evidence,), "tags": (lost,)},
            )
        )
    )


def grown(one: Story) -> Story:
    """The story with a megabyte more in its headline and its last paragraph, which the desk need not have read."""
    last = max(number for number, block in enumerate(one.blocks) if block.role == "body")
    blocks = list(one.blocks)
    blocks[last] = replace(blocks[last], text=f"{blocks[last].text} {WORDS}")
    return replace(one, headline=f"{one.headline} {WORDS}", blocks=tuple(blocks), text=f"{one.text} {WORDS}")


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    later = replace(hostile(fetched="2024-05-14T18:00:00Z"), headline=f"{SCRIPT} again")
    stories = [hostile(), later, hostile("https://evil2.example/b")]
    path = built(tmp_path_factory.mktemp("evil") / "evil.db", (), stories)
    with serving(Path(path)) as served:
        yield served


SCREENS = (
    "/",
    "/search?q=quay1",
    "/story/1@1?field=byline",
    "/story/1@2?field=headline&images=1",
    "/story/1@1?from=3",
    "/story/1@1/source?field=byline",
    "/story/1@1/source?from=4",
    "/compare?a=1@1&b=1@2",
    "/compare?a=1@1&b=2@1&view=side",
    "/family/1",
    "/people",
    "/quotes",
    "/timeline",
    "/changes",
    "/outlets",
    "/ingest",
    f"/story/{'%3Cscript%3Ewindow.hit=1%3C%2Fscript%3E'}",
    "/search?q=%22%3E%3Cscript%3Ewindow.hit=1%3C/script%3E",
    "/search?q=%3Cimg+src=x+onerror=window.hit=1%3E",
    "/quotes?speaker=%22%3E%3Cscript%3Ewindow.hit=1%3C/script%3E",
    "/people?name=%3Cscript%3E",
    "/timeline?since=%22onfocus=%22window.hit=1&until=%3Cscript%3E",
)


ACTING = """
() => [
    ...document.querySelectorAll("main script, main img, main iframe, main style, main object"),
    ...[...document.querySelectorAll("a")].filter(a => !/^(https?:|#|\\/)/.test(a.getAttribute("href"))),
    ...[...document.querySelectorAll("*")].filter(e => e.getAttributeNames().some(name => name.startsWith("on"))),
].map(element => element.outerHTML.slice(0, 200))
"""


def test_nothing_of_it_acts_in_the_browser(browser: Browser, evil: Served) -> None:
    context = browser.new_context(base_url=evil.address)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("console", lambda message: said.append(message.text) if "Content Security" in message.text else None)
    for path in SCREENS:
        page.goto(path)
        assert page.evaluate("window.hit") is None, path
        assert page.evaluate(ACTING) == [], path
    assert {url for url in asked if not url.startswith(evil.address)} == set()
    assert said == []
    context.close()


@pytest.mark.parametrize("path", SCREENS)
def test_pages_stay_small_and_show_what_is_unseen(evil: Served, path: str) -> None:
    answer = evil.get(path)
    assert answer.status_code in (200, 400, 404)
    assert len(answer.content) <= 300_000
    assert not re.search("[\u202a-\u202e\u2066-\u2069\0\x1b]", answer.text)
    assert "<script>window" not in answer.text
    assert "{{ 7*7 }}" in answer.text or "7*7" not in answer.text


@pytest.mark.parametrize("path", SCREENS)
def test_twins_are_data(evil: Served, path: str) -> None:
    bare, _, query = path.partition("?")
    bare = "/index" if bare == "/" else bare
    data = evil.get(f"{bare}.json?{query}")
    assert data.headers["content-type"] == "application/json"
    json.loads(data.text)
    table = evil.get(f"{bare}.csv?{query}")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert "\0" not in table.text
    assert not re.search(r'(^|,)"?=1', table.text, re.MULTILINE)


def test_the_feed_is_well_formed(evil: Served) -> None:
    from xml.etree import ElementTree

    feed = evil.get("/changes.atom")
    assert ElementTree.fromstring(feed.text).tag.endswith("feed")
    assert "<script>" not in feed.text


def test_an_outlets_own_addresses_are_marked(evil: Served) -> None:
    text = evil.get("/story/1@1").text
    for link in re.findall(r'<a[^>]*href="https?:[^>]*>', text):
        assert 'rel="noreferrer' in link
    assert "javascript:" not in re.sub(r">[^<]*<", "><", text)
