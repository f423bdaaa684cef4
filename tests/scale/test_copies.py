"""Copies over the whole of a folder."""

import random
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.archives import Writer
from tests.scale.files import TOWNS

from copydesk.archive.copies.families import JOINING, Families
from copydesk.archive.copies.prints import prints_of
from copydesk.scale.choices import Choices
from copydesk.scale.copies import candidates
from copydesk.scale.copies.find import find_copies, inputs_of
from copydesk.scale.copies.groups import Groups
from copydesk.scale.copies.matter import matter
from copydesk.scale.folder import Folder, Run
from copydesk.scale.parquet import database
from copydesk.scale.settle import Plan, settle
from copydesk.scale.sources import Located

WORDS = [
    f"{a}{b}{c}"
    for a in ("bar", "lon", "mer", "tav", "sil")
    for b in ("da", "ke", "no", "ru")
    for c in ("m", "st", "x")
]


def story(seed: int, paragraphs: int = 6) -> list[str]:
    """A story of words of its own."""
    chance = random.Random(seed)
    own = [f"{word}{chance.randrange(99)}" for word in WORDS]
    return [" ".join(chance.choices(own, k=24)).capitalize() + "." for _ in range(paragraphs)]


def page(headline: str, paragraphs: list[str]) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><body><article><h1>{headline}</h1>{body}</article></body></html>".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Two files: a story at four outlets, trimmed at two of them, a quotation of one passage, and strangers."""
    first, strange = story(1), [story(seed) for seed in range(10, 16)]
    quoting = [*story(2), first[0]]
    files = (
        [first, first[:-1], strange[0], strange[1], strange[2]],
        [first[1:], strange[3], quoting, first, strange[4], strange[5]],
    )
    made = Folder(tmp_path / "out")
    names = tuple(f"{number}.warc.gz" for number in range(len(files)))
    made.begin(Run(choices=Choices(), files=names))
    for name, texts in zip(names, files, strict=True):
        writer = Writer(is_gzipped=True)
        for number, text in enumerate(texts):
            host = TOWNS[(number + 5 * int(name[0])) % len(TOWNS)].lower()
            writer.answer(f"https://{host}.example/{name[0]}{number}", page(f"Pier {text[0][:20]}", text))
        (tmp_path / name).write_bytes(writer.written().content)
        settled = settle(Located(name, str(tmp_path / name)), Plan(made.path, Choices()), lambda: False)
        assert not settled.reason
    return made


def families(folder: Folder) -> list[list[tuple[str, int]]]:
    rows = duckdb.sql(
        f"select family, file, number from '{folder.path}/copies/members.parquet' order by all"
    ).fetchall()
    return [[row[1:] for row in rows if row[0] == family] for family in sorted({row[0] for row in rows})]


def test_copies_are_one_family_and_a_quotation_is_none(folder: Folder) -> None:
    found = find_copies(folder)
    assert (found.stories, found.families) == (11, 1)
    assert families(folder) == [[("0.warc.gz", 0), ("0.warc.gz", 1), ("1.warc.gz", 0), ("1.warc.gz", 3)]]
    ((documents, hosts, url),) = duckdb.sql(
        f"select documents, hosts, first_url from '{folder.path}/copies/families.parquet'"
    ).fetchall()
    assert (documents, len(hosts), url) == (4, 3, "https://lunde.example/00")
    assert not (folder.path / "copies" / "work").exists()


def test_the_families_are_those_that_an_archive_finds(folder: Folder) -> None:
    find_copies(folder)
    own, places = Families(), []
    files = inputs_of(folder)
    with database() as connection:
        prints = candidates.add_documents(connection, files)
        candidates.join(connection, files, prints)
        connection.execute("insert into candidate select doc, doc, 1 from document")
        with matter(connection, files, folder.path / "matter.sqlite") as held:
            for (number,) in connection.execute("select doc from document order by 1").fetchall():
                assert prints_of(held.document(number))
                own.add(held.document(number))
                places.append(number)
    groups = {own.family(number) for number in range(len(places))}
    sizes = sorted(sum(own.family(number) == group for number in range(len(places))) for group in groups)
    assert sizes[-1] == len(families(folder)[0])
    assert JOINING


@pytest.mark.parametrize("at_a_time", [7, 1_000_000])
@pytest.mark.parametrize("most", [2, 50])
def test_ranges_and_stars_find_the_same_families(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, at_a_time: int, most: int
) -> None:
    find_copies(folder)
    before = families(folder)
    monkeypatch.setattr(candidates, "PRINTS_A_RANGE", at_a_time)
    monkeypatch.setattr(candidates, "ALL_PAIRS", most)
    find_copies(folder)
    assert families(folder) == before


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=40))
def test_groups_are_what_links_reach(links: list[tuple[int, int]]) -> None:
    groups = Groups()
    for one, other in links:
        groups.join(one, other)
    reached = {number: {number} for pair in links for number in pair}
    for one, other in links:
        both = reached[one] | reached[other]
        for number in both:
            reached[number] = both
    assert all(groups.first(number) == min(others) for number, others in reached.items())
