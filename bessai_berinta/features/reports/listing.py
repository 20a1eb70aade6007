"""The addresses of the list of reports: its filters, and what leads on from it. Pure.

The address holds every choice, so a list can be shared, and works without script.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from bessai_berinta.core.i18n import N_, Locale, Message, localized

PATH = "/lapor"
FILTERS = ("kategori", "wilayah", "keadaan", "hari", "sejak", "sampai", "bbox")
STATE_WORDS: dict[str, Message] = {
    "open": N_("Open"),
    "late": N_("Late"),
    "done": N_("Done"),
    "refused": N_("Not handled"),
}
PERIODS: dict[str, Message] = {
    "7": N_("Last 7 days"),
    "30": N_("Last 30 days"),
    "90": N_("Last 90 days"),
}


@dataclass
class Links:
    """Where one list leads: its neighbours, and the same reports in other forms."""

    newer: str = ""
    older: str = ""
    everywhere: str = ""  # the same list without the box of the map
    clusters: str = ""
    geojson: str = ""
    csv: str = ""
    atom: str = ""
    rss: str = ""


def chosen(params: Mapping[str, str]) -> dict[str, str]:
    """Keep the filters of an address, each with a value or an empty text.

    Days of one's own go before a number of days.
    """
    kept = {name: params.get(name, "").strip() for name in FILTERS}
    return kept | {"hari": ""} if kept["sejak"] or kept["sampai"] else kept


def address(path: str, params: Mapping[str, str]) -> str:
    """Put the parameters that say something behind ``path``."""
    query = urlencode({name: value for name, value in params.items() if value})
    return f"{path}?{query}" if query else path


def links(kept: Mapping[str, str], locale: Locale, page: int = 1, *, more: bool = False) -> Links:
    """Give every address that leads on from the page ``page`` of a list."""
    here, wide = localized(PATH, locale), {k: v for k, v in kept.items() if k != "bbox"}
    back = {"hal": str(page - 1) if page > 2 else ""}
    return Links(
        newer=address(here, {**kept, **back}) if page > 1 else "",
        older=address(here, {**kept, "hal": str(page + 1)}) if more else "",
        everywhere=address(here, wide),
        clusters=address("/data/lapor/klaster.json", wide),
        geojson=address("/data/lapor.geojson", kept),
        csv=address("/data/lapor.csv", kept),
        atom=address(localized("/feed/lapor.xml", locale), kept),
        rss=address(localized("/feed/lapor.rss", locale), kept),
    )
