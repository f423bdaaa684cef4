"""The address that the page gives itself."""

from msgspec.structs import replace

from copydesk.fields.candidates import Candidate
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout.declarations import DeclaredPage
from copydesk.records import Story
from copydesk.wording.addresses import absolute

__all__ = ["canonical_url", "declared_addresses"]


def declared_addresses(page: DeclaredPage) -> list[Candidate[str]]:
    candidates = []
    for link in page.links.get("canonical", ()):
        url = absolute(link.href, page.url)
        if url:
            candidates.append(
                Candidate(url, "canonical/link", 0.95, "html", "link[rel=canonical]", link.href, link.span)
            )
    for tag in page.metas.get("og:url", ()):
        url = absolute(tag.content, page.url)
        if url:
            candidates.append(
                Candidate(url, "canonical/opengraph", 0.85, "meta", "meta[property=og:url]", tag.content, tag.span)
            )
    return candidates


def canonical_url(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[str]:
    """The address that the page gives itself; where the page was not fetched from one, its links start from it."""
    if isinstance(view, TextSheet):
        return Finding()
    one = view.found("canonical_url", said.once(declared_addresses))
    return Finding(one.name, None, one.evidence, replace(view, canonical_url=one.value, url=view.url or one.value))
