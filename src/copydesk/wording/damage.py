"""Whether a text may be damaged at all, letter by letter: as it is fast when compiled."""

__all__ = ["holds_damage"]


def holds_damage(text: str) -> bool:
    """Whether a text has a letter that only damage, or what nobody sees, puts where it stands; that promises nothing.

    An ampersand may open an entity, a letter such as "Ã" before a mark may be UTF-8 read as Windows-1252.
    """
    may_lead = False
    for letter in text:
        if letter <= "\x7f":
            if letter == "&" or letter == "\x7f" or (letter < " " and letter not in "\t\n\r"):
                return True
            may_lead = False
        elif letter < "\u0152":
            if letter <= "\x9f" or letter == "\xad" or (may_lead and letter <= "\xbf"):
                return True
            may_lead = "\xc2" <= letter <= "\xf4"
        elif may_lead or _is_unseen(letter):
            return True
    return False


def _is_unseen(letter: str) -> bool:
    """Whether `cleaned` knows the letter; of those beyond Latin."""
    if letter < "\u200b":
        return letter == "\u061c"
    if letter <= "\u206f":
        return letter <= "\u200f" or "\u202a" <= letter <= "\u202e" or letter >= "\u2060"
    return letter >= "\ufeff" and (
        letter == "\ufeff" or "\ufff9" <= letter <= "\uffff" or "\U000e0000" <= letter <= "\U000e007f"
    )
