"""Builders of hostile pages: each a small function that returns the page as bytes or str."""

import gzip
import json
import zlib
from collections.abc import Callable
from typing import TypeAlias

Content: TypeAlias = bytes | str
Build: TypeAlias = Callable[[], Content]

MEGABYTE = 1_000_000
SENTENCE = "The council met on Tuesday and voted to keep the old harbour bridge open for another year. "
STORY = "".join(f"<p>{SENTENCE}Speaker number {n} asked for a second survey of the piers.</p>\n" for n in range(12))


def page(body: str, head: str = "") -> str:
    """A whole page around `body`, with a headline, a story of twelve paragraphs and a declared date."""
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Bridge stays open</title>"
        f"<meta property='article:published_time' content='2024-05-06T07:08:09+02:00'>{head}</head>"
        f"<body><article><h1>Bridge stays open</h1>{STORY}{body}</article></body></html>"
    )


def ld(value: str) -> str:
    """A page that declares `value` as its JSON-LD."""
    return page("", _script(value))


def merged_bodies() -> str:
    """Each <body> and <html> after the first hands its new attributes to the first."""
    return page("".join(f"<body b{n}=''><html h{n}=''>" for n in range(10_000)))


def foreign_template(opening: str) -> Build:
    """Templates in svg and math, over which parsers have crashed."""
    return lambda: page(f"{opening}<object></template><nobr><p><nobr>")


def surrogate_attributes() -> str:
    return page(
        "<p \udc80a='\ud800' title='\udfff'>The bridge stays open.</p><img alt='\ud83d' src='/\ud800.jpg'>" * 10
    )


def dated(date: str) -> str:
    """A page that declares and prints an impossible or extreme date."""
    article = json.dumps({"@type": "NewsArticle", "headline": "Bridge stays open", "datePublished": date})
    return page(f"<time datetime='{date}'>{date}</time><p>Published: {date}</p>", _script(article))


def _script(text: str) -> str:
    return f"<script type='application/ld+json'>{text}</script>"


