"""Which instant wins."""

import pytest
from tests.fields.visible_pages import BODY, page_of

from copydesk.fields.candidates import Candidate
from copydesk.fields.published.choice import decided_times
from copydesk.fields.published.seen import visible_times
from copydesk.records import Instant

TITLE = "Ferry to Lunde sails again"


def declared(value: str, confidence: float = 0.95) -> Candidate[Instant]:
    zone = "stated" if value[-6:-5] in "+-" and "T" in value else "unknown"
    return Candidate(Instant(value=value, zone=zone, text=value), "published/jsonld", confidence, "jsonld", "", value)  # type: ignore[arg-type]


def winner(printed: str, *said: str, url: str | None = None, confidence: float = 0.95) -> Instant:
    page = page_of(f"<h1>{TITLE}</h1><p>{printed}</p>{BODY}", headline=TITLE)
    found = decided_times([declared(one, confidence) for one in said], visible_times(page).published, url, [])
    return max(found, key=lambda one: one.confidence).value


@pytest.mark.parametrize(
    ("printed", "said", "value", "zone"),
    [
        ("March 4, 2024, 11:30 p.m.", "2024-03-05T05:30:00+00:00", "2024-03-04T23:30-06:00", "inferred"),
        ("5 March 2024, 08:40 CET", "2024-03-05T07:40:00+00:00", "2024-03-05T08:40+01:00", "stated"),
        ("5 March 2024, 08:40", "2024-03-05T08:40:00+01:00", "2024-03-05T08:40:00+01:00", "stated"),
        ("4 March 2024", "2024-03-05T03:40:00+00:00", "2024-03-04", "unknown"),
        ("6 March 2024", "2024-03-05T19:30:00+01:00", "2024-03-05T19:30:00+01:00", "stated"),
        ("2 May 2019", "2024-03-05T07:40:00+00:00", "2019-05-02", "unknown"),
    ],
)
def test_declared_against_printed(printed: str, said: str, value: str, zone: str) -> None:
    """The moment is the declared one, the day is the readers' own."""
    instant = winner(printed, said)
    assert (value, zone) == (instant.value, instant.zone)


def test_address_that_agrees_with_the_declaration_outweighs_a_stray_date() -> None:
    said = "2024-03-05T07:40:00+00:00"
    assert said == winner("2 May 2019", said, url="https://news.example/2024/03/05/ferry").value


def test_printed_alone() -> None:
    assert winner("5 March 2024").value == "2024-03-05"


def test_time_element() -> None:
    page = page_of(
        f'<h1>{TITLE}</h1><time class="published" datetime="2024-03-05T08:40:00+01:00">Tuesday</time>{BODY}',
        headline=TITLE,
    )
    assert [one.rule for one in visible_times(page).published] == ["published/time-element"]


def found_on(html: str, *said: str) -> Candidate[Instant]:
    """The winner on a page of which only `said` is declared."""
    page = page_of(html, headline=TITLE)
    return decided_times([declared(one) for one in said], visible_times(page).published, None, [])[0]


