"""Other stories that the page points to."""

from typing import Final

from copydesk import urls
from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.tags import HEADLINE_LIKE, LONGEST_PROMPT, SHORT_HEADLINE
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout import declarations
from copydesk.layout.declarations import DeclaredPage, plain
from copydesk.layout.sheet import Anchor, span_of
from copydesk.records import Related, Story
from copydesk.wording.addresses import absolute, address_of
from copydesk.wording.furniture import furniture, is_section_end

__all__ = ["declared_related", "related", "visible_related"]


MOST_RELATED: Final = 40
LONGEST_HEADLINE: Final = 250


def visible_related(page: View) -> list[Candidate[Related]]:
    """Other stories that the page points to, each once."""
    others: dict[str, Candidate[Related]] = {}
    own = _path(page.url)
    for anchor in page.links_in_role("related", SHORT_HEADLINE, LONGEST_HEADLINE):
        if len(others) >= MOST_RELATED:
            break
        url = address_of(anchor.href, page.url) if anchor.href else None
        headline = _pointed_to(anchor, page)
        if url and headline and _path(url) != own and url not in others:
            # Only the first is shown with its evidence, and a selector is dear.
            place = "" if others else anchor.container.css_path()
            span = None if others else span_of(anchor.element)
            value = Related(headline=headline, url=url)
            others[url] = Candidate(value, "related/link", 0.7, "html", place, anchor.text, span)
    return list(others.values())


def _pointed_to(anchor: Anchor, page: View) -> str | None:
    """The headline that a link prints, without the prompt before it; behind one ("Read more: ...") it may be short."""
    prompt = furniture(anchor.text)
    if prompt is None:
        before, _, _ = page.blocks[anchor.block].text.partition(anchor.text)
        prompted = before.rstrip().endswith((":", "：")) and len(before) <= LONGEST_PROMPT
        return anchor.text if prompted or len(anchor.text) >= HEADLINE_LIKE else None
    before, mark, headline = anchor.text.replace("：", ": ").partition(": ")
    if prompt.whole or prompt.role != "related" or not mark or len(before) > LONGEST_PROMPT:
        return None
    return headline.strip() if len(headline.strip()) >= SHORT_HEADLINE else None


def _path(url: str | None) -> str:
    return urls.split(url).path.rstrip("/")


def declared_related(page: DeclaredPage) -> list[Candidate[Related]]:
    candidates = []
    for origin in declarations.found(page, "related"):
        items = origin.raw if isinstance(origin.raw, list) else [origin.raw]
        for entry in items[:30]:
            item = page.graph.resolve(entry)
            address = item.get("url") if isinstance(item, dict) else item
            url = absolute(address, page.url) if isinstance(address, str) else None
            if url:
                name = plain(page.graph, item) if isinstance(item, dict) else ""
                candidates.append(propose(origin, Related(headline=name, url=url), url))
    return candidates


def _line_related(sheet: TextSheet) -> list[Candidate[Related]]:
    lines = [(i, sheet.lines[i].text) for i in sheet.with_role("related")]
    return [sheet.candidate(i, Related(headline=text)) for i, text in lines if len(text) > 20 and not _is_label(text)]


def _is_label(text: str) -> bool:
    """Whether a line is the label over other stories, "For all latest updates", and none of them."""
    known = furniture(text)
    return known is not None and (known.whole or is_section_end(text))


def related(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[tuple[Related, ...]]:
    """Other stories that the page points to."""
    if isinstance(view, TextSheet):
        return view.listed("related", _line_related(view), shown=1)
    others = visible_related(view) or said.once(declared_related)
    return Finding("related", tuple([one.value for one in others]), view.found("related", others[:1]).evidence)
