"""Which HTML pages are no story, told in one place."""

from typing import Final

from copydesk.body.find import Body
from copydesk.errors import NotAStory
from copydesk.fields.declared import Declared
from copydesk.layout.sheet import Dom

__all__ = ["refuse"]

SHORT: Final = 400
"""Characters of body up to which a page may be an error page or a consent wall."""
TINY: Final = 200
INDEX_LINKS: Final = 25
HEADLINE_LINK: Final = 25
LINKED: Final = 0.8

_ERROR: Final = (
    "404", "page not found", "not found", "error 404", "403 forbidden", "access denied", "page doesn't exist",
    "page does not exist", "page no longer exists", "seite nicht gefunden", "seite wurde nicht gefunden",
    "page introuvable", "página no encontrada", "página não encontrada", "pagina non trovata",
    "pagina niet gevonden", "siden blev ikke fundet", "siden finnes ikke", "sidan kunde inte hittas",
    "sidan hittades inte", "sivua ei löytynyt", "strona nie została znaleziona", "nie znaleziono strony",
    "stránka nebyla nalezena", "страница не найдена", "сторінку не знайдено", "sayfa bulunamadı",
    "الصفحة غير موجودة",
    "ページが見つかりません", "页面不存在", "找不到页面", "找不到頁面", "페이지를 찾을 수 없습니다",
    "halaman tidak ditemukan",
    "just a moment", "attention required", "are you a robot", "verify you are human", "service unavailable",
    "bad gateway", "internal server error",
)  # fmt: skip
_CONSENT: Final = (
    "cookie", "consent", "gdpr", "datenschutz", "einwilligung", "zustimmung", "consentement", "consentimiento",
    "consentimento", "consenso", "toestemming", "samtykke", "samtycke", "zgod", "souhlas", "соглас", "çerez",
)  # fmt: skip
_STORY_TYPES: Final = ("article", "posting", "report", "liveblog")
_INDEX_TYPES: Final = frozenset(("collectionpage", "searchresultspage", "og:website", "itemlist"))


def refuse(dom: Dom, body: Body, said: Declared) -> None:
    """Raise where the page is no story.

    Raises:
        NotAStory: `error-page`, `consent-wall`, `index-page` or `no-body`.
    """
    size = sum([len(dom.blocks[index].text) for index in body.blocks])
    is_story = any(name.endswith(_STORY_TYPES) for name in said.page_types)
    if size < SHORT and not is_story:
        if _says_error(dom):
            raise NotAStory("error-page", "the page says that there is nothing here")
        if _asks_consent(dom):
            raise NotAStory("consent-wall", "the page asks for consent and shows no story")
    if not is_story and (size < TINY or _is_linked(dom, body, size)) and _is_index(dom, said):
        raise NotAStory("index-page", "the page lists stories and tells none")
    if not body.blocks:
        raise NotAStory("no-body", "no block of the page reads as the body of a story")


def _is_linked(dom: Dom, body: Body, size: int) -> bool:
    """Whether what reads as body is a list of links."""
    return sum([dom.blocks[index].link_chars for index in body.blocks]) > LINKED * size


def _says_error(dom: Dom) -> bool:
    heads = [dom.titles[0].text] if dom.titles else []
    heads += [block.text for block in dom.blocks[:40] if block.container.tag in ("h1", "h2") and len(block.text) < 120]
    return any(_has_phrase(head, _ERROR) for head in heads)


def _has_phrase(text: str, phrases: tuple[str, ...]) -> bool:
    line = " ".join(text.casefold().replace("\u2019", "'").split())
    return any(line.startswith(phrase) or (len(phrase) > 8 and phrase in line) for phrase in phrases)


def _asks_consent(dom: Dom) -> bool:
    if not 0 < len(dom.blocks) < 60:
        return False
    total = sum([len(block.text) for block in dom.blocks])
    told = sum([len(block.text) for block in dom.blocks if any(word in block.text.casefold() for word in _CONSENT)])
    return told > 0.4 * total


def _is_index(dom: Dom, said: Declared) -> bool:
    links = sum([len(anchor.text) >= HEADLINE_LINK for anchor in dom.anchors])
    return links >= INDEX_LINKS or (links >= INDEX_LINKS // 3 and not _INDEX_TYPES.isdisjoint(said.page_types))
