"""The list of hostile inputs, by name."""

from typing import Literal, NamedTuple, TypeAlias

from benchmarks import hostile_pages as pages
from benchmarks import hostile_saved as saved
from benchmarks.hostile_listings import LISTINGS
from benchmarks.hostile_pages import Build

Kind: TypeAlias = Literal["html", "text", "listing"]


class Hostile(NamedTuple):
    """One input: its name, how to build it, and the kind it is handed over as (None: the content has to tell).

    A `listing` is a feed or sitemap, gone through for the stories that it names.
    """

    name: str
    build: Build
    kind: Kind | None = None


HTML: tuple[Hostile, ...] = (
    Hostile("10 MB in one line", pages.one_long_line),
    Hostile("10 MB in one word", pages.one_long_word),
    Hostile("100,000 nested divs", lambda: pages.nested("div", 100_000)),
    Hostile("1,000 nested tables", lambda: pages.nested("table><tr><td", 1000)),
    Hostile("50,000 nested inline tags", pages.inline_chain(50_000)),
    Hostile("50,000 nested spans", lambda: pages.nested("span", 50_000)),
    Hostile("50,000 nested lists", lambda: pages.nested("ul><li", 50_000)),
    Hostile("20,000 nested templates", pages.template_chain),
    Hostile("50,000 nested svg groups", lambda: pages.nested("svg><g", 25_000)),
    Hostile("100,000 attributes on one tag", pages.many_attributes),
    Hostile("20,000 bodies with new attributes", pages.merged_bodies),
    Hostile("template in math", pages.foreign_template("<math><template><mi>")),
    Hostile("template in svg", pages.foreign_template("<svg><template><title>")),
    Hostile("template in foreignObject", pages.foreign_template("<SVG><Template\n><foreignObject>")),
    Hostile("surrogates in attributes", pages.surrogate_attributes),
    Hostile("5 MB attribute value", pages.long_attribute),
    Hostile("50 classes on 20,000 tags", pages.many_classes),
    Hostile("a million links", pages.million_links),
    Hostile("200,000 paragraphs", pages.many_paragraphs),
    Hostile("100,000 unclosed <p>", pages.unclosed_paragraphs),
    Hostile("the same paragraph 50,000 times", pages.same_paragraph),
    Hostile("20,000 near copies", pages.near_copies),
    Hostile("<a><b><p> 3,000 times", pages.adoption_agency(3_000)),
    Hostile("<a><b><p> 20,000 times", pages.adoption_agency(20_000)),
    Hostile("misnested ends 20,000 times", pages.adoption_with_ends),
    Hostile("5,000 fonts over 5,000 <p>", pages.formatting_flood),
    Hostile("<p><b> 20,000 times", pages.unclosed_inline_per_paragraph),
    Hostile("foster parenting 30,000 times", pages.foster_parenting),
    Hostile("selects in selects", pages.select_torture),
    Hostile("10 MB comment", pages.long_comment),
    Hostile("unclosed comments", pages.unclosed_comment),
    Hostile("a million <", pages.open_brackets),
    Hostile("a million unclosed <noscript", pages.unclosed_noscripts),
    Hostile("5,000 stories in noscript", pages.many_noscripts),
    Hostile("a million <p in a noscript", pages.unclosed_tags_in_noscript),
    Hostile("unclosed attribute, 1 MB", pages.unclosed_attribute),
    Hostile("250,000 entities", pages.many_entities),
    Hostile("10,000 meta tags", pages.many_meta),
    Hostile("50,000 time elements", pages.many_times),
    Hostile("50,000 bylines", pages.many_bylines),
    Hostile("NUL bytes", pages.nul_bytes),
    Hostile("only NUL bytes", pages.only_nuls),
    Hostile("random bytes", pages.random_bytes),
    Hostile("random bytes as html", pages.random_bytes, "html"),
    Hostile("lone surrogates", pages.lone_surrogates),
    Hostile("UTF-16 without BOM", pages.utf16_without_bom),
    Hostile("lying charset", pages.lying_charset),
    Hostile("unknown charset", pages.unknown_charset),
    *(
        Hostile(f"cut at {share} %", pages.truncated(share / 100))
        for share in (1, 5, 10, 25, 40, 55, 70, 80, 85, 90, 95, 99)
    ),
    Hostile("empty", lambda: b""),
    Hostile("doctype only", pages.doctype_only),
    Hostile("PDF named .html", pages.pdf_named_html, "html"),
    Hostile("gzip as HTML", pages.gzip_as_html, "html"),
    Hostile("gzip bomb, 1 GB", pages.gzip_bomb),
    Hostile("JSON-LD 500 deep", pages.deep_json(500)),
    Hostile("JSON-LD 100,000 deep", pages.deep_json(100_000)),
    Hostile("JSON-LD objects 100,000 deep", pages.deep_json_objects),
    Hostile("JSON-LD cyclic", pages.cyclic_json),
    Hostile("JSON-LD graph of 50,000", pages.wide_json_graph),
    Hostile("JSON-LD scalars", pages.scalar_json),
    Hostile("JSON-LD broken", pages.broken_json),
    Hostile("JSON-LD of wrong types", pages.wrong_types_json),
    Hostile("JSON-LD 5 MB", pages.big_json),
    Hostile("31 February", lambda: pages.dated("2024-02-31T25:61:00Z")),
    Hostile("zone +99:99", lambda: pages.dated("2024-05-06T07:08:09+99:99")),
    Hostile("year 9999", lambda: pages.dated("9999-12-31T23:59:59-23:59")),
    Hostile("year 0000", lambda: pages.dated("0000-00-00T00:00:00Z")),
    Hostile("date of 100,000 digits", lambda: pages.dated("2" * 100_000)),
    Hostile("hidden text", pages.hidden_text),
    Hostile("40,000 hidden words in a paragraph", pages.hidden_inline_flood),
    *(
        Hostile(f"60,000 elements never closed: {opened}", pages.hidden_never_closed(opened))
        for opened in ("<span hidden>", "<span aria-hidden=true>", "<i style='font-size:0'>", "<rt>")
    ),
    Hostile("hidden boxes in hidden boxes", pages.hidden_boxes_in_boxes),
    Hostile("long styles", pages.long_styles),
    Hostile("invisible characters", pages.invisible_flood),
    Hostile("misread letters", pages.misread_flood),
    Hostile("bidi and terminal controls", pages.bidi_controls),
    Hostile("script in a caption", pages.script_in_caption),
)

