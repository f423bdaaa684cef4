"""The walk of docs/reading-room.md: its command builds the example, and what it says of each page stands there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.web.serving import EXAMPLE, Served, serving

from copydesk.cli import main

ROOT = Path(__file__).parents[2]
WALK = (ROOT / "docs" / "reading-room.md").read_text(encoding="utf-8").partition("## To take along")[0]
SAID = {
    "/": ("Stories", "4 copies", "Hollin votes for a second boat"),
    "/story/1@2": ("Port Ansell ferry pier shut until spring", "certain", "Rasmus Ebele"),
    "/story/1@2?field=byline": ("lit:", "By Lena Quill and NPA", "characters 0 to 21"),
    "/story/1@2/source": ("copy of paragraph 8",),
    "/compare?a=1@1&b=1@2": (
        "the figure two became five",
        "the figure 2.4 became 3.1",
        "Farrant",
        "Not in this capture",
    ),
    "/compare?a=1@1&b=1@2&view=side": ("side by side", "Not in this capture"),
    "/compare?a=1@1&b=1@2&min=substance": ("substance",),
    "/family/1": ("4 stories at 4 outlets", "Hollin Islander", "Varden Post"),
    "/changes": ("Port Ansell ferry pier shut until spring",),
    "/changes.atom": ("<entry>",),
    "/person/odile%20farrant": ("Odile Farrant", "the harbour director", "Stories by month"),
    "/quotes": ("We will not gamble",),
    "/timeline": ("1968", "November 1994"),
    "/outlets": ("courier.example", "vardenpost.example"),
    "/ingest": ("Refused",),
    "/family/1.csv": ("part", "Varden Post"),
    "/compare.json?a=1@1&b=1@2": ("Farrant",),
    "/index.json": ("results",),
}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    command = re.search(r"^copydesk (ingest room.db samples/reading-room/)", WALK, re.MULTILINE)
    assert command
    path = tmp_path_factory.mktemp("walk") / "room.db"
    arguments = command[1].replace("room.db", str(path)).replace("samples/reading-room/", f"{EXAMPLE}/").split()
    result = CliRunner().invoke(main, arguments)
    assert "2 new, 1 changed, 3 copies" in result.stderr, result.output
    with serving(path) as served:
        yield served


@pytest.mark.parametrize("address", SAID)
def test_a_page_says_what_the_walk_says_of_it(walked: Served, address: str) -> None:
    answer = walked.get(address)
    assert answer.status_code == 200
    assert all(words in answer.text for words in SAID[address]), address


def test_every_address_of_the_walk_is_tried() -> None:
    named = set(re.findall(r"`(/[^` ]*)`", WALK)) - {"/", "&view=side"}
    assert named <= SAID.keys()
