"""The desk: what a story says. Who, who said what, when, in which order, and what does not add up."""

from copydesk.desk.desk import annotate, read_desk, source_span, with_reading
from copydesk.layout.source_map import plain_span
from copydesk.records.reading import Check, Event, Participant, Reading, StoryTime, Unread

__all__ = [
    "Check", "Event", "Participant", "Reading", "StoryTime", "Unread", "annotate", "plain_span", "read_desk",
    "source_span", "with_reading",
]  # fmt: skip
