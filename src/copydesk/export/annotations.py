"""W3C Web Annotations for the spans of a story: quotes, people, times and fields, each with exact, prefix and suffix.

The target is the body of one capture, named by its address and the hash of its bytes; an annotation is never moved to
another capture (https://www.w3.org/TR/annotation-model/, section 4.2).
"""

from collections.abc import Iterator
from typing import Final

from copydesk.export.neutral import web_url
from copydesk.records import Story

__all__ = ["annotations"]

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
"""Characters of prefix and suffix; the model leaves the length to the writer, 32 are usual."""


def annotations(story: Story) -> Iterator[dict[str, object]]:
    """The annotations of a story, fields first, then what the desk read.

    Offsets are code points, half open, in the text of the capture's blocks joined by one line break; `block` says which
    block it is, `start` and `end` of the position selector count in the whole.
    """
    texts = [block.text for block in story.blocks]
    starts = _starts(texts)
    whole = "\n".join(texts)
    for motive, body, block, start, end in _marks(story):
        place = starts[block] + start, starts[block] + end
        yield _annotation(story, motive, body, whole, place)


def _marks(story: Story) -> Iterator[tuple[str, str, int, int, int]]:
    for index, block in enumerate(story.blocks):
        if block.role in ("headline", "deck", "byline", "dateline", "published", "caption", "credit"):
            yield "classifying", block.role, index, 0, len(block.text)
    reading = story.reading
    if reading is None:
        return
    for entity in (*reading.people, *reading.organisations, *reading.places):
        for mention in entity.mentions:
            yield "identifying", f"{entity.type}: {entity.name}", mention.block, mention.start, mention.end
    for quote in reading.quotes:
        speaker = quote.speaker.text if quote.speaker else "nobody named"
        for part in quote.content:
            yield "describing", f"{quote.kind} quote: {speaker}", part.block, part.start, part.end
    for time in reading.times:
        yield "tagging", time.value, time.block, time.start, time.end


def _annotation(story: Story, motive: str, body: str, whole: str, place: tuple[int, int]) -> dict[str, object]:
    start, end = place
    source = story.source
    return {
        "@context": CONTEXT,
        "type": "Annotation",
        "motivation": motive,
        "body": {"type": "TextualBody", "value": body, "format": "text/plain"},
        "target": {
            "source": web_url(source.url or source.canonical_url) or f"urn:sha256:{source.sha256}",
            "state": {"type": "HttpRequestState", "value": f"sha256={source.sha256}"},
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": whole[start:end],
                    "prefix": whole[max(0, start - AROUND) : start],
                    "suffix": whole[end : end + AROUND],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }


def _starts(texts: list[str]) -> list[int]:
    starts, place = [], 0
    for text in texts:
        starts.append(place)
        place += len(text) + 1
    return starts
