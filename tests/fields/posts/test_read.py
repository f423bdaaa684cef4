"""Live blogs are read whole, with their posts in the order of the page; what only looks like one is not."""

import json

import pytest

from copydesk import Story, read
from copydesk.fields.posts.verdict import live_rows, says_live

TITLE = "Storm reaches Lunde harbour: live updates"
POSTS = [
    ("16:40", "Ferry stays in port", "The ferry to the outer islands stays in port until Thursday, the harbour said."),
    ("15:25", "Power back in Ostby", "Most of the four hundred houses in Ostby have power again after a dark night."),
    ("14:32", "Roof torn off school", "The wind has torn the roof off the school at Tarn Road, where nobody was."),
    ("12:10", "Road to Holm closed", "Fallen trees have closed the coast road to Holm, and crews wait for calmer air."),
    ("11:05", "First warning issued", "The weather service has issued its first warning of the winter for the coast."),
]
MORE = "People who live near the quay were asked to stay at home, and the council opened the hall as a shelter."
INTRO = "A storm from the west has reached the harbour of Lunde. We report here what happens on the coast today."


def page(body: str, *, head: str = "", title: str = TITLE, language: str = "en") -> str:
    return (
        f'<html lang="{language}"><head><title>{title}</title>{head}'
        f'<meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="2024-11-05T11:05:00+01:00"></head><body>'
        f'<nav><a href="/">Home</a> <a href="/coast">Coast</a></nav>'
        f"<main><article><h1>{title}</h1><p>By Ana Lind</p>{body}</article></main>"
        f'<footer><p>© 2024 The Courier</p></footer></body></html>'
    )  # fmt: skip


def story_of(html: str) -> Story:
    return read(html, url="https://courier.example/coast/storm-lunde-harbour", kind="html")


def boxes(posts: list[tuple[str, str, str]], *, classes: str = "entry") -> str:
    return "".join(
        f'<div class="{classes}"><div class="meta"><time datetime="2024-11-05T{time}:00+01:00">{time}</time></div>'
        f"<h3>{headline}</h3><p>{text}</p><p>{text[:-1]}, {MORE[0].lower()}{MORE[1:]}</p></div>"
        for time, headline, text in posts
    )


def declaration(**more: object) -> str:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": headline,
            "articleBody": text,
            "datePublished": f"2024-11-05T{time}:00+01:00",
            "author": {"@type": "Person", "name": "Tomasz Oyelaran"},
        }
        for time, headline, text in POSTS
    ]
    node = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": updates}
    return f'<script type="application/ld+json">{json.dumps(node | more)}</script>'


def texts_of(story: Story, role: str) -> list[str]:
    return [block.text for block in story.blocks if block.role == role]


def rule_of(story: Story) -> str:
    return next(one.rule for one in story.evidence["posts"] if one.chosen)


@pytest.fixture(scope="module")
def timed() -> Story:
    """Nothing declares the page live; each post is an element with a time element."""
    return story_of(page(f'<p>{INTRO}</p><div class="entries">{boxes(POSTS)}</div>'))


class TestElements:
    def test_the_posts_stand_in_the_order_of_the_page(self, timed: Story) -> None:
        assert [headline for _, headline, _ in POSTS] == [post.headline for post in timed.posts]
        assert rule_of(timed) == "posts/elements"

    def test_each_post_has_its_instant(self, timed: Story) -> None:
        assert [f"2024-11-05T{time}:00+01:00" for time, _, _ in POSTS] == [
            post.published and post.published.value for post in timed.posts
        ]

    def test_the_blocks_of_a_post_are_its_own(self, timed: Story) -> None:
        for post, (time, headline, text) in zip(timed.posts, POSTS, strict=True):
            said = [block.text for block in timed.blocks[post.first : post.last]]
            assert [time, headline, text] == said[:3]
            assert len(said) == 4

    def test_times_are_no_body_and_headlines_are(self, timed: Story) -> None:
        assert not {time for time, _, _ in POSTS} & set(texts_of(timed, "body"))
        assert {time for time, _, _ in POSTS} <= set(texts_of(timed, "published"))
        assert {headline for _, headline, _ in POSTS} <= {
            block.text for block in timed.blocks if block.role == "body" and block.kind == "heading"
        }

    def test_the_text_holds_every_post_once(self, timed: Story) -> None:
        assert timed.text == "\n\n".join(texts_of(timed, "body"))
        assert all(timed.text.count(f"\n\n{text}\n\n") == 1 for _, _, text in POSTS)