TEXT: tuple[Hostile, ...] = (
    *(
        Hostile(f"text: 1 MB of {name}", pages.repeated(text), "text")
        for name, text in (
            ("digits", "7"),
            ("dates", "12/12/"),
            ("quotes", '"'),
            ("curly quotes", "“‘"),
            ("commas", ","),
            ("capitals", "A"),
            ("capitalised words", "Ada "),
            ("initials", "A. "),
            ("full stops", "."),
            ("spaces", " "),
            ("tabs and spaces", " \t"),
            ("dashes", "- "),
            ("brackets", "("),
            ("colons", ":"),
            ("By By By", "By "),
            ("and and and", "Ada and "),
            ("slashes", "/"),
            ("@", "a@"),
            ("https://", "https://"),
            ("combining marks", "a\u0301\u0301\u0301"),
            ("Han characters", "\u6a4b"),
        )
    ),
    Hostile("text: 300,000 lines of a word", pages.words_by_line, "text"),
    Hostile("text: the same paragraph 50,000 times", pages.text_same_paragraph, "text"),
    Hostile("text: 20,000 near copies", pages.text_near_copies, "text"),
    Hostile("text: a million blank lines", pages.text_blank_lines, "text"),
    Hostile("text: 50,000 time stamps", pages.text_all_stamps, "text"),
    Hostile("text: 100,000 lines that nobody sees", pages.text_invisible_lines, "text"),
    Hostile("text: lone surrogates", pages.text_surrogates, "text"),
    Hostile("text: HTML as text", pages.million_links, "text"),
)

