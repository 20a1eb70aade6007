"""What the page with the figures holds while it is open."""

import reflex as rx

from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.features.statistics import dictionary, present, queries
from bessai_berinta.features.statistics.present import View
from bessai_berinta.features.statistics.schemas import parse_period
from bessai_berinta.settings import settings
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.session import locale_of


class StatisticsState(rx.State):
    """The figures of the period in the address."""

    shown: View = View()
    loaded: bool = False

    @rx.event
    @guarded
    async def load(self):
        """Read the figures; an address that means no period shows the usual one."""
        try:
            period = parse_period(dict(self.router.url.query_parameters))
        except InvalidInput:
            period = parse_period({})
        self.shown = present.view(await queries.statistics(period), locale_of(self))
        self.loaded = True


class DictionaryState(rx.State):
    """What this installation says about its data."""

    licence: str = ""

    @rx.event
    @guarded
    async def load(self):
        self.licence = dictionary.licence_line(settings().data_licence, locale_of(self))
