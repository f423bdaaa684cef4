"""One feed in many dialects and with many faults, all made up; each names the same stories as far as it is whole."""

from typing import NamedTuple

ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
FERRY = ("https://courier.test/ferry", "Ferry & bridge reopen")
STRIKE = ("https://courier.test/strike", "Strike ends in Lunde")


class Dialect(NamedTuple):
    name: str
    content: bytes
    wanted: tuple[tuple[str, str], ...] = (FERRY, STRIKE)
    is_feedparsers: bool = True
    """Whether feedparser finds the same."""


def item(url: str, title: str, more: str = "") -> str:
    return f"<item><title>{title}</title><link>{url}</link>{more}</item>"


TWO = item(FERRY[0], "Ferry &amp; bridge reopen") + "\n" + item(*STRIKE)


def rss(items: str = TWO, version: str = "2.0", names: str = "", head: str = "", declaration: str = "") -> str:
    title = "<title>The Courier</title><link>https://courier.test/</link>"
    return f'{declaration}<rss version="{version}" {names}><channel>{title}{head}\n{items}\n</channel></rss>'


def entry(url: str, title: str, more: str = "") -> str:
    return f'<entry><title>{title}</title><link href="{url}"/><id>tag:{url}</id>{more}</entry>'


def atom(*entries: str, names: str = ATOM) -> str:
    return f"<feed {names}><title>The Courier</title>{''.join(entries)}</feed>"


def rdf(names: str, prefix: str = "") -> str:
    items = "".join(
        f'<{prefix}item rdf:about="{url}"><{prefix}title>{title.replace("&", "&amp;")}</{prefix}title>'
        f"<{prefix}link>{url}</{prefix}link></{prefix}item>"
        for url, title in (FERRY, STRIKE)
    )
    head = f"<{prefix}channel><{prefix}title>The Courier</{prefix}title></{prefix}channel>"
    return f"<rdf:RDF {RDF} {names}>{head}{items}</rdf:RDF>"


def dialects() -> tuple[Dialect, ...]:
    ferry = entry(FERRY[0], "Ferry &amp; bridge reopen")
    cdata = item(FERRY[0], "<![CDATA[Ferry & bridge reopen]]>") + item(*STRIKE)
    texts = {
        "rss 0.91": rss(version="0.91"),
        "rss 0.92": rss(version="0.92"),
        "rss 2.0": rss(declaration='<?xml version="1.0" encoding="UTF-8"?>\n'),
        "rss without a version": rss().replace(' version="2.0"', ""),
        "rss with a document type": rss(declaration='<!DOCTYPE rss SYSTEM "https://elsewhere.test/rss.dtd">'),
        "rss 1.0": rdf('xmlns="http://purl.org/rss/1.0/"'),
        "rss 0.90": rdf('xmlns="http://my.netscape.com/rdf/simple/0.9/"'),
        "rss 1.0 with a prefix": rdf('xmlns:r="http://purl.org/rss/1.0/"', "r:"),
        "atom 1.0": atom(ferry, entry(*STRIKE)),
        "atom 0.3": atom(ferry, entry(*STRIKE), names='version="0.3" xmlns="http://purl.org/atom/ns#"'),
        "atom with a prefix": atom(ferry, entry(*STRIKE))
        .replace("<", "<a:")
        .replace("<a:/", "</a:")
        .replace("xmlns=", "xmlns:a="),
        "titles in CDATA": rss(cdata),
        "titles of HTML": rss(item(FERRY[0], "Ferry &lt;b&gt;&amp;amp; bridge&lt;/b&gt; reopen") + item(*STRIKE)),
        "a bare ampersand": rss(item(FERRY[0], "Ferry & bridge reopen") + item(*STRIKE)),
        "an entity of HTML": rss(item(FERRY[0], "Ferry&nbsp;&amp; bridge reopen") + item(*STRIKE)),
        "a control character": rss(item(FERRY[0], "Ferry \x0b&amp; bridge reopen") + item(*STRIKE)),
        "a prefix without a name space": rss(item(*FERRY, "<media:thumbnail url='x'/>") + item(*STRIKE)),
        "guids as links": rss(f"<item><title>{STRIKE[1]}</title><guid>{STRIKE[0]}</guid></item>"),
        "a relative link": rss(item("/strike", STRIKE[1])),
        "cut in the third item": rss(TWO + "<item><title>Cut</title><link>https://cou").partition("cou\n")[0],
    }
    wanted = {"guids as links": (STRIKE,), "a relative link": (STRIKE,)}
    # It takes the item that breaks off for whole, completes no links here, and needs a declaration to see UTF-16.
    unlike = {"cut in the third item", "a relative link"}
    plain = [
        Dialect(name, text.encode(), wanted.get(name, (FERRY, STRIKE)), name not in unlike)
        for name, text in texts.items()
    ]
    latin = rss(item(FERRY[0], "Fähre fährt"), declaration='<?xml version="1.0" encoding="iso-8859-1"?>')
    lying = rss(item(FERRY[0], "Fähre fährt"), declaration='<?xml version="1.0" encoding="us-ascii"?>')
    found = ((FERRY[0], "Fähre fährt"),)
    return (
        *plain,
        Dialect("latin 1", latin.encode("latin-1"), found),
        Dialect("UTF-8 that says ASCII", lying.encode(), found),
        Dialect("UTF-8 with a mark", rss().encode("utf-8-sig")),
        Dialect("UTF-16", rss().encode("utf-16"), is_feedparsers=False),
    )
