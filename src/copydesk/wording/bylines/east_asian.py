"""Bylines in Japanese, Chinese and Korean, where names have neither capitals nor spaces."""

from functools import cache
from typing import NamedTuple

from copydesk.patterns import pattern
from copydesk.records import Person
from copydesk.wording.agencies import find_agencies
from copydesk.wording.bylines.pieces import desk_words

__all__ = ["EastAsianByline", "bracketed_reporters", "is_east_asian", "read_east_asian"]

_EAST = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_KOREAN = pattern(r"[\uac00-\ud7a3]")
_KANA = pattern(r"[\u3040-\u30ff]")
_KOREAN_NAME = pattern(
    r"(?<![\uac00-\ud7a3])([\uac00-\ud7a3]{2,4})\s*"
    r"((?:선임|수습|인턴|객원|전문|전문위원)?\s?(?:기자|특파원|논설위원|논설실장|앵커|에디터|칼럼니스트))"
)
_KOREAN_BARE = pattern(r"[\uac00-\ud7a3]{2,4}\Z")
_KOREAN_LABEL = pattern(r"(?:기자명|글쓴이|작성자|글·사진|글)\s*[=:|]?\s+?([\uac00-\ud7a3]{2,4})\Z")
_LEAD = pattern(
    r"(?:【|\[|（|\()?\s*(?:文と写真|文・写真|写真・文|文・構成|構成・文|文・撮影|取材・文|取材・構成|取材|執筆|筆者|著者|署名|聞き手|この記事の筆者|記者|编辑|編輯|作者|撰文|撰稿|"
    r"本报记者|本報記者|本网记者|特约记者|实习生|通讯员|记者|责任编辑|责编|来源|文)\s*(?P<mark>[:：/／＝=●◎■・◆○])?\s*"
)
_EDITOR = pattern(r"责任编辑|责编|编辑|編輯")
_ROLE_AFTER = pattern(
    r"(?:本社)?(?:特別|専門|編集|論説|政治部|社会部|経済部)?(?:記者|編集委員|論説委員|特派員|支局長|记者|记者站)$"
)
_DATELINE_TAIL = pattern(r"[／/=＝].{0,8}(?:報導|报道|综合报道|撮影|電|电)$")
_NOISE = pattern(
    r"フォロー|すべて見る|もっと見る|この記事の筆者|この記事を書いた人|외\s*\d+\s*[명인]|入力|更新|[【】\[\]（）()|｜]"
)
_SPLIT = pattern(r"[、,，;；/／&]|と(?=[\u3400-\u9fff])|\s{2,}|　")
_NAME = pattern(
    r"[\u3400-\u9fff々〆ヶ\u3040-\u30ff]{1,6}(?: [\u3400-\u9fff々〆ヶ\u3040-\u30ff]{1,6})?\Z"
    r"|[ァ-ヶー]+(?:・[ァ-ヶー]+)+\Z"
)
_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任"
    "沈姚卢盧姜崔钟鐘谭譚陆陸汪范金石廖贾賈夏韦付方白邹鄒孟熊秦邱江尹薛阎闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯牛岳"
)
"""The commonest Chinese surnames: parts that begin with them are names of their own."""
_LONGEST_NAME = 11
_TOLD = pattern(r"(?<=[\d\s|｜])(?:作者|记者|記者|撰文)\s?[:：]\s?[^\s:：|｜]{2,20}(?![^\s|｜])")
"""The author among the date and the source of a story: 2024-03-12 作者：王小明 来源：新华社."""
_LONGEST_STAMPED = 80
_REPORTERS = pattern(r"[电電讯訊][\s　]?[（(]((?:[^（）()：:]{0,6})(?:记者|記者)[^（）()]{2,30})[)）]")
_CLOSING = pattern(r"[。」]\s?【([\u3400-\u9fff々ヶ]{3,5}(?:[、・][\u3400-\u9fff々ヶ]{3,5}){0,3})】\Z")
_OPENING_REACH, _CLOSING_REACH = 80, 40
_NO_NAMES = ("記事", "写真", "動画", "更新", "速報", "共同", "時事", "解説", "特集", "連載", "全文", "記者会見")


class EastAsianByline(NamedTuple):
    """People, agency, rule and confidence of a byline in these scripts."""

    people: list[Person]
    agency: str | None
    rule: str
    confidence: float


def is_east_asian(line: str) -> bool:
    """Whether a line is written with Chinese characters, kana or hangul."""
    return not line.isascii() and _EAST.search(line) is not None


def read_east_asian(line: str, *, language: str | None, labelled: bool) -> EastAsianByline:
    """What a byline in these scripts says."""
    agency = _agency_of_line(line)
    if agency and agency[1]:
        return EastAsianByline([], agency[0], "byline/agency-only", 0.9 if labelled else 0.6)
    name = agency[0] if agency else None
    if _KOREAN.search(line):
        return _korean(line, name, labelled)
    return _chinese_or_japanese(line, name, language, labelled)


