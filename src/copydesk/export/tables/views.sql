create view who_said_what as
select stories.headline, stories.publisher, stories.published,
       coalesce(quotes.speaker_name, quotes.speaker) as speaker,
       quotes.kind, quotes.text, quotes.cue, quotes.id, quotes.story_id
from quotes join stories on stories.id = quotes.story_id
order by stories.position, quotes.position;

create view timeline as
select events.first, events.last, events.what, events.who, stories.headline, stories.publisher,
       events.status, events.id, events.story_id
from events join stories on stories.id = events.story_id
where events.first is not null or events.last is not null
order by coalesce(events.first, events.last), stories.position, events.position;

create view what_does_not_hold as
select checks.sentence, checks.words, checks.rule, stories.headline, stories.publisher, stories.published, stories.name,
       checks.id, checks.story_id
from checks join stories on stories.id = checks.story_id
where checks.verdict = 'does not hold'
order by stories.position, checks.position;
