"""Times in a story: every expression with its value, and the reasons for it."""

from copydesk.desk.times.find import find_times
from copydesk.desk.times.records import Time
from copydesk.desk.times.solver import solve

__all__ = ["Time", "find_times", "solve"]