def _agency_of_line(line: str) -> tuple[str, bool] | None:
    """The agency that a line names, and whether the line says nothing else."""
    found = find_agencies(line)
    if not found:
        return None
    rest = line[: found[0].start] + line[found[-1].end :]
    return found[0].name, not _EAST.search(_LEAD.sub("", rest).replace("提供", ""))


def _korean(line: str, agency: str | None, labelled: bool) -> EastAsianByline:
    if len(line) > 80:
        return EastAsianByline([], None, "byline/none", 0.0)
    people = [Person(name=name, role=role.strip()) for name, role in _KOREAN_NAME.findall(line) if not _is_desk(name)]
    if people:
        return EastAsianByline(people, agency, "byline/by", 0.95 if labelled else 0.85)
    told = _KOREAN_LABEL.match(line)
    if told is not None and not _is_desk(told[1]):
        return EastAsianByline([Person(name=told[1])], agency, "byline/label", 0.95 if labelled else 0.8)
    bare = _NOISE.sub(" ", line).strip()
    if labelled and _KOREAN_BARE.match(bare) and not _is_desk(bare):
        return EastAsianByline([Person(name=bare)], agency, "byline/labelled", 0.8)
    return _nobody(bare, labelled)


def _chinese_or_japanese(line: str, agency: str | None, language: str | None, labelled: bool) -> EastAsianByline:
    told = _TOLD.search(line) if len(line) <= _LONGEST_STAMPED else None
    if told is not None and told.start():
        return _chinese_or_japanese(told.group().strip(), agency, language, labelled)
    opening = _LEAD.match(line)
    marked = opening is not None and (opening["mark"] is not None or "者" in opening.group() or "员" in opening.group())
    rest = line[opening.end() :] if opening and marked else line
    ended = _ROLE_AFTER.search(_NOISE.sub(" ", rest).strip())
    names = _names_in_rest(rest, _is_japanese(line, rest, language))
    if not names or not (labelled or marked or ended) or (len(line) > 60 and not labelled):
        return _nobody(_NOISE.sub(" ", rest).strip(), labelled)
    role = "editor" if opening and _EDITOR.search(opening.group()) else None
    confidence = (0.95 if labelled else 0.8) if marked or ended else 0.8
    rule = "byline/by" if marked or ended else "byline/labelled"
    return EastAsianByline([Person(name=n, role=role) for n in names], agency, rule, confidence)


def bracketed_reporters(first: str, last: str) -> tuple[str, tuple[Person, ...]] | None:
    """The rule and the reporters in brackets behind the dateline of a story, or at its end."""
    if first.isascii() or _EAST.search(first, 0, _OPENING_REACH) is None:
        return None
    people = _opening_reporters(first)
    if people:
        return "authors/behind-dateline", people
    people = _closing_reporters(last)
    return ("authors/closing-brackets", people) if people else None


def _opening_reporters(paragraph: str) -> tuple[Person, ...]:
    """The reporters in brackets right behind a dateline: 新华社北京3月12日电（记者王小明）."""
    found = _REPORTERS.search(paragraph, 0, _OPENING_REACH)
    if found is None:
        return ()
    return tuple(read_east_asian(found[1], language=None, labelled=True).people)


def _closing_reporters(paragraph: str) -> tuple[Person, ...]:
    """The reporters in brackets that end a Japanese story: ...という。【佐倉美和】."""
    found = _CLOSING.search(paragraph[-_CLOSING_REACH:]) if paragraph.endswith("】") else None
    names = _SPLIT.split(found[1]) if found else []
    if not names or any(not 3 <= len(name) <= 5 or _is_desk(name) or name.endswith(_NO_NAMES) for name in names):
        return ()
    return tuple([Person(name=name) for name in names])


def _is_japanese(line: str, rest: str, language: str | None) -> bool:
    if language:
        return language[:2] == "ja"
    if _KANA.search(line) or ("記者" in line and "報導" not in line):
        return True
    return not all(part[0] in _SURNAMES for part in _NOISE.sub(" ", rest).split() if _EAST.match(part))


def _names_in_rest(rest: str, japanese: bool) -> list[str]:
    cleaned = _NOISE.sub("、", _DATELINE_TAIL.sub("", rest.strip("【】[]（）() ")))
    names: list[str] = []
    for part in _SPLIT.split(cleaned):
        part = _ROLE_AFTER.sub("", _LEAD.sub("", part, count=1) if not japanese else part.strip()).strip(" ：:・=＝")
        pieces = [part] if japanese else part.split()
        names.extend(p for p in pieces if 2 <= len(p) <= _LONGEST_NAME and _NAME.match(p) and not _is_desk(p))
    return list(dict.fromkeys(names))


def _nobody(text: str, labelled: bool) -> EastAsianByline:
    if text and _is_desk(text) and len(text) < 16:
        return EastAsianByline([], None, "byline/desk-only", 0.7 if labelled else 0.35)
    return EastAsianByline([], None, "byline/none", 0.0)


def _is_desk(text: str) -> bool:
    return text.endswith(_desk_endings())


@cache
def _desk_endings() -> tuple[str, ...]:
    row = next(row for row in desk_words() if row.language == "ja")
    return tuple(sorted({*row.organisations, *row.desks}))
