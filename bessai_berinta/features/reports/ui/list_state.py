"""What the page with the list of reports holds while it is open."""

from urllib.parse import urlencode

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.features.reports import present, queries
from bessai_berinta.features.reports.present import Card
from bessai_berinta.features.reports.queries import ANY
from bessai_berinta.features.reports.schemas import parse_query
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.session import locale_of

FILTERS = ("kategori", "wilayah", "keadaan")


class ReportListState(rx.State):
    """Public reports, newest first. The address holds the filters, so that it can be shared."""

    cards: list[Card] = []
    kategori: str = ""
    wilayah: str = ""
    keadaan: str = ""
    points: str = "/data/lapor.geojson"  # where the map gets the same reports
    newer: str = ""
    older: str = ""
    loaded: bool = False

    @rx.event
    @guarded
    async def load(self):
        """Read the list the address asks for; what it cannot mean is left out."""
        asked = dict(self.router.url.query_parameters)
        try:
            query = parse_query(asked, limit=ANY.limit)
        except InvalidInput:
            asked, query = {}, ANY
        async with db.session() as session:
            lines, more = await queries.recent(session, query)
        kept = {name: asked[name] for name in FILTERS if asked.get(name)}
        for name in FILTERS:
            setattr(self, name, kept.get(name, ""))
        self.points = _address("/data/lapor.geojson", kept)
        page, here = query.page, self.router.url.path
        self.newer = _address(here, kept | {"hal": str(page - 1)}) if page > 1 else ""
        self.older = _address(here, kept | {"hal": str(page + 1)}) if more else ""
        self.cards = [present.card(line, locale_of(self)) for line in lines]
        self.loaded = True

    @rx.event
    @guarded
    async def choose(self, name: str, value: str):
        """Change one filter by going to the address that has it."""
        if name not in FILTERS:
            raise InvalidInput
        kept = {each: getattr(self, each) for each in FILTERS if getattr(self, each)}
        return rx.redirect(_address(self.router.url.path, kept | {name: str(value)}))


def _address(path: str, params: dict[str, str]) -> str:
    query = urlencode({name: value for name, value in params.items() if value})
    return f"{path}?{query}" if query else path