def one_long_line() -> str:
    return page("<p>" + SENTENCE * (10 * MEGABYTE // len(SENTENCE)) + "</p>")


def one_long_word() -> str:
    return page("<p>" + "a" * (10 * MEGABYTE) + "</p>")


def nested(tag: str, count: int) -> str:
    return page(f"<{tag}>" * count + "deep" + f"</{tag}>" * count)


def many_attributes() -> str:
    return page("<div " + " ".join(f"data-a{n}='{n}'" for n in range(100_000)) + ">here</div>")


def million_links() -> str:
    return page("".join(f"<a href='/story/{n}'>Story {n}</a> " for n in range(1_000_000)))


def many_paragraphs() -> str:
    return page("".join(f"<p>Paragraph {n} says that the bridge stays open.</p>" for n in range(200_000)))


def same_paragraph() -> str:
    return page(f"<p>{SENTENCE}</p>" * 50_000)


def near_copies() -> str:
    return page("".join(f"<p>{SENTENCE}{SENTENCE} and {n}</p>" for n in range(20_000)))


def nul_bytes() -> bytes:
    return page("<p>The\0 bridge\0 stays\0 open.</p>" * 1000 + "\0" * 100_000).encode()


def only_nuls() -> bytes:
    return b"\0" * MEGABYTE


def lone_surrogates() -> str:
    return page("<p title='\udc80'>The \ud800 bridge \udfff stays \ud83d open.</p>" * 1000)


def utf16_without_bom() -> bytes:
    return page("<p>Brücke bleibt offen.</p>").encode("utf-16-le")


def lying_charset() -> bytes:
    return page("<p>Пароход «Ермак» стоит у пирса.</p>" * 50).replace("utf-8", "shift_jis").encode("cp1251", "replace")


def unknown_charset() -> bytes:
    return page("<p>Brücke bleibt offen.</p>").replace("utf-8", "x-nonsense").encode("latin-1")


def random_bytes() -> bytes:
    state, out = 88172645463325252, bytearray()
    for _ in range(MEGABYTE // 8):
        state ^= (state << 13) & 0xFFFFFFFFFFFFFFFF
        state ^= state >> 7
        state ^= (state << 17) & 0xFFFFFFFFFFFFFFFF
        out += state.to_bytes(8, "little")
    return bytes(out)


def truncated(share: float) -> Build:
    """The page of many constructs, cut after `share` of its characters."""

    def build() -> str:
        whole = mixed()
        return whole[: int(len(whole) * share)]

    return build


def mixed() -> str:
    """A page with one of every construct that can be cut in its middle."""
    return page(
        "<!-- a comment --><figure><img src='/a.jpg' alt='A bridge'><figcaption>The bridge. <b>Ada Roe</b></figcaption>"
        "</figure><table><tr><td>1<td>2</table><ul><li>one<li>two</ul><pre>a\n b</pre><script>var a = '<p>no</p>';"
        "</script><style>p > a {}</style><svg><path d='M0 0'/></svg><textarea><p>raw</textarea>&amp;&nbsp;&#x1F600;",
        _script('{"@type": "NewsArticle", "headline": "Bridge \\u2013 open"}'),
    )


def pdf_named_html() -> bytes:
    return (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nstream\n"
        + random_bytes()[:50_000]
        + b"\nendstream\n%%EOF"
    )


def gzip_as_html() -> bytes:
    return gzip.compress(page("").encode(), mtime=0)


def gzip_bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    chunk = b"a" * MEGABYTE
    return b"".join([packer.compress(b"<p>"), *(packer.compress(chunk) for _ in range(1000)), packer.flush()])


def deep_json(depth: int) -> Build:
    return lambda: ld("[" * depth + "1" + "]" * depth)


def deep_json_objects() -> str:
    return ld('{"author":' * 100_000 + "1" + "}" * 100_000)


def cyclic_json() -> str:
    nodes = [{"@id": f"#n{n}", "@type": "NewsArticle", "author": {"@id": f"#n{(n + 1) % 50}"}} for n in range(50)]
    return ld(json.dumps({"@graph": [*nodes, {"@id": "#self", "@type": "Person", "name": {"@id": "#self"}}]}))


def wide_json_graph() -> str:
    nodes = [{"@id": f"#p{n}", "@type": "Person", "name": f"Person {n}"} for n in range(50_000)]
    authors = [{"@id": f"#p{n}"} for n in range(50_000)]
    return ld(json.dumps({"@graph": [{"@type": "NewsArticle", "headline": "Bridge", "author": authors}, *nodes]}))


def big_json() -> str:
    body = SENTENCE * (5 * MEGABYTE // len(SENTENCE))
    return ld(json.dumps({"@type": "NewsArticle", "headline": "Bridge stays open", "articleBody": body}))


def broken_json() -> str:
    return page(
        "",
        "".join(
            _script(text) for text in ("", "{", '{"a":}', "\x00", '"' + "\\" * 100_001, "{'a': 1,}", "NaN", "1e999999")
        ),
    )


def scalar_json() -> str:
    return page(
        "", "".join(_script(text) for text in ("null", "true", "1", '"text"', "[]", "{}", "9" * 10_000, "-0", "[[[]]]"))
    )


def wrong_types_json() -> str:
    keys = [
        "headline",
        "author",
        "datePublished",
        "image",
        "keywords",
        "publisher",
        "articleSection",
        "description",
        "inLanguage",
    ]
    values: list[object] = [None, True, 7, 1.5, [], {}, [[]], [None], {"name": {"name": []}}, {"@value": 1}]
    return page(
        "", "".join(_script(json.dumps({"@type": "NewsArticle"} | dict.fromkeys(keys, value))) for value in values)
    )


def hidden_text() -> str:
    hide = (
        "style='display:none'",
        "hidden",
        "aria-hidden='true'",
        "style='visibility:hidden;font-size:0'",
        "style='position:absolute;left:-9999px'",
    )
    return page("".join(f"<p {way}>Hidden words of the trickster.</p>" for way in hide))


def hidden_inline_flood() -> str:
    return page("<p>" + "word <span style='display:none'>not said</span>" * 40_000 + "</p>")


def hidden_never_closed(opened: str) -> Build:
    return lambda: page("<p>" + f"{opened}word " * 60_000)


def hidden_boxes_in_boxes() -> str:
    return page("<div style='opacity:0'>" * 20 + "<p>Word by word.</p>" * 30_000)


def long_styles() -> str:
    return page(f"<p style='{'opacity :' * 20_000}'>Words.</p>" * 50)


def invisible_flood() -> str:
    return page("<p>" + "ha\u00adr\u200bb\u2060our\u202e " * 100_000 + "</p>")


def misread_flood() -> str:
    return page("<p>" + "\u00e2\u0080\u0099\u00c3\u00c3\u0092" * 200_000 + "</p>")


def bidi_controls() -> str:
    return page("<p>Price \u202e001 euro\u202c \u2066left\u2069 \u200f and\x1b[31m red \x07 bell \x9b31m c1.</p>" * 20)


def script_in_caption() -> str:
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;script&gt;alert(2)&lt;/script&gt;"
    return page(
        f"<figure><img src='javascript:alert(1)' alt='\"><script>'><figcaption>A bridge {bad}</figcaption></figure>"
    )


def long_comment() -> str:
    return page("<!--" + "- " * (5 * MEGABYTE) + "-->")


def unclosed_noscripts() -> str:
    """Elements for readers without scripts that never end."""
    return page("<noscript>" * MEGABYTE)


def many_noscripts() -> str:
    """Many of them with paragraphs of a story, 5 MB in all."""
    story = "<p>The council met on Tuesday and voted to keep the old bridge.</p>" * 15
    return page(f"<noscript>{story}</noscript>" * 5_000)


def unclosed_tags_in_noscript() -> str:
    """One of them with tags that never end."""
    return page("<noscript>" + "<p " * MEGABYTE + "</noscript>")


def unclosed_comment() -> str:
    return page("<!--" + "<!-- " * (MEGABYTE // 5))


def inline_chain(count: int) -> Build:
    return lambda: page("<b><i>" * (count // 2) + "deep" + "</i></b>" * (count // 2))


def adoption_agency(count: int) -> Build:
    return lambda: page("<a href='#'><b><p>x" * count)


def adoption_with_ends() -> str:
    return page("<b><i><a><p>x</b>y</i>z</a>" * 20_000)


def formatting_flood() -> str:
    return page("".join(f"<font size={n}>" for n in range(5_000)) + "<p>x" * 5_000)


def unclosed_paragraphs() -> str:
    return page("".join(f"<p>Paragraph {n} is open" for n in range(100_000)))


def unclosed_inline_per_paragraph() -> str:
    return page("<p><b>bold" * 20_000)


def foster_parenting() -> str:
    return page("<table>" + "<b>x<tr>" * 30_000)


def select_torture() -> str:
    return page("<select>" + "<option>a<select>" * 50_000)


def template_chain() -> str:
    return nested("template", 20_000)


def long_attribute() -> str:
    return page(f"<p class='{'a ' * (5 * MEGABYTE // 2)}' style='{'x' * 1000}'>here</p>")


def many_classes() -> str:
    return page("".join(f"<div class='{' '.join(f'c{m}' for m in range(50))}'>{n}</div>" for n in range(20_000)))


def many_meta() -> str:
    return page("", "".join(f"<meta property='og:image' content='https://example.org/{n}.jpg'>" for n in range(10_000)))


def many_entities() -> str:
    return page("<p>" + "&amp;&lt;&#65;&notit;&CounterClockwiseContourIntegral;" * 50_000 + "</p>")


def many_times() -> str:
    return page(
        "".join(f"<time datetime='2024-05-{n % 31:02d}T00:00'>{n % 31} May 2024</time> " for n in range(50_000))
    )


def many_bylines() -> str:
    return page(
        "".join(f"<span class='byline author' rel='author'>By Ada Roe {n} and Ben Coe</span>" for n in range(50_000))
    )


def doctype_only() -> bytes:
    return b"<!DOCTYPE html>"


def open_brackets() -> str:
    return page("<" * MEGABYTE)


def unclosed_attribute() -> str:
    return page("<a href='" + "<p>x " * 200_000)


def repeated(text: str, size: int = MEGABYTE) -> Build:
    """A text page of one line: `text` again and again."""
    return lambda: text * (size // len(text))


def words_by_line() -> str:
    return "\n".join(f"word{n % 997}" for n in range(300_000))


def text_same_paragraph() -> str:
    return "Bridge stays open\n\n" + (SENTENCE + "\n\n") * 50_000


def text_near_copies() -> str:
    return "Bridge stays open\n\n" + "\n".join(f"{SENTENCE}{SENTENCE} and {n}" for n in range(20_000))


def text_blank_lines() -> str:
    return "Bridge stays open" + "\n" * MEGABYTE + SENTENCE * 20


def text_all_stamps() -> str:
    return "\n".join(
        f"{n % 28 + 1} May 2024 {n % 24:02d}:{n % 60:02d} IST | Updated: Monday, May {n % 28 + 1}"
        for n in range(50_000)
    )


def text_invisible_lines() -> str:
    return f"Bridge stays open\n{SENTENCE * 20}\n" + "\u200b\n\ufeff\n" * 50_000


def text_surrogates() -> str:
    return "Bridge \ud800 stays open\n\n" + "\n\n".join(SENTENCE + "\udfff" for _ in range(100))
