"""Made-up heads of pages, and what is declared in them."""

import msgspec

from copydesk.fields.candidates import choose
from copydesk.fields.declared import declared
from copydesk.layout.head import Head, MetaTag, Script

URL = "https://www.example.com/coast/harbour-reopens"


def metas(**contents):
    return tuple(MetaTag(name.replace("__", ":"), content, None, "property") for name, content in contents.items())


def page(article=None, *, head=None, graph=(), url=URL, **contents):
    documents = [*graph, *([{"@type": "NewsArticle", **article}] if article is not None else [])]
    scripts = tuple(Script(msgspec.json.encode(one).decode(), (0, 9), index) for index, one in enumerate(documents))
    base = head or Head()
    return declared(
        msgspec.structs.replace(base, metas=base.metas + metas(**contents), scripts=base.scripts + scripts), url
    )


def value(candidates):
    return choose(candidates).value


def names(candidates):
    return [person.name for person in value(candidates) or ()]