class TestPlaces:
    """What a date is worth by where it stands."""

    CARDS = "".join(
        f'<div class="card"><a href="/{day}">Another story</a><p>{day} May 2024</p></div>' for day in (7, 8, 9)
    )

    def test_stamp_behind_the_story_before_the_dates_of_other_stories(self) -> None:
        found = found_on(f"<h1>{TITLE}</h1>{BODY}<p>5 March 2024</p>{self.CARDS}")
        assert found.value.value == "2024-03-05"

    def test_line_that_says_published_counts_anywhere(self) -> None:
        found = found_on(f"<h1>{TITLE}</h1>{BODY}<ul><li>Menu</ul>{self.CARDS}<p>Gepubliceerd: 5 maart 2024</p>")
        assert (found.value.value, found.rule) == ("2024-03-05", "published/labelled")

    def test_comments_of_readers(self) -> None:
        found = found_on(
            f"<h1>{TITLE}</h1>{BODY}<p>Ann<br>5 March 2024</p><div class=comments><p>9 March 2024</p></div>"
        )
        assert found.value.value == "2024-03-05"

    def test_byline_between_intro_and_text(self) -> None:
        intro = f'<p class="b">{"An intro that is long enough to be prose. " * 3}</p>'
        found = found_on(f"<h1>{TITLE}</h1>{intro}<div>Share</div><div>5 March 2024</div>{BODY}<p>9 March 2024</p>")
        assert found.value.value == "2024-03-05"

    def test_last_change_in_the_footer_of_a_page_without_another_day(self) -> None:
        found = found_on(
            f"<h1>{TITLE}</h1>{BODY}<ul><li>Diese Seite wurde zuletzt am 5. März 2024 um 8:40 Uhr geändert.</ul>"
        )
        assert (found.value.value, found.rule) == ("2024-03-05T08:40", "published/modified-only")
        assert found.confidence < 0.6


class TestOpenings:
    """Days with which the first paragraph begins."""

    @pytest.mark.parametrize(
        "start",
        [
            "5.3.2024 – ",
            "(5.3.2024) ",
            "LUNDE, 5 March 2024 (Wire) — ",
            "Pressemitteilung vom 5. März 2024 ",
            "Bergen, le 5 mars 2024 : ",
        ],
    )
    def test_read(self, start: str) -> None:
        found = found_on(f'<h1>{TITLE}</h1><p class="b">{start}{"The boat to the islands sails again. " * 9}</p>{BODY}')
        assert (found.value.value, found.rule) == ("2024-03-05", "published/opening")

    @pytest.mark.parametrize("start", ["On 5 March 2024 the harbour ", "Since 5 March 2024 – a Tuesday – "])
    def test_days_of_the_matter(self, start: str) -> None:
        page = page_of(f'<h1>{TITLE}</h1><p class="b">{start}{"the boat sails again. " * 16}</p>{BODY}', headline=TITLE)
        assert [one.rule for one in visible_times(page).published if one.confidence > 0.3] == []


class TestFigures:
    """Which figure of a date comes first where the date does not say."""

    @pytest.mark.parametrize(
        ("other", "url", "value"),
        [
            ("25/12/2023", None, "2024-05-03"),
            ("12/25/2023", None, "2024-03-05"),
            ("", "https://news.example.co.uk/coast", "2024-05-03"),
            ("", "https://coast.example.gov/news", "2024-03-05"),
        ],
    )
    def test_order(self, other: str, url: str | None, value: str) -> None:
        page = page_of(f"<h1>{TITLE}</h1><p>03/05/2024</p>{BODY}<p>See also {other}</p>", headline=TITLE, url=url)
        best = max(visible_times(page).published, key=lambda one: one.confidence)
        assert (best.value.value, best.confidence > 0.7) == (value, True)


def test_order_that_another_day_of_the_page_settles() -> None:
    url = "https://news.example/2024/may/03/ferry"
    page = page_of(f"<h1>{TITLE}</h1><p>03/05/2024</p>{BODY}", headline=TITLE, url=url)
    assert visible_times(page).published[0].value.value == "2024-05-03"
    page = page_of(f"<h1>{TITLE}</h1><p>03-05-2024</p>{BODY}<p>Ferry sails, 3 May 2024</p>", headline=TITLE)
    assert visible_times(page).published[0].value.value == "2024-05-03"


