"""Events in the order in which they happened, and the one that the story is about."""

from copydesk.desk.events.main import find_main_event
from copydesk.desk.events.timeline import find_events

__all__ = ["find_events", "find_main_event"]
