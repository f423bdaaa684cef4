-- Addresses that are followed: feeds and sitemaps, the pages that they name, what a site says of its rights.
-- One row for each page however its address is spelled; `url` is the spelling that is fetched.
create table address (
    outlet text not null,
    address text not null,
    kind text not null,
    url text not null,
    site text not null,
    state text not null,
    due text not null,
    gap real not null,
    named_by text,
    listed blob,
    etag text,
    last_modified text,
    body_hash text,
    status integer,
    answered_url text,
    ignores_validators integer not null default 0,
    failures integer not null default 0,
    outcome text,
    reason text,
    message text,
    asked text,
    changed text,
    primary key (outlet, address, kind)
);
create index address_due on address (site, kind, due) where state = 'due';
