"""copydesk and its peers behind one small interface: a page in, a prediction out."""

from collections.abc import Callable

from benchmarks import peers
from benchmarks.data import Page, Prediction, Reader
from copydesk.errors import CopydeskError
from copydesk.records import Image, Story


def copydesk_reader(kind: peers.Kind | None) -> Reader:
    """copydesk through its public call."""
    from copydesk import read

    def predict(page: Page) -> Prediction:
        try:
            return of_story(read(page.content, url=page.url, kind=kind))
        except CopydeskError as error:
            return Prediction(reason=error.reason)

    return predict


def of_story(story: Story) -> Prediction:
    """The fields of the story that are scored."""
    image = _lead(story.images)
    return Prediction(
        text=story.text,
        paragraphs=[paragraph for paragraph in story.text.split("\n\n") if paragraph],
        title=story.headline,
        authors=_signed(story),
        date=story.published.value if story.published else None,
        tags=list(story.tags),
        deck=story.deck,
        image=image.url if image else None,
        caption=image.caption if image else None,
        credit=image.credit if image else None,
        site=story.publisher,
        lang=story.language,
    )


def _signed(story: Story) -> list[str]:
    """Who signs the story: the truths count an agency that the byline names, or a desk alone, as an author."""
    names = [person.name for person in story.authors]
    line = story.byline or ""
    if names and story.agency and story.agency.casefold() in line.casefold():
        return [*names, story.agency]
    if not names and story.agency and any(map(str.isdigit, line)):
        return [story.agency]
    return names or [name for name in (line or story.agency,) if name]


def _lead(images: tuple[Image, ...]) -> Image | None:
    return next((image for image in images if image.role == "lead"), images[0] if images else None)


def system(name: str, kind: peers.Kind | None) -> Reader:
    """The reader called `name`."""
    if name == "copydesk":
        return copydesk_reader(kind)
    return PEERS[name]()


PEERS: dict[str, Callable[[], Reader]] = {
    "trafilatura": peers.trafilatura,
    "resiliparse": peers.resiliparse,
    "extruct": peers.extruct,
}
NAMES: tuple[str, ...] = ("copydesk", *PEERS)
