"""The dateline that opens a paragraph: where the story was filed, and by which agency."""

import re
from typing import NamedTuple

from copydesk.patterns import pattern
from copydesk.records import Dateline
from copydesk.tables import reader
from copydesk.wording.agencies import AgencyMention, find_agencies, find_agency
from copydesk.wording.instants.tables import fold, months
from copydesk.wording.places import is_known_place, is_never_place, is_qualifier

__all__ = ["DatelineReading", "read_dateline", "read_opening_agency"]

_LONGEST = 110
_MOST_ENDS = 4
_MOST_SPACES = 10
_SHORTEST_STORY = 40
_MARKS = pattern(r"[:：—–)）】］/=]|\s-|--|\.-")
_END = pattern(
    r"\s*[)\]）/]\s?\.?\s?[-–—=:|]{1,2}\s*|\s*[)\]]\s?[.:]?\s+|/\.\s+|\.\s?[-–—]{1,2}\s+|\s+[-–—]{1,2}\s+|[—–]\s*|-{2,}\s*|[:：]\s+|[】］]\s*"
)
_OPENING = pattern(r"[\s\"'“”„«\u200b\ufeff*•]*")
_AGENCY_AFTER = pattern(r"[^.\n-]{2,24}?[.\-–—:]+\s*")
_PIECES = pattern(r"\s*[,，、;(（\[［)）\]］/【】|=]\s*|(?<!\bSt)\.\s+|\s+[-–—]\s+")
_DATE = pattern(r"\d")
_PLACE_WORD = pattern(r"(?:[^\W\d_]|['’ʼ.\-\u0300-\u036f\u0900-\u0dff\u064b-\u065f])+\Z")
_CHINESE = pattern(
    r"(?:【|（)?(?:(?:据)?(新华社|中新社|新華社|中央社))(?:记者)?([\u4e00-\u9fff]{2,5}?)(?:\d{1,2}月)?\d{1,2}日[电電讯](?:】|）)?\s*"
)
_JAPANESE = pattern(
    r"[【［\[]([\u3040-\u30ff\u4e00-\u9fff]{2,10}?)(?:(共同|時事|ロイター|AP|AFP|朝日|毎日|読売|産経)|\s+\d{1,2}日\s*(ロイター|AP|AFP|ブルームバーグ)?)?"
    r"(?:＝([\u3040-\u30ff\u4e00-\u9fff]{2,12}))?\s*[】］\]]\s*(?:-\s*)?|"
    r"([\u3040-\u30ff\u4e00-\u9fff]{2,8})\s+\d{1,2}月\d{1,2}日\s+(ロイター|AP|AFP|時事|共同)\s*[-‐－—:：]?\s*"
)
_KOREAN = pattern(
    r"[(（\[【]([\uac00-\ud7a3]{2,8})\s*=\s*([\uac00-\ud7a3\w]{2,10})[)）\]】]\s*(?:[\uac00-\ud7a3·\s]{2,24}(?:기자|특파원)\s*=?\s*)?"
)
_EAST_AGENCIES = {"共同": "Kyodo", "時事": "Jiji"}


class DatelineReading(NamedTuple):
    """A dateline, where the story begins after it, the agency in it, and why it is one."""

    dateline: Dateline
    end: int
    agency: str | None
    rule: str
    confidence: float


class _Pieces(NamedTuple):
    place: str
    known: bool
    shouted: bool
    agency: str | None
    dated: bool
    qualified: bool


def read_dateline(text: str, *, language: str | None = None) -> DatelineReading | None:
    """The dateline at the start of a paragraph, if it has one.

    Without a gazetteer: an agency, a date or a dash after capitals settle it; a bare colon only after big news places.
    """
    head = text[:_LONGEST]
    east = (
        None if head.isascii() or (language or "ja")[:2] not in ("ja", "zh", "ko") else _east_asian_dateline(text, head)
    )
    return east or (_spaced_dateline(text, head) if _MARKS.search(head) else None)


def read_opening_agency(text: str) -> AgencyMention | None:
    """The agency that opens a paragraph without a place: "(AFP) — The council ..."."""
    head = text[:60]
    for end in _END.finditer(head):
        found = find_agency(head[: end.end()].rstrip(" -–—:.="))
        if found and found.rule in ("agency/whole", "agency/brackets") and found.start <= 2:
            return found._replace(rule="dateline/agency-only")
        return None
    return None


def _spaced_dateline(text: str, head: str) -> DatelineReading | None:
    begin = _OPENING.match(head)
    start = begin.end() if begin else 0
    if start < len(head) and (head[start].islower() or head[start].isdigit()):
        return None
    for count, mark in enumerate(_END.finditer(head, start)):
        if count >= _MOST_ENDS or head.count(" ", start, mark.start()) > _MOST_SPACES:
            return None
        pieces = _read_pieces(head[start : mark.start()] + (")" if ")" in mark.group() else ""))
        if pieces is None:
            continue
        found = _settle(pieces, mark.group(), text, mark.end())
        if found:
            return _reading(text, start, found[2], pieces, found)
    return None


def _reading(
    text: str, start: int, end: int, pieces: _Pieces, found: tuple[str, float, int, str | None]
) -> DatelineReading:
    place = _calm(pieces.place) if pieces.shouted else pieces.place
    dateline = Dateline(place=place, text=text[start:end].strip())
    return DatelineReading(dateline, end, found[3], found[0], found[1])


