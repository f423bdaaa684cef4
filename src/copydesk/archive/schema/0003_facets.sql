-- What facets and families need of a capture, in a tenth of the pages that its row takes.
create index capture_facets on capture (id, story, outlet, agency, language, day, first_seen);
