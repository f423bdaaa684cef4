"""Authors on pages whose elements have names that mean nothing."""

from copydesk import read

PARAGRAPHS = [
    "The ferry to Lunde stayed in port on Monday because the captain had not slept for two nights in a row.",
    "Passengers waited on the quay until noon, when the harbour office sent them home with their tickets refunded.",
    "The company says that a second captain will arrive from Mirefield on Tuesday morning to take the early boat.",
    "Two years ago the same ferry lay in port for a week after its engine had been repaired with the wrong parts.",
]


def page(header="", behind="", head=""):
    story = "".join(f"<p class='k2x9'>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<html lang='en'><head><title>Ferry stays in port</title>{head}</head><body><main><h1>Ferry stays in port</h1>"
        f"{header}<div class='q7'>{story}</div>{behind}</main></body></html>"
    )


def names(story):
    return [person.name for person in story.authors]


def test_a_name_beside_its_date_signs():
    story = read(page("<div class='x1'><span>Jane Roe</span> | 05.04.2025</div>"))
    assert names(story) == ["Jane Roe"]
    assert "Jane Roe" in story.byline


def test_a_button_does_not_sign():
    story = read(page("<div class='x1'>Bookmark</div><div class='x1'>Share Article</div>"))
    assert names(story) == []


def test_the_byline_names_the_authors():
    author = '"author":{"@type":"Person","name":"Ed Itor"}'
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle",{author}}}</script>'
    story = read(page("<p class='x1'>By Jane Roe</p>", head=head))
    assert all(name in story.byline for name in names(story))


def test_a_station_behind_the_name_is_no_author():
    story = read(page("<p class='x1'>by Jane Roe, RADIO NORTH</p>"))
    assert names(story) == ["Jane Roe"]


def test_two_authors_and_the_agency_behind_them():
    story = read(page("<p class='x1'>By Jane Roe and John Doe The Associated Press</p>"))
    assert names(story) == ["Jane Roe", "John Doe"]
    assert story.agency == "AP"


def test_an_account_signs_before_its_date():
    assert names(read(page("<p class='x1'>von kirstenm am 26/10/2013, 03:48</p>"))) == ["kirstenm"]
    assert names(read(page("<p class='x1'>by train on Monday</p>"))) == []


def test_a_first_name_beside_a_date_signs():
    assert names(read(page("<div class='x1'>Stefan</div><div class='x2'>5 March 2026</div>"))) == ["Stefan"]
    assert names(read(page("<div class='x1'>Stefan</div><div class='x2'>Follow</div>"))) == []


def test_a_first_name_with_its_date_goes_before_a_book_s_author():
    books = "<p class='k2x9'>Author: Ed Roe Released: 17 June 2025</p>"
    story = read(
        page("<p class='x1'>by Amanda · 20 Dec 2025 at 3:00 am</p>").replace(PARAGRAPHS[2], PARAGRAPHS[2] + books)
    )
    assert names(story) == ["Amanda"]


def test_a_desk_beside_a_date_signs():
    assert (
        read(page("<div class='x1'>Lunde Ferries Team</div><div class='x2'>5 March 2026</div>")).byline
        == "Lunde Ferries Team"
    )


def test_the_full_name_that_is_printed_goes_before_a_declared_first_name():
    head = '<meta name="author" content="Nils">'
    assert names(read(page("<p class='x1'>A column by Nils Pelt</p>", head=head))) == ["Nils Pelt"]


def test_names_under_one_label_sign_together():
    three = "<p>Authors:</p><ul><li>Jane A. Roe</li><li>Kim C. Moe</li><li>Ed S. Pelt</li></ul>"
    assert names(read(page(behind=three))) == ["Jane A. Roe", "Kim C. Moe", "Ed S. Pelt"]


def test_a_byline_in_the_share_bar_signs():
    assert names(read(page("<div class='share'>By: Jane Roe</div>"))) == ["Jane Roe"]


def test_an_account_is_called_without_its_section():
    assert read(page("<div class='byline'>admin in All News</div>")).byline == "admin"


def test_authors_below_their_honest_bar_are_withheld_with_the_reason():
    author = '"author":{"@type":"Person","name":"brandon-peaktwo"}'
    story = read(page(head=f'<script type="application/ld+json">{{"@type":"BlogPosting",{author}}}</script>'))
    assert names(story) == []
    assert story.evidence["authors"][0].reason == "confidence below 0.55"
    assert story.evidence["authors"][0].confidence < 0.55
