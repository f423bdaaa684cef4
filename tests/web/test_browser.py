"""The room as people meet it: in a browser, wide and narrow, light and dark, by keys, without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.web.axe import axe_script
from tests.web.serving import Served

SCREENS = (
    "/",
    "/search?q=ferry",
    "/search?q=%22ferry",
    "/story/1@2?field=byline",
    "/story/2@1?field=tags",
    "/story/1@2/source?field=published",
    "/compare?a=1@1&b=1@2",
    "/compare?a=1@1&b=1@2&view=side",
    "/family/1",
    "/people",
    "/person/odile%20farrant",
    "/quotes",
    "/timeline",
    "/changes",
    "/outlets",
    "/ingest",
    "/story/99",
)
GRAVE = {"serious", "critical"}
AGAIN = "{runOnly: ['color-contrast', 'target-size', 'scrollable-region-focusable', 'aria-hidden-focus']}"


class Seen:
    """A page of the browser, and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self._heard(message.type, message.text))

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text and "favicon" not in text:
            self.errors.append(text)


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    return axe_script(tmp_path_factory.mktemp("axe"))


@pytest.fixture
def seen(browser: Browser, room: Served) -> Iterator[Seen]:
    context = browser.new_context(base_url=room.address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    found = Seen(context.new_page())
    yield found
    assert found.errors == []
    context.close()


# Colours and sizes are what differs from the first look: the other rules need not be run again.
LOOKS = {(1280, "light"): "{}", **dict.fromkeys([(320, "dark"), (1280, "dark"), (320, "light")], AGAIN)}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_screen_has_a_serious_finding_or_scrolls_sideways(
    browser: Browser, room: Served, axe: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        base_url=room.address,
        bypass_csp=True,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    for path in SCREENS:
        page.goto(path)
        page.evaluate(axe)
        found = page.evaluate(f"axe.run(document, {LOOKS[width, scheme]})")["violations"]
        grave = [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in GRAVE]
        assert grave == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.locator("h1").count() == 1, path
    context.close()


def test_every_screen_works_without_javascript(browser: Browser, room: Served) -> None:
    context = browser.new_context(base_url=room.address, java_script_enabled=False)
    context.set_default_timeout(10_000)
    page = context.new_page()
    for path in SCREENS:
        page.goto(path)
        assert page.locator("main h1").count() == 1, path
        link = page.locator("main a[href^='/']:not([data-twin]):visible").first
        to = link.get_attribute("href")
        link.click()
        assert page.url.partition("#")[0] == f"{room.address}{(to or '').partition('#')[0]}", path
        assert page.locator("main h1").count() == 1, path
    context.close()


def test_every_screen_is_reached_by_keyboard_alone(seen: Seen) -> None:
    page = seen.page
    for path in SCREENS:
        page.goto(path)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", path
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", path
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null"), path
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", path


def test_a_followed_link_swaps_the_text_and_goes_back(seen: Seen) -> None:
    page = seen.page
    page.goto("/story/1@2")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Byline", exact=True).click()
    page.wait_for_selector("#lit")
    assert page.url.endswith("/story/1@2?field=byline#slip")
    assert page.title().startswith("Port Ansell ferry pier shut until spring")
    assert page.evaluate("document.activeElement.id") == "slip"
    assert page.locator("#lit").inner_text().endswith("By Lena Quill and NPA")
    page.go_back()
    page.wait_for_selector("#lit", state="detached")
    assert page.evaluate("window.same") is True
    page.go_forward()
    page.wait_for_selector("#lit")


def test_keys_lead_through_the_room(seen: Seen) -> None:
    page = seen.page
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    headline = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("o")
    page.wait_for_selector("article.galley")
    assert page.locator("h1").inner_text() == headline
    page.keyboard.press("s")
    page.wait_for_selector("ol.blocks")
    page.keyboard.press("c")
    page.wait_for_selector("ol.captures", state="attached")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_selector("ol.timeline")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_keys_go_from_change_to_change(seen: Seen) -> None:
    page = seen.page
    page.goto("/compare?a=1@1&b=1@2")
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("n")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("p")
    assert first.startswith("change ")
    assert second != first == page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_no_key_fires_in_a_field_or_when_switched_off(seen: Seen) -> None:
    page = seen.page
    page.goto("/story/1@2")
    page.keyboard.press("/")
    page.keyboard.type("gcs?")
    assert page.input_value("#q") == "gcs?"
    assert page.url.endswith("/story/1@2")
    page.keyboard.press("Escape")
    page.locator("#keys summary").click()
    page.get_by_role("button", name="Switch keys off").click()
    page.locator("#main").focus()
    page.keyboard.press("s")
    page.wait_for_timeout(200)
    assert page.url.endswith("/story/1@2")
    assert page.get_by_role("button", name="Switch keys on").is_visible()


def test_a_search_is_a_form(seen: Seen) -> None:
    page = seen.page
    page.goto("/")
    page.fill("#qq", "grocery")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=grocery")
    assert page.locator("ol.results mark").first.inner_text().casefold() == "grocery"


def test_it_prints_without_its_navigation(seen: Seen) -> None:
    page = seen.page
    page.goto("/story/1@2?field=byline")
    page.emulate_media(media="print")
    assert not page.locator("nav.nav").is_visible()
    assert page.locator("#lit").is_visible()
