"""Made-up stories: one by hand, and any story at all."""

from pathlib import Path
from typing import TypeVar, get_args

import msgspec
from hypothesis import strategies as st

from copydesk.records import (
    Access,
    Block,
    Dateline,
    Encoding,
    Image,
    ImageRole,
    Instant,
    Kind,
    Person,
    Post,
    Related,
    Role,
    Source,
    Story,
    Zone,
)

T = TypeVar("T")

FERRY = msgspec.json.decode(Path(__file__).with_name("ferry.json").read_bytes(), type=Story)

NASTY = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "https://evil.example www.evil.example a@evil.example",
    "\x1b[31mred\x07\x9b2J",
    "abc\u202efdp.exe\u2066\u200b\ufeff\U000e0041",
    "# heading\n- item\n1. one\n> quote\n```\ncode\n===",
    "&lt;b&gt; &amp; `code` *x* _y_ ~~z~~ | a | b |",
    "\ud800 lone",
)
words = st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=30))
some = st.one_of(st.none(), words)
urls = st.one_of(
    st.sampled_from(
        [
            "https://ledger.example/a b?q=é#x",
            "http://ledger.example:8080/%zz|^",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<b>",
            "https://user:word@ledger.example/",
            "https://münchen.example/ä",
            "http://[::1]/",
            "http://[broken/",
            "https://ledger.example:99999/",
            "/relative/path",
            "",
        ]
    ),
    words,
)
instants = st.builds(
    Instant,
    value=st.one_of(
        st.sampled_from(["2025-03-04", "2025-03-04T09:15:00+01:00", "2025-02-31T09:15:00+01:00", "2025-03-04T09:15Z"]),
        words,
    ),
    zone=st.sampled_from(get_args(Zone)),
    text=words,
)
sources = st.builds(
    Source,
    url=st.one_of(st.none(), urls),
    canonical_url=st.one_of(st.none(), urls),
    kind=st.sampled_from(["html", "text"]),
    sha256=st.just("b2" * 32),
    encoding=st.just(Encoding(name="utf-8", origin="fallback", confidence=0.5)),
    characters=st.just(100),
)
blocks = st.builds(
    Block,
    role=st.sampled_from([*get_args(Role), *["body"] * 20]),
    kind=st.sampled_from(get_args(Kind)),
    text=words,
    span=st.just((0, 1)),
)


def many(item: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(item, max_size=3).map(tuple)


stories = st.builds(
    Story,
    source=sources,
    headline=some,
    kicker=some,
    deck=some,
    byline=some,
    authors=many(st.builds(Person, name=words, role=some, organisation=some)),
    agency=some,
    dateline=st.one_of(st.none(), st.builds(Dateline, place=words, text=words)),
    published=st.one_of(st.none(), instants),
    modified=st.one_of(st.none(), instants),
    section=many(words),
    tags=many(words),
    publisher=some,
    language=some,
    access=st.sampled_from(get_args(Access)),
    images=many(
        st.builds(Image, url=urls, alt=some, caption=some, credit=some, role=st.sampled_from(get_args(ImageRole)))
    ),
    reading_time=some,
    copyright=some,
    corrections=many(words),
    related=many(st.builds(Related, headline=words, url=st.one_of(st.none(), urls))),
    text=words,
    blocks=many(blocks),
    posts=many(
        st.builds(
            Post,
            headline=some,
            published=st.one_of(st.none(), instants),
            author=some,
            first=st.integers(0, 3),
            last=st.integers(0, 3),
        )
    ),
)