SAVED: tuple[Hostile, ...] = (
    Hostile("MHTML: the page behind 20 MB of pictures", saved.page_behind_pictures),
    Hostile("MHTML: 200,000 parts", saved.many_parts),
    Hostile("MHTML: multiparts 8 deep", saved.nested_multiparts(8)),
    Hostile("MHTML: multiparts 50,000 deep", saved.nested_multiparts(50_000)),
    Hostile("MHTML: 40,000 multiparts of one boundary", saved.multiparts_of_one_boundary),
    Hostile("MHTML: a million boundaries", saved.boundaries_alone),
    Hostile("MHTML: a million near boundaries", saved.near_boundaries),
    Hostile("MHTML: headers without end", saved.headers_without_end),
    Hostile("MHTML: 2 MB in one field", saved.long_fields),
    Hostile("MHTML: 20,000 parts of quoted parameters", saved.quoted_parameters),
    Hostile("MHTML: 9,000 continued parameters", saved.continued_parameters),
    Hostile("MHTML: address of 2,000 encoded words", saved.encoded_address),
    Hostile("MHTML: address folded 500,000 times", saved.folded_address),
    Hostile("MHTML: 10 MB of =", saved.quoted_equals),
    Hostile("MHTML: unsound base64", saved.unsound_base64),
    Hostile("MHTML: cut in its page", saved.mail_cut_in_its_page),
    Hostile("MHTML: gzip bomb, 200 MB", saved.packed_bomb_of_mail),
    Hostile("mail: random bytes", saved.mail_of_noise),
    Hostile("web archive: 3 MB page", saved.archive_of_a_large_page),
    Hostile("web archive: 150,000 deep", saved.deep_archive),
    Hostile("web archive: holds itself", saved.archive_in_itself),
    Hostile("web archive: 16 to the 300th values", saved.archive_of_shared_lists),
    Hostile("web archive: 5 million values", saved.archive_of_many_values),
    Hostile("web archive: 2.5 million references", saved.archive_of_wide_lists),
    Hostile("web archive: claims 2 to the 60th values", saved.archive_that_lies),
    Hostile("web archive: claims 2 to the 60th bytes", saved.archive_of_long_claims),
    Hostile("web archive: XML, 100,000 deep", saved.xml_archive(b"<array>" * 100_000)),
    Hostile("web archive: XML, entities in entities", saved.xml_archive(b"<string>&m;</string>", saved.LAUGHS)),
    Hostile("web archive: XML, entity of a file", saved.xml_archive(b"<string>&a;</string>", saved.OUTSIDE)),
    Hostile(
        "web archive: XML, 5 MB of unsound base64", saved.xml_archive(b"<data>" + b"=!A\n" * 1_250_000 + b"</data>")
    ),
    Hostile("marks: 400 without end", saved.marks_without_end),
    Hostile("marks: 20,000 of no web address", saved.many_marks),
    Hostile("marks: SingleFile header without end, 5 MB", saved.header_without_end),
    Hostile("gzip: 200,000 members", saved.many_members),
    Hostile("gzip: cut off", saved.cut_gzip),
    Hostile("gzip: a flipped bit", saved.flipped_gzip),
    Hostile("feed of 100,000 items", saved.feed_of(100_000)),
    Hostile("feed of entities in entities", saved.feed_of_laughs),
    Hostile("feed below 500,000 comments", saved.comments_above_a_feed),
    Hostile("sitemap of 500,000 addresses", saved.sitemap_of_addresses),
)

ALL: tuple[Hostile, ...] = (
    *HTML,
    *TEXT,
    *SAVED,
    *(Hostile(f"listing: {name}", build, "listing") for name, build in LISTINGS),
)