def _calm(place: str) -> str:
    """A place in capitals in its usual case; two letters after a comma stay ("São Paulo, SP")."""
    words = re.split(r"(\s|/|-)", place)
    return "".join(
        word
        if at and words[at - 2].endswith(",") and len(word) < 5
        else word.lower()
        if at and word.lower() in reader.words("place_particle")
        else word[:1].upper() + word[1:].lower()
        if word.isupper() and "." not in word[:-1]
        else word
        for at, word in enumerate(words)
    )


def _settle(pieces: _Pieces, mark: str, text: str, end: int) -> tuple[str, float, int, str | None] | None:
    """Rule, confidence, end and agency, if the pieces and the mark after them make a dateline."""
    agency = pieces.agency
    if not agency and (pieces.dated or pieces.shouted) and mark.strip(" ") in ("—", "–", "-", "."):
        after = _agency_after(text, end)
        agency, end = after or (None, end)
    if agency:
        return "dateline/agency", 0.97, end, agency
    dash = any(sign in mark for sign in "-–—")
    if pieces.dated and dash and ")" not in mark:
        return "dateline/date", 0.9 if pieces.known or pieces.shouted else 0.6, end, None
    if ")" in mark or "/" in mark or mark[:1] in "】］":
        return None
    if dash and (pieces.known or (len(text) - end > _SHORTEST_STORY and (pieces.shouted or pieces.qualified))):
        return "dateline/dash", 0.9 if pieces.known else 0.75, end, None
    if pieces.known and mark[:1] in ":：" and not _is_list(text, end):
        return "dateline/colon", 0.85 if pieces.shouted or len(text) - end > 80 else 0.6, end, None
    return None


def _agency_after(text: str, end: int) -> tuple[str, int] | None:
    match = _AGENCY_AFTER.match(text, end, end + 32)
    found = find_agency(match.group().strip(" .-–—:/")) if match else None
    return (found.name, match.end()) if match and found and found.rule == "agency/whole" else None


def _is_list(text: str, end: int) -> bool:
    """ "London: 12C, Paris: 14C" or a bare place name over a list is no dateline."""
    return len(text) - end < 25 or (not text[end].isalpha() and text[end] not in "\"'“„«‘")


def _read_pieces(head: str) -> _Pieces | None:
    """What stands before the mark, if it is nothing but places, dates and agencies."""
    agencies = find_agencies(head)
    for mention in reversed(agencies):
        head = head[: mention.start] + "/" + head[mention.end :]
    places: list[str] = []
    dated = qualified = False
    for piece in filter(None, (_trim(part) for part in _PIECES.split(head))):
        if _DATE.search(piece):
            dated = True
            if len(piece.split()) > 5 or not (places or agencies):
                return None
        elif agencies and piece.islower() and len(piece) < 5:
            continue
        elif places and is_qualifier(piece):
            qualified = True
            places[-1] += ", " + piece + ("." if f"{piece}." in head and not piece.endswith(".") else "")
        elif _is_place(piece) and len(places) < 3:
            places.append(piece)
        else:
            return None
    if not places:
        return None
    first = places[0].split(",")[0]
    known = any(is_known_place(place.split(",")[0]) for place in places)
    shouted = first.isupper() and len(first) > 2
    usable = _together(places, known, bool(agencies) or dated)
    return (
        _Pieces("/".join(places), known, shouted, agencies[0].name if agencies else None, dated, qualified)
        if usable
        else None
    )


def _trim(piece: str) -> str:
    """A piece without the full stop of its abbreviation, unless it is one of several ("D.C.")."""
    bare = piece.strip(" :-–—")
    return bare if "." in bare[:-1] else bare.strip(".")


def _together(places: list[str], known: bool, evidence: bool) -> bool:
    return len(places) == 1 or known or evidence


def _is_place(piece: str) -> bool:
    if is_known_place(piece):
        return True
    words = piece.split()
    if not 1 <= len(words) <= 4 or is_never_place(words[0]) or fold(words[0]).strip(".") in months():
        return False
    if not all(_PLACE_WORD.match(word) for word in words):
        return False
    return (
        all(not word[0].islower() or word in reader.words("place_particle") for word in words)
        and not words[-1].islower()
    )


def _east_asian_dateline(text: str, head: str) -> DatelineReading | None:
    chinese = _CHINESE.match(head)
    if chinese:
        agency = find_agency(chinese[1])
        return _told(text, chinese.end(), chinese[2], agency.name if agency else None)
    korean = _KOREAN.match(head)
    if korean:
        agency = find_agency(korean[2])
        return _told(text, korean.end(), korean[1], agency.name if agency else None)
    japanese = _JAPANESE.match(head)
    if not japanese:
        return None
    place, source = japanese[1] or japanese[5], japanese[2] or japanese[3] or japanese[6]
    if not source and not japanese[4]:
        return None
    found = find_agency(source) if source and source not in _EAST_AGENCIES else None
    return _told(text, japanese.end(), place, _EAST_AGENCIES.get(source or "") or (found.name if found else None))


def _told(text: str, end: int, place: str, agency: str | None) -> DatelineReading:
    dateline = Dateline(place=place, text=text[:end].strip())
    return DatelineReading(dateline, end, agency, "dateline/east-asian", 0.9 if agency else 0.7)
