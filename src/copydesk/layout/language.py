"""The language of a text, for pages that do not declare it."""

import re
from typing import Final

__all__ = ["detected_language", "stated_languages"]

ENOUGH: Final = 200
"""Characters under which a guess is worth nothing."""
SAMPLE: Final = 3_000
LEAST: Final = 0.5

_CODES: Final = (
    "ara:ar aze:az bel:be ben:bn bul:bg cat:ca ces:cs cmn:zh zho:zh dan:da deu:de ell:el eng:en "
    "est:et eus:eu fas:fa pes:fa fin:fi fra:fr glg:gl guj:gu heb:he hin:hi hrv:hr hun:hu hye:hy "
    "ind:id isl:is ita:it jpn:ja kan:kn kat:ka kaz:kk khm:km kor:ko lav:lv lit:lt mal:ml mar:mr "
    "mkd:mk mon:mn mya:my nep:ne nld:nl nob:nb nno:nn nor:no pan:pa pol:pl por:pt ron:ro rus:ru "
    "sin:si slk:sk slv:sl spa:es sqi:sq srp:sr swa:sw swe:sv tam:ta tel:te tgl:tl tha:th tur:tr "
    "ukr:uk urd:ur uzb:uz vie:vi zul:zu afr:af"
)
_KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_DENSE: Final = 40
"""Characters of a script without spaces that say as much as many more letters."""
_SCRIPT: Final = 0.85

_SHORT: Final[dict[str, str]] = {pair[:3]: pair[4:] for pair in _CODES.split()}
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
MOST_STATED: Final = 8


def stated_languages(headers: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The BCP 47 tags in a `content-language` header, which may hold ISO 639-3 codes, in its order."""
    stated = next((value for name, value in headers if name.lower() == "content-language"), "")
    tags = [tag.strip() for tag in stated[:200].split(",")][:MOST_STATED]
    return tuple(_SHORT.get(tag.lower(), tag) for tag in tags if _TAG.fullmatch(tag))


def detected_language(text: str) -> tuple[str, float] | None:
    """The BCP 47 tag of the language of a text and how sure that is; None when it cannot be told."""
    from turbohtml.detect import detect_language

    if len(text) < ENOUGH:
        return _by_script(text)
    match = detect_language(text[:SAMPLE])
    code = match.language if match else None
    if not code or match.confidence < LEAST:
        return None
    return _SHORT.get(code, code), min(0.9, round(match.confidence, 3))


def _by_script(text: str) -> tuple[str, float] | None:
    """The language of a short text in a script that tells it."""
    if text.isascii():
        return None
    kana, han, hangul = (len(script.findall(text)) for script in (_KANA, _HAN, _HANGUL))
    size = kana + han + hangul
    if size < _DENSE or size < len(text) // 2:
        return None
    if hangul > size // 2:
        return "ko", _SCRIPT
    return ("ja", _SCRIPT) if kana > size // 10 else ("zh", _SCRIPT) if not kana else None
