"""The events of a story, in order."""

from copydesk.desk.events.timeline import find_events

__all__ = ["find_events"]
