-- What was fetched for addresses and has not become an outcome yet: a run that was killed does not ask for it again.
-- A row goes with the outcome of its address, all of them with the end of a run.
create table fetched (
    url text primary key,
    at text not null,
    got blob not null
);
-- What robots.txt answered, redirects to it too; it holds for a day, whichever run asks.
create table robots (
    url text primary key,
    at text not null,
    answer blob not null
);
