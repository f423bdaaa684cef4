import json
from pathlib import Path

from click.testing import CliRunner, Result
from tests.cli.reader import READS
from tests.export.made_up import FERRY

from copydesk.cli import main


def run(tmp_path: Path, *arguments: str) -> Result:
    page = tmp_path / "page.html"
    page.write_text(FERRY.headline or "")
    return CliRunner().invoke(main, ["explain", str(page), *arguments], obj=READS)


def test_all_candidates_for_a_field_the_winner_first(tmp_path: Path) -> None:
    assert run(tmp_path, "headline").stdout == (
        "headline\n"
        "chosen  0.98  headline/h1-agrees\n"
        '        "Ferry returns to the outer isles after eleven days"\n'
        "        html  html > body > article > h1  at 0-50\n"
        "lost    0.80  headline/og-title\n"
        '        "Ferry returns to the outer isles after eleven days | The Ellary Ledger"\n'
        "        meta  html > head > meta:nth-of-type(4)\n"
        "        because: less sure than headline/h1-agrees\n"
    )


def test_a_field_in_which_nothing_was_chosen(tmp_path: Path) -> None:
    assert run(tmp_path, "tags").stdout.startswith("tags  no candidate was chosen\nlost    0.20  tags/related-words\n")


def test_without_a_field_the_fields_with_their_winners(tmp_path: Path) -> None:
    lines = run(tmp_path).stdout.splitlines()
    assert "headline     0.98  Ferry returns to the outer isles after eleven days" in lines
    assert "             headline/h1-agrees in html, 1 lost" in lines


def test_the_blocks_of_the_page_in_order_and_in_full(tmp_path: Path) -> None:
    lines = run(tmp_path, "blocks").stdout.splitlines()
    assert len(lines) == len(FERRY.blocks)
    assert lines[1].endswith("promises a second boat before night.")
    assert lines[10].startswith("  10  duplicate of 4    PORT ELLARY")


def test_a_field_for_which_the_page_has_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, "language").stdout == "language  nothing on the page was a candidate\n"


def test_an_unknown_field_is_answered_with_the_known(tmp_path: Path) -> None:
    result = run(tmp_path, "colour")
    assert result.exit_code == 2
    assert "no field colour; this page has evidence for: agency, headline, tags, blocks" in result.stderr


def test_evidence_as_json(tmp_path: Path) -> None:
    assert json.loads(run(tmp_path, "headline", "--json").stdout)[0]["rule"] == "headline/h1-agrees"
    assert len(json.loads(run(tmp_path, "blocks", "--json").stdout)) == len(FERRY.blocks)
    assert list(json.loads(run(tmp_path, "--json").stdout)) == ["agency", "headline", "tags"]


def test_a_page_that_is_no_story_is_answered_as_in_read() -> None:
    result = CliRunner().invoke(main, ["explain", "-"], input="INDEX", obj=READS)
    assert (result.exit_code, result.stdout) == (4, "")
    assert "[index-page]" in result.stderr