class TestDeclared:
    def test_the_declared_posts_are_found_by_their_headlines(self) -> None:
        plain = "".join(f"<h3>{headline}</h3><p>{text}</p><p>{text} {MORE}</p>" for _, headline, text in POSTS)
        story = story_of(page(f"<p>{INTRO}</p>{plain}", head=declaration()))
        assert [(headline, "Tomasz Oyelaran") for _, headline, _ in POSTS] == [
            (post.headline, post.author) for post in story.posts
        ]
        assert rule_of(story) == "posts/declared"
        assert story.posts[2].published.value == "2024-11-05T14:32:00+01:00"

    def test_a_line_that_signs_goes_before_the_declared_author(self) -> None:
        lines = boxes(POSTS).replace("</time></div>", "</time> Mira Sand</div>")
        story = story_of(page(f"<p>{INTRO}</p><div>{lines}</div>", head=declaration()))
        assert {"Mira Sand"} == {post.author for post in story.posts}

    def test_a_summary_of_headlines_is_a_copy_of_the_posts(self) -> None:
        summary = "".join(f"<li>{headline}</li>" for _, headline, _ in POSTS)
        story = story_of(page(f"<p>{INTRO}</p><h2>Key events</h2><ul>{summary}</ul>{boxes(POSTS)}", head=declaration()))
        assert [headline for _, headline, _ in POSTS] == [post.headline for post in story.posts]
        assert all(story.text.count(headline) == 1 for _, headline, _ in POSTS)
        for post in story.posts:
            assert post.headline in [
                block.text for block in story.blocks[post.first : post.last] if block.role == "body"
            ]

    def test_a_declaration_without_posts_on_the_page_gives_none(self) -> None:
        story = story_of(page(f"<p>{INTRO} {MORE}</p><p>{MORE} {INTRO}</p><p>{MORE}</p>", head=declaration()))
        assert story.posts == ()


class TestLines:
    GERMAN = "".join(
        f"<p>{time} Uhr</p><p>{text}</p>"
        for time, text in (
            ("16.40", "Die Fähre nach Ostby bleibt bis Donnerstag im Hafen, wie das Hafenamt am Nachmittag mitteilte."),
            ("15.25", "Fast alle der vierhundert Häuser in Ostby haben nach einer dunklen Nacht wieder Strom im Netz."),
            ("14.32", "Der Wind hat der Schule an der Teichstraße das Dach abgerissen, im Gebäude war aber niemand."),
            ("12.10", "Umgestürzte Bäume sperren die Küstenstraße nach Holm, und die Helfer warten auf weniger Wind."),
            ("11.05", "Der Wetterdienst hat am Vormittag die erste Warnung dieses Winters für die Küste ausgegeben."),
        )
    )

    def test_lines_with_a_time_part_the_posts(self) -> None:
        story = story_of(page(self.GERMAN, title="Sturm in Lunde: der Liveticker", language="de"))
        assert [post.published.value[10:] for post in story.posts] == ["T16:40", "T15:25", "T14:32", "T12:10", "T11:05"]
        assert story.posts[0].published.value == "2024-11-05T16:40"
        assert story.posts[0].published.text == "16.40 Uhr"
        assert rule_of(story) == "posts/time-lines"
        assert "Uhr" not in story.text

    def test_headings_that_begin_with_a_time(self) -> None:
        body = "".join(f"<h2>{time} Uhr: {headline}</h2><p>{text}</p><p>{MORE}</p>" for time, headline, text in POSTS)
        story = story_of(page(body, title="Sturm in Lunde: der Liveticker", language="de"))
        assert [(f"2024-11-05T{time}", headline) for time, headline, _ in POSTS] == [
            (post.published.value, post.headline) for post in story.posts
        ]
        assert rule_of(story) == "posts/time-openings"

    def test_a_time_without_the_one_day_of_the_story_stays_without_a_day(self) -> None:
        head = '<meta property="article:modified_time" content="2024-11-06T09:00:00+01:00">'
        story = story_of(page(self.GERMAN, head=head, title="Sturm in Lunde: der Liveticker", language="de"))
        assert story.posts[0].published.value == "T16:40"


