"""The signs that a text may hold, one bit each: a field declares by them what it looks for."""

from typing import Final

__all__ = [
    "ALL", "CLOCK", "CREDIT", "DATE", "DIGIT", "FRAME", "LEAD", "LENGTH", "MARK", "MONTH", "OPEN", "PARTED", "TRIPLE",
    "YEAR",
]  # fmt: skip

DIGIT: Final = 1
"""A decimal digit of any script."""
PARTED: Final = 2
"""Figures with a stop, a slash or a dash between: `3.5`."""
TRIPLE: Final = 4
"""Three figures parted so: `3/5/2024`."""
YEAR: Final = 8
"""Four figures from 1900 to 2099."""
CLOCK: Final = 16
"""Figures with a colon, a stop or the word for an hour between: `14:05`."""
DATE: Final = 32
"""Three figures near each other, and the name of a month or figures parted twice: a day with its year."""
LENGTH: Final = 64
"""A figure, and a word of reading times."""
LEAD: Final = 128
"""A word with which lines begin that name an author or others in the next."""
OPEN: Final = 256
"""A word with which a byline opens: `by`, `Text:`."""
CREDIT: Final = 512
"""A word of picture credits."""
FRAME: Final = 1024
"""The most telling word of a phrase that frames stories, as a whole line or within one: `Share`, `newsletter`."""
MARK: Final = 2048
"""A word that marks what follows as a picture credit: `Photo:`, `Photograph by`."""
ALL: Final = 4095
"""A text with all of them is handed to whoever asks."""
MONTH: Final = 8192
"""The name of a month: no field asks for it alone."""
