"""Made-up stories: one by hand, and any story at all."""

from pathlib import Path
from typing import TypeVar, get_args

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace

from copydesk.records import (
    Access,
    Block,
    Check,
    Dateline,
    Encoding,
    Entity,
    EntityType,
    Event,
    Excerpt,
    Image,
    ImageRole,
    Instant,
    Kind,
    Mention,
    MentionKind,
    Participant,
    Person,
    Post,
    Quote,
    QuoteKind,
    Reading,
    Related,
    Role,
    Source,
    SpeakerOrigin,
    Status,
    Story,
    StoryTime,
    TimeType,
    Unread,
    Verdict,
    Zone,
)

T = TypeVar("T")

FERRY = msgspec.json.decode(Path(__file__).with_name("ferry.json").read_bytes(), type=Story)


def _words(text: str) -> Excerpt:
    return Excerpt(block=6, start=0, end=len(text), text=text)


def _said(text: str, speaker: str | None, **fields: object) -> Quote:
    return Quote(content=(_words(text),), speaker_entity=speaker, rule="quotes/clause", confidence=0.9, **fields)


HER_SISTER = _words("Her sister")
READING = Reading(
    people=(
        Entity(
            id="P1",
            type="person",
            name="Odalys Brandt",
            variants=("Odalys Brandt", "Brandt"),
            roles=(_words("the harbour master"), _words("the harbour master")),
            ages=(_words("61"),),
        ),
        Entity(id="P2", type="person", name="Ines", relative_of="P1", variants=("Ines",), roles=(HER_SISTER,)),
        Entity(id="P3", type="person", name="brother", is_named=False, relative_of="P1"),
    ),
    organisations=(Entity(id="O1", type="organisation", name="Tidewater Line"),),
    places=(Entity(id="L1", type="place", name="Port Ellary"), Entity(id="L2", type="place", name="Lunde")),
    quotes=(
        _said("The next boat leaves tonight", "P1", kind="direct", cue=_words("told"), addressee=_words("the crowd")),
        _said("the crossing was rough", "O1", kind="indirect", cue=_words("said")),
        _said("Never again", None, kind="direct", speaker_origin="unknown", cue=_words("said"), cue_lemma="say"),
        Quote(
            kind="direct",
            content=(_words("We wait,"), _words("and we go.")),
            speaker_entity="P1",
            speaker_origin="carried",
            rule="quotes/carried",
            confidence=0.7,
        ),
    ),
    events=(
        Event(id="E1", what=_words("the ferry was built"), edtf="1995/1999", status="stated", rule="en/years"),
        Event(id="E2", what=_words("Brandt warned"), edtf="../2025-03-03", status="inferred", rule="events/before"),
        Event(id="E3", kind="publication", what=None, edtf="2025-03-04T09:15+01:00", status="stated", rule="events/p"),
        Event(id="E4", what=_words("it sails"), edtf="2025-03-05", status="stated", is_ahead=True, rule="en/day"),
        Event(id="E5", what=_words("a storm came"), status="undated", rule="events/undated"),
    ),
    checks=(
        Check(rule="checks/totals", verdict="holds", sentence="7 + 5 = 12.", spans=()),
        Check(rule="checks/weekday-date", verdict="does not hold", sentence="2025-03-04 is a Tuesday.", spans=()),
        Check(rule="checks/dateline", verdict="cannot tell", sentence="It is not named again.", spans=()),
    ),
    unread=(Unread(parts=("times in words",), reason="there is no table of times for nl"),),
)
"""What the desk might read in a story such as FERRY."""

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


def numbered(item: st.SearchStrategy[T], letter: str) -> st.SearchStrategy[tuple[T, ...]]:
    """Things of a story, with ids as the desk gives them."""
    return many(item).map(lambda items: tuple(replace(one, id=f"{letter}{n}") for n, one in enumerate(items, 1)))


spots = {"block": st.just(0), "start": st.integers(0, 3), "end": st.integers(3, 9), "text": words}
excerpts = st.builds(Excerpt, **spots)
own_ids = st.sampled_from(["P1", "P2", "O1", "L1"])
named_entities = st.builds(
    Entity,
    id=st.just(""),
    type=st.sampled_from(get_args(EntityType)),
    name=words,
    is_named=st.booleans(),
    relative_of=st.one_of(st.none(), own_ids),
    variants=many(words),
    roles=many(excerpts),
    ages=many(excerpts),
    mentions=many(st.builds(Mention, **spots, kind=st.sampled_from(get_args(MentionKind)))),
)
quotes = st.builds(
    Quote,
    kind=st.sampled_from(get_args(QuoteKind)),
    content=many(excerpts),
    quoted=many(excerpts),
    speaker=st.one_of(st.none(), excerpts),
    speaker_origin=st.sampled_from(get_args(SpeakerOrigin)),
    speaker_entity=st.one_of(st.none(), own_ids),
    cue=st.one_of(st.none(), excerpts),
    cue_lemma=some,
    cue_class=some,
    addressee=st.one_of(st.none(), excerpts),
    addressee_entity=st.one_of(st.none(), own_ids),
    rule=st.just("quotes/clause"),
    confidence=st.floats(0, 1),
    reason=some,
)
times = st.builds(
    StoryTime,
    **spots,
    type=st.sampled_from(get_args(TimeType)),
    value=words,
    granularity=words,
    mod=some,
    edtf=some,
    rule=st.just("en/month-day"),
    reasons=many(words),
    anchored=st.booleans(),
    is_age=st.booleans(),
)
events = st.builds(
    Event,
    id=st.just(""),
    kind=st.sampled_from(["event", "publication"]),
    what=st.one_of(st.none(), excerpts),
    lemma=some,
    family=some,
    who=many(st.builds(Participant, **spots, entity=st.one_of(st.none(), own_ids))),
    where=many(own_ids),
    times=many(excerpts),
    value=some,
    first=some,
    last=some,
    granularity=some,
    status=st.sampled_from(get_args(Status)),
    is_ahead=st.booleans(),
    rule=st.just("events/undated"),
    reasons=many(words),
)
checks = st.builds(
    Check,
    rule=st.just("checks/totals"),
    verdict=st.sampled_from(get_args(Verdict)),
    sentence=words,
    spans=many(excerpts),
)
unread = st.builds(Unread, parts=many(words), reason=words, command=some)
readings = st.builds(
    Reading,
    people=numbered(named_entities, "P"),
    organisations=numbered(named_entities, "O"),
    places=numbered(named_entities, "L"),
    quotes=many(quotes),
    times=many(times),
    events=numbered(events, "E"),
    checks=many(checks),
    unread=many(unread),
)
desk_stories = st.builds(
    lambda story, block, reading: replace(story, blocks=(block, *story.blocks), reading=reading),
    stories,
    blocks,
    readings,
)
"""Any story at all that the desk has read; its annotations stand in the first block."""
