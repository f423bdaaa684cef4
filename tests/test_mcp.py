"""The tools of an archive, asked by the SDK's own client: in process, and over stdio as a client starts them."""

import json
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from tests.archive.stories import story
from tests.intake.outlets import Reply, outlet_at
from tests.web.serving import EXAMPLE, built
from tests.web.test_hostile import hostile

from copydesk.archive.archive import open_archive
from copydesk.mcp import server

TOOLS = {
    "search_stories",
    "get_story",
    "get_versions",
    "diff_versions",
    "get_family",
    "find_person",
    "find_quotes",
    "read_url",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("mcp") / "news.db", [EXAMPLE])


def talked(target: Any, talk: Callable[[Client], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with Client(target) as client:
            return await talk(client)

    # In a thread of its own: a browser that other tests have open keeps an event loop in this one.
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(anyio.run, run).result()


def call(path: Path, tool: str, **arguments: object) -> Any:
    result = talked(server(path), lambda client: client.call_tool(tool, arguments))
    assert not result.is_error, result.content
    return result.structured_content


def fails(path: Path, tool: str, **arguments: object) -> str:
    result = talked(server(path), lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    return str(result.content[0].text)


def test_every_tool_says_what_it_does_and_gives(archive: Path) -> None:
    tools = talked(server(archive), lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.title
        assert tool.description
        assert tool.output_schema
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.open_world_hint is (tool.name == "read_url")


def test_stories_are_searched_page_by_page(archive: Path) -> None:
    first = call(archive, "search_stories", query="pier", limit=1)
    second = call(archive, "search_stories", query="pier", limit=1, before=first["before"])
    ids = [found["id"].partition("@")[0] for page in (first, second) for found in page["results"]]
    assert len(set(ids)) == 2
    assert second["before"] is None
    assert first["results"][0]["untrusted_text"]


def test_a_text_comes_in_windows_cut_at_paragraphs(archive: Path) -> None:
    with open_archive(archive) as held:
        text = held.story("1").text
    read, offset = "", 0
    for _ in range(50):
        window = call(archive, "get_story", id="1", offset=offset, limit=300)
        assert window["characters"] == len(text)
        read += window["untrusted_text"]
        if window["next_offset"] is None:
            break
        assert read.endswith("\n\n")
        offset = window["next_offset"]
    assert read == text
    assert window["title"].startswith("Port Ansell")
    assert window["id"] == "1@2"


def test_versions_and_their_differences(archive: Path) -> None:
    assert [one["id"] for one in call(archive, "get_versions", id="1")["results"]] == ["1@1", "1@2"]
    found = call(archive, "diff_versions", a="1@1", b="1@2", min="substance")
    assert {row["significance"] for row in found["results"]} == {"substance"}
    assert ("two", "five") in {(row["untrusted_text_before"], row["untrusted_text_after"]) for row in found["results"]}


def test_copies_people_and_quotes(archive: Path) -> None:
    family = call(archive, "get_family", id="1")
    assert {member["outlet"] for member in family["members"]} == {
        "NPA", "The Ansell Courier", "Hollin Islander", "Varden Post",
    }  # fmt: skip
    assert call(archive, "find_person", name="farrant")["results"][0]["name"] == "Odile Farrant"
    said = call(archive, "find_quotes", speaker="ebele")["results"]
    assert any("waited long enough" in one["untrusted_text"] for one in said)


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("get_story", {"id": "99"}, "the nearest are"),
        ("get_story", {"id": "1", "offset": -1}, "offset is -1; it has to be from 0"),
        ("get_story", {"id": "1", "limit": 10**9}, "it has to be from 1 to 100,000"),
        ("search_stories", {"query": '"pier'}, "unclosed quote"),
        ("search_stories", {"query": "pier", "before": "soon"}, "no place to go on from"),
        ("diff_versions", {"a": "1@1", "b": "1@2", "min": "all"}, "min is one of"),
        ("read_url", {"url": "file:///etc/passwd"}, "begins with https://"),
        ("read_url", {"url": "http://127.0.0.1/a"}, "private"),
        ("get_story", {}, "id"),
    ],
)
def test_wrong_arguments_are_answered_with_a_sentence(
    archive: Path, tool: str, arguments: dict[str, object], words: str
) -> None:
    assert words in fails(archive, tool, **arguments)


def test_what_others_wrote_is_told_apart(tmp_path: Path) -> None:
    path = built(tmp_path / "evil.db", (), [hostile()])
    for tool, arguments in (
        ("get_story", {"id": "1"}),
        ("search_stories", {"query": "quay1"}),
        ("get_family", {"id": "1"}),
    ):
        text = json.dumps(call(path, tool, **arguments), ensure_ascii=False)
        assert not any(sign in text for sign in ("\u202e", "\u2066", "\\u0000", "\\u001b"))
        assert len(text) < 200_000


def test_it_is_started_over_stdio_and_sees_what_an_ingest_adds(tmp_path: Path) -> None:
    path = built(tmp_path / "news.db", (), [story()])
    parameters = StdioServerParameters(command=sys.executable, args=["-m", "copydesk", "mcp", str(path)])

    async def talk(client: Client) -> Any:
        before = await client.call_tool("search_stories", {"query": ""})
        with open_archive(path, write=True) as held:
            held.add(story(["A choir sang in the old customs house all night."], url="https://h.example/choir"))
        return before, await client.call_tool("search_stories", {"query": ""})

    before, after = talked(parameters, talk)
    assert (before.structured_content["hits"], after.structured_content["hits"]) == (1, 2)


def test_a_live_page_is_read_politely(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copydesk.intake.transport.is_public", lambda address: address == "127.0.0.3")
    with outlet_at("127.0.0.3") as outlet:
        outlet.says("/robots.txt", Reply(200, b"User-agent: *\nDisallow: /kept/\n"))
        page = (EXAMPLE / "islander.html").read_bytes()
        read = call(archive, "read_url", url=outlet.says("/pier", Reply(body=page)), limit=300)
        assert "closed" in read["untrusted_text"]
        assert len(read["untrusted_text"]) <= 300
        assert read["next_offset"]
        refused = fails(archive, "read_url", url=outlet.says("/kept/pier", Reply(body=page)))
        assert "robots.txt" in refused
        assert not any(request.path == "/kept/pier" for request in outlet.log)
