"""The agency that filed the story."""

from collections.abc import Sequence

from copydesk.fields.authors import lines_of, lines_signed
from copydesk.fields.byline.declared import declared_agencies
from copydesk.fields.byline.signed import Signed
from copydesk.fields.candidates import Candidate, agreeing
from copydesk.fields.dateline import lone_dateline, visible_dateline
from copydesk.fields.view import Finding, TextSheet, View, spoken
from copydesk.layout.declarations import DeclaredPage
from copydesk.records import Story
from copydesk.wording.agencies import find_agency, read_source
from copydesk.wording.bylines.read import Byline
from copydesk.wording.datelines import DatelineReading, read_dateline, read_opening_agency
from copydesk.wording.spelling import words

__all__ = ["agency", "line_agencies", "visible_agencies"]


def visible_agencies(page: View, lines: list[Signed], dateline: DatelineReading | None) -> list[Candidate[str]]:
    """The agency in the byline, in the dateline or in brackets at the body's start."""
    some = [
        spoken(line.byline.agency, "agency/byline", min(0.92, line.confidence), line.block)
        for line in lines
        if line.byline.agency
    ]
    if page.body:
        lone = lone_dateline(page)
        first = page.blocks[page.prose if lone is None else lone]
        if dateline is not None and dateline.agency:
            some.append(spoken(dateline.agency, "agency/dateline", 0.9, first))
        elif dateline is None and (mention := read_opening_agency(first.text)):
            some.append(spoken(mention.name, mention.rule, 0.85, first))
    return some


def line_agencies(sheet: TextSheet, bylines: Sequence[tuple[int, Byline]]) -> list[Candidate[str]]:
    some = [sheet.candidate(i, byline.agency, byline.rule, byline.confidence) for i, byline in bylines if byline.agency]
    if sheet.roles.body:
        for i in (*sheet.with_role("dateline"), sheet.first):
            opening = read_opening_agency(sheet.lines[i].text)
            dateline = read_dateline(sheet.lines[i].text, language=sheet.language)
            name = opening.name if opening else dateline.agency if dateline else None
            if name:
                some.append(sheet.candidate(i, name, "agency/opening", 0.7))
        last = find_agency(sheet.lines[sheet.roles.body[-1]].text[-40:])
        if last and last.rule == "agency/brackets":
            some.append(sheet.candidate(sheet.roles.body[-1], last.name, last.rule, 0.5))
        for i in sheet.with_role("credit", "caption"):
            source = read_source(sheet.lines[i].text) if i > sheet.roles.body[-1] else None
            if source:
                some.append(sheet.candidate(i, source.name, source.rule, 0.55))
        for i in sheet.with_role("copyright"):
            owner = find_agency(sheet.lines[i].text[1:40]) if sheet.lines[i].text[0] == "©" else None
            if owner and i > sheet.roles.body[-1]:
                some.append(sheet.candidate(i, owner.name, "agency/copyright", 0.55))
    return some


def agency(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[str]:
    """The wire service that filed the story."""
    if isinstance(view, TextSheet):
        return view.found("agency", line_agencies(view, view.once(lines_signed)))
    shown = visible_agencies(view, view.once(lines_of), view.once(visible_dateline)[0])
    return view.found("agency", agreeing([*said.once(declared_agencies), *shown], words))
