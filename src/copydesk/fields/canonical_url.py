"""The address that the page gives itself."""

from copydesk.fields.candidates import Candidate
from copydesk.layout.declarations import DeclaredPage
from copydesk.wording.addresses import absolute

__all__ = ["declared_addresses"]


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
