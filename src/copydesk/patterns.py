"""Regular expressions that are compiled when they are first asked: of three hundred a page needs a third."""

import re
from typing import AnyStr, Final, cast

__all__ = ["pattern"]

_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, made at its first use; `re.error` is raised then, too."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class _Pattern:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self._of = (text, flags)

    def __getattr__(self, name: str) -> object:
        made = re.compile(*self._of)  # type: ignore[type-var]
        # From now on the methods are found here, without a further step at each call.
        self.__dict__.update({method: getattr(made, method) for method in _METHODS})
        found: object = getattr(made, name)
        return found
