"""The addresses of the public report pages."""

from bessai_berinta.core.i18n import N_
from bessai_berinta.features.participation.ui.state import ParticipationState, PlacesState
from bessai_berinta.ui.page import Page

from . import embed, form, mine
from .detail import detail_body
from .list import list_body
from .list_state import ReportListState
from .state import ReportState

PAGES = [
    form.PAGE,
    embed.PAGE,
    form.EMBEDDED,
    mine.PAGE,
    Page(
        "/lapor",
        N_("Reports from residents"),
        list_body,
        N_("What residents of Bontang reported, which agency holds it and by when it is due."),
        on_load=(ReportListState.load, PlacesState.load_filter),
    ),
    Page(
        "/lapor/[kode]",
        N_("Report"),
        detail_body,
        on_load=(
            ReportState.load,
            ReportState.follow,
            ParticipationState.load,
            ParticipationState.keep_up,
        ),
    ),
]
