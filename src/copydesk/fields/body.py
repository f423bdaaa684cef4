"""The body as the page declares it."""

from copydesk.body.declared import BODY_LIMIT, LEAST_BODY, paragraphs
from copydesk.fields.candidates import Candidate, propose
from copydesk.layout.declarations import DeclaredPage, found

__all__ = ["declared_bodies"]


def declared_bodies(page: DeclaredPage) -> list[Candidate[str]]:
    """Candidates for the body, paragraphs parted by a blank line where the declaration parts them."""
    candidates = []
    for origin in found(page, "body"):
        if isinstance(origin.raw, str) and len(origin.raw) <= BODY_LIMIT:
            parts = paragraphs(origin.raw)
            text = "\n\n".join(parts)
            if len(text) >= 80:
                candidates.append(propose(origin, text, text, 1.0 if len(text) >= LEAST_BODY else 0.6))
    return candidates
