"""Runs of letters in a text and in the names of elements, letter by letter: as it is fast when compiled."""

__all__ = ["holds_digit", "letter_runs", "name_runs", "spelled", "told_runs", "wordlike_runs"]


def letter_runs(text: str) -> list[str]:
    """The runs of letters, digits and underscores, as `\\w+` finds them."""
    found: list[str] = []
    start = -1
    for place, letter in enumerate(text):
        if "a" <= letter <= "z" or letter == "_" or letter.isalnum():
            if start < 0:
                start = place
        elif start >= 0:
            found.append(text[start:place])
            start = -1
    if start >= 0:
        found.append(text[start:])
    return found


def spelled(folded: str) -> str:
    """The runs of letters, digits and underscores, parted by one space each; most texts are so as they stand."""
    is_gap = True
    for letter in folded:
        if "a" <= letter <= "z" or letter == "_" or letter.isalnum():
            is_gap = False
        elif letter == " " and not is_gap:
            is_gap = True
        else:
            return " ".join(letter_runs(folded))
    return " ".join(letter_runs(folded)) if is_gap else folded


def holds_digit(text: str) -> bool:
    """Whether a text has a decimal digit of any script."""
    for letter in text:  # noqa: SIM110  a generator has no type when compiled
        if "0" <= letter <= "9" or (letter > "\x7f" and letter.isdecimal()):
            return True
    return False


def wordlike_runs(text: str) -> list[str]:
    """The runs of all that is no white space, digit or mark: words with the vowel signs of their script."""
    found: list[str] = []
    start = -1
    for place, letter in enumerate(text):
        if "a" <= letter <= "z" or not (
            letter.isspace() or letter.isdecimal() or letter in ".,;:!?()[]{}<>|/\"'’«»„“”‘…–—।॥،؟؛۔·•*#@&_-"
        ):
            if start < 0:
                start = place
        elif start >= 0:
            found.append(text[start:place])
            start = -1
    if start >= 0:
        found.append(text[start:])
    return found


def told_runs(text: str) -> list[str]:
    """The runs of letters and digits, with the points and commas inside numbers: what copies of a text agree in."""
    found: list[str] = []
    size = len(text)
    start = -1
    for place, letter in enumerate(text):
        if "a" <= letter <= "z" or letter.isalnum():
            if start < 0:
                start = place
            continue
        if letter in ".," and 0 < place < size - 1 and text[place - 1].isdecimal() and text[place + 1].isdecimal():
            continue
        if start >= 0:
            found.append(text[start:place])
            start = -1
    if start >= 0:
        found.append(text[start:])
    return found


def name_runs(names: str, least: int) -> list[str]:
    """The words in class and id attributes in small letters, camel case and dashes parted.

    A word is a run of small letters with the capital before it, or a run of capitals; `least` letters of its run.

    >>> name_runs("article-headerTitle__X", 1)
    ['article', 'header', 'title', 'x']
    """
    found: list[str] = []
    size = len(names)
    place = 0
    while place < size:
        first = place
        if "A" <= names[place] <= "Z":
            place += 1
            while place < size and "A" <= names[place] <= "Z":
                place += 1
            if place - first > 1 or place == size or not "a" <= names[place] <= "z":
                if place - first >= least:
                    found.append(names[first:place].lower())
                continue
        start = place
        while place < size and "a" <= names[place] <= "z":
            place += 1
        if place == start:
            place += 1
        elif place - start >= least:
            found.append(names[first:place].lower() if first < start else names[first:place])
    return found
