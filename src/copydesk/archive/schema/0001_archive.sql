-- A story: one address at one outlet, however often it was captured.
create table story (
    id integer primary key,
    outlet text not null,
    address text not null,
    key_version integer not null,
    slug text,
    url text,
    family integer not null,
    headline text,
    captures integer not null,
    first_seen text not null,
    last_seen text not null
);
create unique index story_address on story (outlet, address);
create index story_family on story (family);
create index story_slug on story (outlet, slug) where slug is not null;

-- A capture: one state of a story. Rows are added and never rewritten, last_seen and reading aside.
create table capture (
    id integer primary key,
    story integer not null references story (id),
    number integer not null,
    kind text not null,
    mark text,
    name text not null,
    url text,
    canonical_url text,
    outlet text not null,
    publisher text,
    headline text,
    deck text,
    byline text,
    authors text not null,
    agency text,
    place text,
    published text,
    published_at text,
    day text,
    modified text,
    language text,
    section text not null,
    tags text not null,
    access text not null,
    words integer not null,
    first_seen text not null,
    last_seen text not null,
    added text not null,
    source_hash text not null,
    content_hash text not null,
    reader text not null,
    warc_file text,
    warc_id text,
    warc_offset integer,
    has_reading integer not null,
    record_size integer not null
);
create unique index capture_number on capture (story, number);
create index capture_outlet on capture (outlet, day);
create index capture_day on capture (day);
create index capture_agency on capture (agency, day) where agency is not null;
create index capture_source on capture (source_hash);

-- Beside the columns, so that lists and facets do not page through them.
create table record (capture integer primary key, body blob not null);
create table matter (capture integer primary key, body blob not null);
create table page (capture integer primary key, body blob not null);

create virtual table words using fts5 (
    headline, deck, body, content = '', detail = full,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);

-- What the index has in hand before it writes a piece of it: a batch makes one piece, not five that are merged later.
insert into words (words, rank) values ('hashsize', 16777216);
insert into words (words, rank) values ('automerge', 8);

-- Rare fingerprints of passages; a capture that adds nothing to another has none of its own.
create table print (hash integer not null, capture integer not null, primary key (hash, capture)) without rowid;

-- Directed: `capture` has `share` of its text from `other`, which has `other_share` of its own in `capture`.
create table relation (
    capture integer not null,
    other integer not null,
    kind text not null,
    share real not null,
    other_share real not null,
    first text,
    first_reason text,
    passages text not null,
    reason text not null,
    rule text not null,
    primary key (capture, other, kind)
) without rowid;
create index relation_other on relation (other);

-- What a reading says, as rows that people filter by.
create table person (
    capture integer not null,
    entity text not null,
    type text not null,
    name text not null,
    key text not null,
    variants text not null,
    roles text not null,
    reasons text not null,
    mentions integer not null,
    primary key (capture, entity)
) without rowid;
create index person_key on person (key);
create table quote (
    capture integer not null,
    number integer not null,
    kind text not null,
    speaker text,
    entity text,
    key text,
    origin text not null,
    cue text,
    words text not null,
    block integer not null,
    start integer not null,
    finish integer not null,
    rule text not null,
    confidence real not null,
    primary key (capture, number)
) without rowid;
create index quote_key on quote (key);
create table event (
    capture integer not null,
    number integer not null,
    kind text not null,
    what text,
    value text,
    first text,
    last text,
    granularity text,
    status text not null,
    is_ahead integer not null,
    rule text not null,
    block integer,
    start integer,
    finish integer,
    reasons text not null,
    primary key (capture, number)
) without rowid;
create index event_first on event (first);

-- What a person decided; survives a rebuild.
create table decision (
    id integer primary key,
    verdict text not null,
    one text not null,
    other text not null,
    made text not null
);

-- Sources that gave no capture, the last outcome of each.
create table refusal (name text primary key, reason text not null, message text not null, seen text not null);

-- Files and records that were taken in: where (a hash) and in which state, so that they are not read again.
create table taken (place text primary key, stamp text not null) without rowid;

-- One row for each run, so that a second run can say what is left.
create table run (
    id integer primary key,
    started text not null,
    ended text,
    sources text not null,
    counts text not null
);

-- Each story as it was last captured, for who opens the file with another program.
create view stories as
select
    story.id,
    capture.headline,
    capture.outlet,
    capture.published,
    capture.modified,
    capture.byline,
    capture.agency,
    capture.language,
    capture.words,
    story.family,
    (select count(*) from story as other where other.family = story.family) - 1 as copies,
    story.captures,
    story.first_seen,
    story.last_seen,
    capture.url
from story
join capture on capture.id = (
    select id from capture as last where last.story = story.id order by last_seen desc, number desc limit 1
);
