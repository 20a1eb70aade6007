"""Every plain HTTP route, in one list."""

from starlette.routing import BaseRoute

from bessai_berinta.features.accounts import http as accounts
from bessai_berinta.features.notifications import http as notifications
from bessai_berinta.features.open311 import http as open311
from bessai_berinta.features.participation import http as participation
from bessai_berinta.features.reports import http as reports
from bessai_berinta.features.reports.desk import http as reports_desk
from bessai_berinta.features.statistics import http as statistics
from bessai_berinta.features.suggestion import http as suggestion
from bessai_berinta.features.wilayah import http as wilayah

from . import health, seo

ROUTES: list[BaseRoute] = [
    *health.routes,
    *seo.routes,
    *accounts.routes,
    # Before the reports: /lapor/statistik is no report.
    *statistics.routes,
    *notifications.routes,
    *participation.routes,
    *reports.routes,
    *reports_desk.routes,
    *wilayah.routes,
    *open311.routes,
    *suggestion.routes,
]

# Addresses whose built page steps back for the route of the same address: live content comes
# with the first answer.
WRITTEN = [
    address
    for path in ("/lapor", "/lapor/statistik", "/lapor/data")
    for address in (path, f"/en{path}")
]
