"""The example collection, served once for all tests of the room, and a browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.web.serving import Served, built, serving

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the example collection."""
    return built(tmp_path_factory.mktemp("room") / "news.db")


@pytest.fixture(scope="session")
def room(example: Path) -> Iterator[Served]:
    """The room of the example collection."""
    with serving(example) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield found
        found.close()