class TestNoLiveBlog:
    ARTICLE = "".join(f"<p>{text} {MORE}</p>" for _, _, text in POSTS)

    def test_comments(self) -> None:
        thread = boxes(POSTS, classes="comment")
        assert story_of(page(f'{self.ARTICLE}<section class="comments">{thread}</section>')).posts == ()
        assert story_of(page(f'<p>{INTRO}</p><div class="comments">{thread}</div>')).posts == ()

    def test_teasers(self) -> None:
        teasers = "".join(
            f'<div class="entry"><time datetime="2024-11-05T{time}:00+01:00">{time}</time>'
            f'<h3><a href="/coast/{number}">{headline}</a></h3><p>{text} {MORE}</p></div>'
            for number, (time, headline, text) in enumerate(POSTS)
        )
        assert story_of(page(f"<p>{INTRO}</p><div>{teasers}</div>")).posts == ()

    def test_links_to_the_posts_themselves_are_no_teasers(self) -> None:
        entries = boxes(POSTS).replace("<h3>", '<h3><a href="#post">').replace("</h3>", "</a></h3>")
        assert len(POSTS) == len(story_of(page(f"<p>{INTRO}</p><div>{entries}</div>")).posts)

    @pytest.mark.parametrize("posts", [POSTS, POSTS[::-1]], ids=["falls", "rises"])
    def test_a_chronology_on_a_page_that_does_not_call_itself_live(self, posts: list[tuple[str, str, str]]) -> None:
        assert story_of(page(boxes(posts), title="How the storm came to Lunde harbour")).posts == ()

    def test_times_in_no_order(self) -> None:
        assert story_of(page(boxes([POSTS[at] for at in (2, 0, 4, 1, 3)]))).posts == ()

    def test_a_live_page_that_rises(self) -> None:
        assert len(POSTS) == len(story_of(page(f"<p>{INTRO}</p><div>{boxes(POSTS[::-1])}</div>")).posts)

    def test_a_chronology_that_is_a_small_part_of_the_article(self) -> None:
        lines = "".join(f"<li><time>{time}</time><p>{headline}</p></li>" for time, headline, _ in POSTS)
        assert story_of(page(f"{self.ARTICLE}<ul>{lines}</ul>{self.ARTICLE.replace('The', 'A')}")).posts == ()

    def test_posts_of_many_days_are_stories(self) -> None:
        days = boxes(POSTS)
        for number, (time, _, _) in enumerate(POSTS):
            days = days.replace(f"2024-11-05T{time}", f"2024-11-{20 - 2 * number:02d}T{time}")
        assert story_of(page(days)).posts == ()

    def test_an_article_has_no_evidence_for_posts(self) -> None:
        story = story_of(page(self.ARTICLE))
        assert "posts" not in story.evidence


@pytest.mark.parametrize("row", live_rows(), ids=lambda row: row.language)
def test_live_rows(row) -> None:
    """The example calls itself live, and each word alone does."""
    assert says_live(row.example)
    assert all(says_live(word) for word in row.words)


@pytest.mark.parametrize("text", ["They deliver olives", "A lively debate", "Direct trains to Holm", ""])
def test_other_words_do_not_say_live(text: str) -> None:
    assert not says_live(text)
