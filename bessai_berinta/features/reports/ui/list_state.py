"""What the page with the list of reports holds while it is open."""

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import localized
from bessai_berinta.features.reports import listing, present, queries
from bessai_berinta.features.reports.listing import Links
from bessai_berinta.features.reports.present import Card
from bessai_berinta.features.reports.queries import ANY
from bessai_berinta.features.reports.schemas import parse_query
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.session import locale_of


class ReportListState(rx.State):
    """Public reports, newest first. The address holds the filters, so that it can be shared."""

    cards: list[Card] = []
    chosen: dict[str, str] = dict.fromkeys(listing.FILTERS, "")
    links: Links = Links()
    loaded: bool = False

    @rx.event
    @guarded
    async def load(self):
        """Read the list the address asks for; what it cannot mean is left out."""
        asked, locale = dict(self.router.url.query_parameters), locale_of(self)
        try:
            query = parse_query(asked, limit=ANY.limit)
        except InvalidInput:
            asked, query = {}, ANY
        async with db.session() as session:
            lines, more = await queries.recent(session, query)
        self.chosen = listing.chosen(asked)
        self.links = listing.links(self.chosen, locale, query.page, more=more)
        self.cards = [present.card(line, locale) for line in lines]
        self.loaded = True

    @rx.event
    @guarded
    async def choose(self, name: str, value: str):
        """Change one filter by going to the address that has it."""
        if name not in listing.FILTERS:
            raise InvalidInput
        # A number of days and two dates answer the same question; the last word counts.
        other = dict.fromkeys(("sejak", "sampai"), "") if name == "hari" else {}
        changed = {**self.chosen, **other, name: str(value)}
        return rx.redirect(listing.address(localized(listing.PATH, locale_of(self)), changed))
