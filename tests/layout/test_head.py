"""What a page declares: metas, scripts and properties, read from their tags in the source."""

from copydesk.layout.dom import read_dom
from copydesk.layout.head import Head, head_of
from copydesk.settings import DEFAULTS

LONG = "x" * 2_100


def head(source: str) -> Head:
    return head_of(read_dom(source, DEFAULTS))


def test_a_meta_of_two_names_is_two() -> None:
    source = "<meta property=og:title name='Title ' content='Ferry &amp; harbour'><meta name=empty content>"
    metas = head(source).metas
    assert [(meta.attribute, meta.name, meta.content) for meta in metas] == [
        ("property", "og:title", "Ferry & harbour"),
        ("name", "title", "Ferry & harbour"),
    ]
    assert metas[0].span == (0, source.index(">") + 1)


def test_a_script_says_what_the_parser_reads() -> None:
    texts = {
        '<script type=application/ld+json>{"a": "&amp;"}</SCRIPT >': '{"a": "&amp;"}',
        "<script type=application/ld+json>{} </scripts> </script>": "{} </scripts> ",
        "<script type=application/ld+json><!-- <script></script> --></script>": "<!-- <script></script> -->",
        "<math><script type=application/ld+json>&quot;</script></math>": '"',
        "<script type=application/ld+json>{}": "{}",
    }
    assert {source: head(source).scripts[0].text for source in texts} == texts


def test_only_long_scripts_without_a_source_are_states() -> None:
    source = (
        f"<script>window.state = '{LONG}'</script><script>window.state = 1</script>"
        f"<script src=a.js>window.state = '{LONG}'</script><script type=application/json id=s>{LONG}</script>"
        f"<script type=text/template>window.state = '{LONG}'</script><script type=application/json>1</script>"
    )
    assert [(state.index, state.id) for state in head(source).states] == [(0, None), (3, "s")]


def test_a_property_belongs_to_the_nearest_item() -> None:
    source = (
        "<body itemscope itemtype=Page><p itemprop=name>Ferry"
        "<div itemscope itemprop=about itemtype='News&amp;Article'><b itemprop='author editor'>Ada</b>"
        "<table><tr><td itemscope><a href=/x itemprop=url>x</a></table></div>"
        "<time itemprop=date datetime=2025>May</time>"
    )
    found = [(one.name, one.value, one.itemtype, one.scope) for one in head(source).properties]
    assert found == [
        ("name", "Ferry", "Page", 1),
        ("about", "Adax", "News&Article", 2),
        ("author", "Ada", "News&Article", 2),
        ("editor", "Ada", "News&Article", 2),
        ("url", "/x", None, 3),
        ("date", "2025", "Page", 1),
    ]


def test_properties_of_no_item_have_none() -> None:
    assert [(one.name, one.itemtype, one.scope) for one in head("<p itemprop=name>Ferry").properties] == [
        ("name", None, 0)
    ]
