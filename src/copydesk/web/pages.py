"""Screens as HTML: the templates, and what every page needs."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from copydesk.errors import MissingExtra
from copydesk.export.neutral import web_url
from copydesk.web.asked import address
from copydesk.web.charts import Chart, months, steps
from copydesk.web.diff import weave
from copydesk.web.family import SeenRow
from copydesk.web.people import MonthRow, months_to
from copydesk.web.search import FacetRow
from copydesk.web.shape import Screen
from copydesk.web.text import day_of, pieces, shown, when

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["ROOMS", "Surroundings", "html", "static"]

ROOMS: Final = (
    ("stories", "Stories", "/"),
    ("changes", "Changes", "/changes"),
    ("people", "People", "/people"),
    ("quotes", "Quotes", "/quotes"),
    ("timeline", "Timeline", "/timeline"),
    ("sources", "Sources", "/outlets"),
)


class Surroundings(NamedTuple):
    """What a page stands in.

    Attributes:
        link: the address to write for a link within the room; None where it leads nowhere here.
        twins: whether `.json` and `.csv` lie at the same address.
        here: the address of the page itself.
        token: what a form has to bring along; empty where nothing can be decided.
        inline: whether style and script stand in the page.
        is_static: whether nothing can be asked.
    """

    link: Callable[[str], str | None]
    here: str = "/"
    twins: bool = True
    token: str = ""
    inline: bool = False
    is_static: bool = False
    is_alone: bool = False
    live: bool = False


def html(screen: Screen, around: Surroundings) -> str:
    """The page of a screen.

    Raises:
        MissingExtra: jinja2 is not installed.
    """
    template = _templates().get_template(f"{screen.name}.html")
    path, _, query = around.here.partition("#")[0].partition("?")
    twin = address(path if path != "/" else "/index")
    return template.render(
        screen=screen,
        parts=screen.parts,
        title=screen.title,
        around=around,
        link=around.link,
        rooms=ROOMS,
        twins=[(name, f"{twin}.{name}{'?' + query if query else ''}") for name in ("json", "csv")],
    )


def alone_policy() -> str:
    """What a page that stands alone allows itself: its own style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(static("room.css").encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def static(name: str) -> str:
    """The style sheet or the script."""
    return files("copydesk.web").joinpath("static", name).read_text(encoding="utf-8")


@cache
def _templates() -> "Environment":
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError as error:
        raise MissingExtra("web", "the reading room") from error

    def final(value: object) -> object:
        if isinstance(value, Markup) or not isinstance(value, str):
            return "" if value is None else value
        return shown(value)

    found = Environment(
        loader=PackageLoader("copydesk.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=final,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.globals |= {
        "pieces": pieces, "address": address, "when": when, "day_of": day_of, "web_url": web_url, "static": _inlined,
        "weave": weave, "alone_policy": alone_policy, "charted": _charted, "stepped": _stepped, "by_month": _by_month,
    }  # fmt: skip
    found.filters |= {"percent": _percent, "thousands": _thousands, "named": _named, "role": _role}
    return found


def _inlined(name: str) -> object:
    """Our own style or script, which no page text is part of."""
    from markupsafe import Markup

    return Markup(static(name))  # noqa: S704 - a file of the package


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}".replace("%", " %")


def _thousands(number: float) -> str:
    return f"{number:,}"


def _named(count: int, one: str, many: str = "") -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _role(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _charted(rows: Sequence[FacetRow]) -> Chart:
    """Facets as bars that lead to their query."""
    return months([(row.value, row.count, row.to, row.is_on) for row in rows])


def _stepped(rows: Sequence[SeenRow]) -> Chart:
    """Copies as steps over time."""
    return steps([(row.place, f"{when(row.first_seen)}, {row.outlet}") for row in rows])


def _by_month(rows: Sequence[MonthRow], key: str) -> Chart:
    """The months of a person as bars that lead to their stories."""
    return months([(row.month, row.stories, months_to(key, row.month), False) for row in rows])