class TestConflicts:
    """What wins, and how surely, where sources name different days."""

    DECLARED = "2024-03-05T08:40:00+01:00"

    def test_printed_change_and_unprinted_publication(self) -> None:
        found = found_on(f"<h1>{TITLE}</h1><p>Updated: 9 May 2024</p>{BODY}", self.DECLARED)
        assert (found.value.value, found.confidence < 0.9) == (self.DECLARED, True)

    def test_stamp_of_the_declared_change(self) -> None:
        page = page_of(f"<h1>{TITLE}</h1><p>9 May 2024</p>{BODY}", headline=TITLE)
        change = declared("2024-05-09T10:00:00+01:00")
        found = decided_times([declared(self.DECLARED)], visible_times(page).published, None, [change])[0]
        assert (found.value.value, found.confidence < 0.7) == (self.DECLARED, True)

    def test_next_day_that_no_zone_explains(self) -> None:
        found = found_on(f"<h1>{TITLE}</h1><p>4 March 2024</p>{BODY}", self.DECLARED)
        assert (found.value.value, found.confidence < 0.8) == (self.DECLARED, True)

    def test_permalink_far_older_than_the_declaration(self) -> None:
        assert winner("News", self.DECLARED, url="https://news.example/2022/07/12/ferry").value == "2022-07-12"
        printed = winner("5 March 2024", self.DECLARED, url="https://news.example/2022/07/12/ferry")
        assert printed.value == self.DECLARED

    def test_publication_that_repeats_the_change(self) -> None:
        change = declared("2024-05-09T10:00:00+01:00")
        found = decided_times([change, declared(self.DECLARED, 0.88)], [], None, [change])[0]
        assert found.value.value == self.DECLARED

    def test_printed_day_after_the_last_change(self) -> None:
        html = f"<h1>{TITLE}</h1><p>Meeting: 12 March 2024</p>{BODY}<p>Last edited: 5 March 2024</p>"
        assert found_on(html).value.value == "2024-03-05"

    def test_winner_stands_once_in_the_evidence(self) -> None:
        page = page_of(f"<h1>{TITLE}</h1><p>5 March 2024</p>{BODY}", headline=TITLE)
        found = decided_times([declared(self.DECLARED)], visible_times(page).published, None, [])
        assert len([one for one in found if one.rule == found[0].rule]) == 1


def test_abbreviation_with_a_date_for_title() -> None:
    found = found_on(f'<h1>{TITLE}</h1><abbr class="published" title="2024-03-05T08:40:00+01:00">Tuesday</abbr>{BODY}')
    assert (found.value.value, found.rule) == ("2024-03-05T08:40:00+01:00", "published/time-element")


def test_abbreviation_of_words_is_no_date() -> None:
    page = page_of(f'<h1>{TITLE}</h1><abbr title="Windows 2000 network">W2K</abbr>{BODY}', headline=TITLE)
    assert visible_times(page).published == []


def test_declared_change_is_the_last_resort() -> None:
    change = declared("2024-03-05T07:40:00+00:00")
    alone = decided_times([], [], None, [change])[0]
    assert (alone.rule, alone.confidence < 0.6) == ("published/modified-only", True)
    beside = decided_times([declared("2024-03-04T07:40:00+00:00")], [], None, [change])[0]
    assert beside.value.value == "2024-03-04T07:40:00+00:00"


def test_the_date_in_a_caption_is_no_stamp() -> None:
    figure = "<figure><img src=/a.jpg><figcaption>The quay on 6 May 2024, by Nora Dale</figcaption></figure>"
    page = page_of(f"<h1>{TITLE}</h1><p>7 May 2024</p>{figure}{BODY}", headline=TITLE)
    assert [page.blocks[index].text for index in visible_times(page).published_blocks] == ["7 May 2024"]


def test_the_time_of_a_time_element_stays_where_a_line_prints_another_clock() -> None:
    tag = '<p><time class="published" datetime="2024-05-03T16:05:51-04:00">3 May</time></p>'
    page = page_of(f"<h1>{TITLE}</h1>{tag}<p>3 May 2024, 21:05</p>{BODY}", headline=TITLE)
    found = decided_times([], visible_times(page).published, None, [])
    assert max(found, key=lambda one: one.confidence).value.value == "2024-05-03T16:05:51-04:00"


def test_the_line_with_a_time_goes_before_the_same_day_in_the_address() -> None:
    assert winner("Updated 3 May 2024, 21:05", url="https://courier.example/2024/05/03/a").value == "2024-05-03T21:05"
