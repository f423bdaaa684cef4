"""The rules of ninjs 3.1 for every property of a text item, written down from the standard's own description.

Only `uri` is required; no object takes a property that the standard does not name; times need seconds and a zone;
an associated item may use all properties of an item and needs `name` and `uri`. Properties that describe planned
events and coverage are left out, which makes these rules stricter than the standard and never looser.
"""

import re
from datetime import datetime
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

TEXT = {"type": "string"}
URI = {"type": "string", "format": "uri"}
INTEGER = {"type": "integer"}
TIME = {"type": "string", "format": "date-time"}


def shape(*required: str, **properties: object) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def array(items: object) -> dict[str, Any]:
    return {"type": "array", "items": items}


def percent() -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, "maximum": 100}


NAMED = {"name": TEXT, "uri": URI, "literal": TEXT}
CONTACTS = array({"type": "object"})
SAID = shape("value", role=TEXT, contentType=TEXT, value=TEXT)
RENDITION = shape(
    "name",
    **dict.fromkeys(("name", "contentType", "title", "format", "aspectRatio", "videoCodec", "bitrate"), TEXT),
    href=URI,
    **dict.fromkeys(("width", "height", "sizeInBytes"), INTEGER),
    duration={"type": "number"},
    frameRate={"type": "number"},
)
PROPERTIES: dict[str, Any] = {
    "uri": URI,
    "type": {
        "enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"],
    },
    "representationType": {"enum": ["full", "partial"]},
    "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
    "urgency": {"type": "integer", "minimum": 1, "maximum": 9},
    **dict.fromkeys(("firstCreated", "versionCreated", "contentCreated", "embargoedUntil", "expires"), TIME),
    **dict.fromkeys(("profile", "version", "copyrightHolder", "copyrightNotice", "usageTerms", "edNote"), TEXT),
    **dict.fromkeys(("language", "title", "by", "slugline", "located"), TEXT),
    "headlines": array(SAID),
    "descriptions": array(SAID),
    "bodies": array(
        shape(
            "value",
            role=TEXT,
            contentType=TEXT,
            charCount={"type": "integer"},
            wordCount={"type": "integer"},
            value=TEXT,
        )
    ),
    "people": array(shape(**NAMED, rel=TEXT, contactInfo=CONTACTS)),
    "organisations": array(shape(**NAMED, rel=TEXT, symbols=array({"type": "object"}), contactInfo=CONTACTS)),
    "places": array(shape(**NAMED, rel=TEXT, contactInfo=CONTACTS, geoJSON={"type": "object"})),
    "subjects": array(shape(**NAMED, rel=TEXT, creator=TEXT, relevance=percent(), confidence=percent())),
    "infoSources": array(shape(**NAMED, role=TEXT, contactInfo=CONTACTS)),
    "genres": array(shape(name=TEXT, uri=TEXT, literal=TEXT)),
    "renditions": array(RENDITION),
    "altIds": array(shape(role=TEXT, value=TEXT)),
    "standard": shape(name=TEXT, version=TEXT, schema=URI),
    "associations": array({"$ref": "#/$defs/association"}),
}
RULES = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {"association": shape("name", "uri", **PROPERTIES, name=TEXT, rel=TEXT)},
    **shape("uri", **PROPERTIES),
}

formats = FormatChecker(formats=())


@formats.checks("uri")
def is_uri(value: object) -> bool:
    """RFC 3986: a scheme, then only the characters of a URI, each percent sign with two digits."""
    return isinstance(value, str) and bool(
        re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", value)
    )


@formats.checks("date-time", raises=ValueError)
def is_time(value: object) -> bool:
    """RFC 3339: a real moment with seconds and a zone."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", str(value)):
        return False
    return datetime.fromisoformat(str(value)).tzinfo is not None


validator = Draft202012Validator(RULES, format_checker=formats)
