"""Who and what a story names: people, organisations, places and families under all their names."""

from copydesk.desk.names.find import find_people_and_places
from copydesk.desk.names.given import GivenMention, group_mentions
from copydesk.desk.names.keys import archive_keys

__all__ = ["GivenMention", "archive_keys", "find_people_and_places", "group_mentions"]
