"""Each folder of cases/html is a page with what must be read from it; `why.md` there says what it is for."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from copydesk import NotAStory, read

CASES = sorted(Path(__file__).parent.glob("cases/html/*"))


def expected_of(folder: Path) -> dict[str, Any]:
    return msgspec.json.decode((folder / "expected.json").read_bytes(), type=dict[str, Any])


def read_case(folder: Path, url: str | None) -> dict[str, Any]:
    story = read((folder / "source.html").read_bytes(), url=url, kind="html")
    return msgspec.json.decode(msgspec.json.encode(story), type=dict[str, Any])


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    expected = expected_of(folder)
    if "reason" in expected:
        with pytest.raises(NotAStory) as refusal:
            read_case(folder, None)
        assert expected["reason"] == refusal.value.reason
        return
    story = read_case(folder, expected.get("url"))
    assert expected["fields"] == {name: story[name] for name in expected["fields"]}
    assert expected["roles"] == [block["role"] for block in story["blocks"]]
    copies = {
        str(i): block["duplicate_of"] for i, block in enumerate(story["blocks"]) if block["duplicate_of"] is not None
    }
    assert expected.get("duplicates", {}) == copies


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_each_case_says_why(folder: Path) -> None:
    assert len((folder / "why.md").read_text(encoding="utf-8")) > 40


@pytest.mark.parametrize(
    "folder", [folder for folder in CASES if "fields" in expected_of(folder)], ids=lambda folder: folder.name
)
def test_text_is_the_body_blocks(folder: Path) -> None:
    story = read_case(folder, None)
    assert story["text"] == "\n\n".join(block["text"] for block in story["blocks"] if block["role"] == "body")
