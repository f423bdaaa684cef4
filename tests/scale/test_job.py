"""One file to rows."""

import io
from pathlib import Path

import pytest
from tests.intake.archives import Writer
from tests.scale.files import page, url, written

from copydesk.archive.copies.prints import prints_of
from copydesk.archive.documents import document_from
from copydesk.errors import Unreadable
from copydesk.intake.revisits import file_again
from copydesk.scale.choices import Choices
from copydesk.scale.job import CRASH, NOTHING, TIME, Job
from copydesk.scale.rows import COLUMNS, PARTS, Rows


def rows(content: bytes, choices: Choices = Choices(), **given: object) -> list[Rows]:  # noqa: B008 - frozen
    return list(Job("a.warc.gz", choices, **given).rows(io.BytesIO(content)))  # type: ignore[arg-type]


def test_every_response_is_a_row(tmp_path: Path) -> None:
    writer = Writer(is_gzipped=True).answer(url(1), page(1)).answer(url(2), b"gone", "404 Not Found")
    writer.answer("https://www.esk-post.example/a.png", b"\x89PNG", media="image/png").answer(url(3), b"<p>x</p>")
    found = rows(writer.written().content)
    records = [row.record for row in found if row.record]
    assert [(one.number, one.outcome, one.reason) for one in records] == [
        (0, "story", None),
        (1, "unreadable", "http-status"),
        (2, "passed", "pictures"),
        (3, "not-a-story", "no-body"),
    ]
    assert all(one.captured == "2025-05-07T04:05:06Z" and one.day == "2025-05-07" for one in records)
    assert all(one.record_id and one.offset for one in records)
    assert records[0].host == "marrow-post.example"
    assert records[0].record is None


def test_the_prints_are_those_of_the_headline_and_the_text(tmp_path: Path) -> None:
    ((record, postings, fault),) = rows(written(tmp_path / "a.warc.gz", range(1)).read_bytes())
    assert record is not None and record.text is not None and postings is not None and fault is None
    assert postings.prints == prints_of(document_from(record.headline, record.text.split("\n\n")))
    assert postings.prints


def test_damage_is_a_fault_and_no_row(tmp_path: Path) -> None:
    content = bytearray(written(tmp_path / "a.warc.gz", range(3)).read_bytes())
    whole = rows(bytes(content))
    place = whole[1].record.offset + 300 if whole[1].record else 0  # type: ignore[operator]
    content[place : place + 30] = bytes(30)
    found = rows(bytes(content))
    assert [row.record.number for row in found if row.record] == [0, 2]
    (fault,) = [row.fault for row in found if row.fault]
    assert (fault.number, fault.reason, fault.offset) == (1, "file", whole[1].record and whole[1].record.offset)


def test_what_is_done_is_not_read_again_and_the_rest_is_the_same(tmp_path: Path) -> None:
    content = written(tmp_path / "a.warc.gz", range(4)).read_bytes()
    seen: list[int] = []
    assert rows(content, done=2, begin=seen.append) == rows(content)[2:]
    assert seen == [2, NOTHING, 3, NOTHING]


@pytest.mark.parametrize("reason", [CRASH, TIME])
def test_what_is_passed_over_is_a_faulty_row(tmp_path: Path, reason: str) -> None:
    found = rows(written(tmp_path / "a.warc.gz", range(3)).read_bytes(), passed={1: reason})
    assert [row.record.outcome for row in found if row.record] == ["story", "fault", "story"]
    assert [row.fault.reason for row in found if row.fault] == [reason]


def test_hosts_and_languages_leave_out(tmp_path: Path) -> None:
    content = written(tmp_path / "a.warc.gz", range(3)).read_bytes()
    some = rows(content, Choices(hosts=("www.Marrow-Post.example",)))
    assert [row.record is not None for row in some] == [False, True, False]
    assert not any(row.record for row in rows(content, Choices(languages=("de",))))
    assert all(row.record for row in rows(content, Choices(languages=("en",))))


def test_a_revisit_is_the_page_that_it_means_also_of_a_record_that_is_done(tmp_path: Path) -> None:
    writer = Writer(is_gzipped=True).answer(url(0), page(0), WARC_Record_ID="<urn:a>").answer(url(1), page(1))
    content = writer.revisit(url(2), WARC_Refers_To="<urn:a>").revisit(url(3), WARC_Refers_To="<urn:b>").written()
    (path := tmp_path / "a.warc.gz").write_bytes(content.content)
    for done in (0, 2):
        job = Job("a.warc.gz", Choices(), done=done)
        records = [row.record for row in job.rows(io.BytesIO(content.content), file_again(path)) if row.record]
        assert [(one.number, one.outcome) for one in records][-2:] == [(2, "story"), (3, "passed")]
        assert (records[-2].text, records[-2].url) == (rows(content.content)[0].record.text, url(2))  # type: ignore[union-attr]


def test_the_whole_record_is_kept_where_it_is_asked_for(tmp_path: Path) -> None:
    import copydesk

    (found,) = rows(written(tmp_path / "a.warc.gz", range(1)).read_bytes(), Choices(full=True))
    assert found.record is not None and found.record.record is not None
    story = copydesk.read(page(0), url=url(0))
    assert b'"schema":"copydesk/' in bytes(found.record.record)
    assert found.record.text == story.text


def test_a_reader_that_fails_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import copydesk

    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("no quotient")

    monkeypatch.setattr(copydesk, "read_capture", fails)
    (found,) = rows(written(tmp_path / "a.warc.gz", range(1)).read_bytes())
    assert found.record and found.fault
    assert (found.record.outcome, found.fault.reason) == ("fault", "internal")
    assert "ZeroDivisionError: no quotient" in found.fault.message


@pytest.mark.parametrize(("content", "said"), [(b"", "is empty"), (b"<html>A page</html>", "is no WARC or WET file")])
def test_what_is_no_archive_is_told(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        rows(content)


def test_each_part_has_its_columns() -> None:
    assert tuple(COLUMNS) == PARTS
    assert COLUMNS["postings"] == {"number": "bigint", "prints": "bigint[]"}
    assert COLUMNS["records"]["captured"] == "timestamp"
