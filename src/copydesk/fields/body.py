"""TODO"""

from collections.abc import Sequence

from copydesk.body.declared import BODY_LIMIT, LEAST_BODY, paragraphs
from copydesk.body.features import Hints
from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.declared import Declared
from copydesk.layout.declarations import DeclaredPage, found

__all__ = ["declared_bodies", "hints_of"]


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


def hints_of(said: Declared) -> Hints:
    """What the page declares that its blocks can agree with."""
    return Hints(_first(said.headline), _first(said.deck), _first(said.body))


def _first(candidates: Sequence[Candidate[str]]) -> str:
    return candidates[0].value if candidates else ""
