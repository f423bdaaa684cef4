"""What feeds and sitemaps name: stories with what is said of them, and further sitemaps."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from copydesk.errors import CopydeskError

__all__ = ["Form", "Listing", "Named"]

Form: TypeAlias = Literal["rss", "rdf", "atom", "json", "urlset", "sitemapindex", "addresses"]


class Named(Struct, frozen=True, kw_only=True):
    """One story that a feed or sitemap names, or one sitemap that an index names; all values as printed there.

    Attributes:
        place: Where it stands: `item 3`, counted from one.
        url: Its address, made absolute; None where it names none that can be asked for, and `failure` says why.
        title: The title in plain words.
        published: When it was published.
        modified: When it was changed last.
        language: The language of the story, or of the whole listing.
        publisher: Who publishes it.
        author: Who wrote it.
        categories: What it is filed under.
        id: What tells it from others: `guid`, `id`, `rdf:about`.
        failure: Why nothing can be fetched for it.

    """

    place: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    publisher: str | None = None
    author: str | None = None
    categories: tuple[str, ...] = ()
    id: str | None = None
    failure: CopydeskError | None = None


class Listing(Struct, kw_only=True):
    """A feed or sitemap. `named` can be gone through once; what is amiss with the listing itself is in `faults` then.

    Attributes:
        form: What it is written in.
        named: What it names, in its order.
        address: Where it came from.
        title: Its title.
        link: The page that it stands for.
        own_address: The address that it gives for itself.
        language: The language of all its stories.
        seconds: How long it asks to be left alone, by `ttl` or `sy:updatePeriod`.
        faults: What is broken, left out or over a limit.

    """

    form: Form
    named: Iterator[Named]
    address: str | None = None
    title: str | None = None
    link: str | None = None
    own_address: str | None = None
    language: str | None = None
    seconds: float | None = None
    faults: list[CopydeskError]

    @property
    def is_index(self) -> bool:
        """Whether it names sitemaps, not stories."""
        return self.form == "sitemapindex"

    @property
    def layer(self) -> Literal["feed", "sitemap"]:
        """The layer of what it says."""
        return "feed" if self.form in ("rss", "rdf", "atom", "json") else "sitemap"
