"""JSON and XML of GeoReport v2. Pure.

JSON follows the convention of the specification (Spark): a list is a bare array. XML wraps it
in the plural element, each entry in the singular one.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.responses import Response

from bessai_berinta.features.reports.words import printable

MEDIA = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}


def render(format: str, data: Any, root: str, entry: str = "", *, status: int = 200) -> Response:
    """Answer ``data`` as ``json`` or ``xml``; ``root`` and ``entry`` name the XML elements."""
    if format == "json":
        body = json.dumps(data, ensure_ascii=False).encode()
    else:
        body = b'<?xml version="1.0" encoding="utf-8"?>' + tostring(_element(root, data, entry))
    return Response(body, status, media_type=MEDIA[format])


def errors(format: str, status: int, description: str) -> Response:
    """Answer an error in the form the specification gives it."""
    return render(
        format,
        [{"code": status, "description": description}],
        "errors",
        "error",
        status=status,
    )


# The name of one entry in a list that stands inside an object.
ENTRIES = {
    "endpoints": "endpoint",
    "formats": "format",
    "attributes": "attribute",
    "values": "value",
}


def _element(name: str, data: Any, entry: str = "") -> Element:
    element = Element(name)
    _fill(element, data, entry or ENTRIES.get(name, "entry"))
    return element


def _fill(element: Element, data: Any, entry: str) -> None:
    if isinstance(data, Mapping):
        for key, value in data.items():
            _fill(SubElement(element, key), value, ENTRIES.get(key, "entry"))
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for item in data:
            _fill(SubElement(element, entry), item, "entry")
    elif data is not None:
        element.text = _plain(data)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return printable(str(value))
