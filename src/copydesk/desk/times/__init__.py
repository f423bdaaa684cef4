"""Times in a story: every expression with its value, and the reasons for it."""

from copydesk.desk.times.find import find_times
from copydesk.desk.times.solver import solve
from copydesk.records.reading import Time

__all__ = ["Time", "find_times", "solve"]
