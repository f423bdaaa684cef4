"""Stories made up for tests of the archive."""

import hashlib
from collections.abc import Sequence

from copydesk.records import Block, Encoding, Instant, Source, Story

PARAGRAPHS = (
    "The harbour authority of Saltmarsh closed the eastern quay on Monday after divers found cracks in three piers.",
    "Lorries bound for the fish market have to take the ring road until the engineers have measured every pile.",
    "Ada Merrow, who leads the works, said that the piers were sounder than people in the town had feared.",
    "The council meets again on 21 May to decide who pays the 4.2 million that a new quay would cost.",
)
OTHERS = (
    "A choir of forty voices sang in the old customs house while the rain kept most visitors of the fair away.",
    "Its conductor had chosen songs of whalers and rope makers, none of them younger than a hundred years.",
    "The next concert is planned for midsummer, in the open if the weather holds and in the school if not.",
)


def story(
    paragraphs: Sequence[str] = PARAGRAPHS,
    *,
    headline: str = "Eastern quay closed after divers find cracks",
    url: str | None = "https://courier.example/news/eastern-quay-closed",
    published: str = "2024-05-13T18:42+01:00",
    fetched: str | None = None,
    agency: str | None = None,
    language: str = "en",
) -> Story:
    """A story of a headline and paragraphs, each a block."""
    text = "\n\n".join(paragraphs)
    blocks = [Block(role="headline", kind="heading", text=headline, span=(0, len(headline)))]
    place = len(headline) + 2
    for paragraph in paragraphs:
        blocks.append(Block(role="body", kind="paragraph", text=paragraph, span=(place, place + len(paragraph))))
        place += len(paragraph) + 2
    digest = hashlib.sha256(f"{headline}{text}{url}".encode()).hexdigest()
    return Story(
        source=Source(
            name=url or "page.html",
            url=url,
            canonical_url=None,
            kind="html",
            sha256=digest,
            encoding=Encoding(name="utf-8", origin="given", confidence=1.0),
            characters=place,
            fetched_at=fetched,
        ),
        headline=headline,
        published=Instant(value=published, zone="stated", text=published),
        agency=agency,
        language=language,
        text=text,
        blocks=tuple(blocks),
    )
