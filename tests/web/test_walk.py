"""All that can be reached from the first page answers, has a title of its own, and says the same as its twins."""

import html
import json
import re
from urllib.parse import urldefrag

from tests.web.serving import Served

LINK = re.compile(r'<a[^>]* href="(/[^"]*)"')
ID = re.compile(r"\b\d+@\d+\b")


def links(text: str) -> set[str]:
    return {urldefrag(html.unescape(found))[0] for found in LINK.findall(text)}


def visible(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<(svg|style|script)\b.*?</\1>", " ", text, flags=re.DOTALL)))


def is_followed(path: str) -> bool:
    """Twins are looked at with their page; of facets on facets, which have no end, the first are."""
    bare, _, query = path.partition("?")
    return not re.search(r"\.(json|csv|atom)$", bare) and query.count("%3A") < 2


def walked(room: Served, depth: int) -> dict[str, str]:
    pages: dict[str, str] = {}
    waiting = {"/"}
    for _ in range(depth + 1):
        found: set[str] = set()
        for path in sorted(waiting - set(pages)):
            answer = room.get(path)
            assert answer.status_code == 200, path
            pages[path] = answer.text if answer.headers["content-type"].startswith("text/html") else ""
            found |= links(pages[path])
        waiting = {path for path in found if is_followed(path)}
    return pages


def test_every_link_to_depth_three_answers_with_a_title_and_twins(room: Served) -> None:
    pages = walked(room, 3)
    assert len(pages) > 60
    titles: dict[str, str] = {}
    for path, text in pages.items():
        title = re.search(r"<title>(.*?)</title>", text)
        assert title
        twin = re.search(r'href="(/[^"]*\.json[^"]*)"', text)
        assert twin
        data = room.get(html.unescape(twin[1])).text
        key = titles.setdefault(title[1], data)
        assert key == data, f"{path} has the title of another page: {title[1]}"


def test_twins_have_the_ids_and_figures_of_the_page(room: Served) -> None:
    for path in walked(room, 1):
        text = room.get(path).text
        bare, _, query = path.partition("?")
        data = room.get(f"{'/index' if bare == '/' else bare}.json?{query}").text
        table = room.get(f"{'/index' if bare == '/' else bare}.csv?{query}").text
        assert set(ID.findall(visible(text))) <= set(ID.findall(data)), path
        ids = {row["id"] for rows in json.loads(data).values() for row in rows if "@" in str(row.get("id", ""))}
        assert all(one in text for one in ids), path
        assert ids <= set(ID.findall(table)), path
        figures = {
            str(value)
            for rows in json.loads(data).values()
            for row in rows
            for value in row.values()
            if isinstance(value, int)
        }
        assert all(figure in table for figure in figures if figure not in ("True", "False")), path
