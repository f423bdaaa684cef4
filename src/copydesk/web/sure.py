"""Confidence as a word and five steps, and origins as words."""

from typing import Final

from copydesk.records import Evidence

__all__ = ["origin", "steps_of", "word_of"]

STEPS: Final = (("certain", 0.95), ("sure", 0.85), ("likely", 0.70), ("unsure", 0.50), ("doubtful", 0.0))
"""The least confidence of each word; the figure stands beside the word where a value is looked at alone."""
LAYERS: Final = {
    "http": "the answer's headers",
    "jsonld": "JSON-LD",
    "meta": "meta element",
    "html": "page text",
    "text": "page text",
    "feed": "feed entry",
    "sitemap": "sitemap",
    "warc": "WARC header",
    "inferred": "inferred",
}


def word_of(confidence: float) -> str:
    """The word for a confidence.

    >>> word_of(0.86)
    'sure'
    """
    return next(word for word, least in STEPS if confidence >= least or least == 0.0)


def steps_of(confidence: float) -> int:
    """How many of five strokes a confidence earns.

    >>> steps_of(0.86)
    4
    """
    words = [word for word, _ in STEPS]
    return len(words) - words.index(word_of(confidence))


def origin(evidence: Evidence) -> str:
    """Where on the page a value stood, in words."""
    return f"{LAYERS.get(evidence.layer, evidence.layer)}, {evidence.locator}"
