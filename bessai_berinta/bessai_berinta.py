"""The app object: pages, routes and middleware put together; nothing else."""

import reflex as rx
from starlette.applications import Starlette

from bessai_berinta.features.abuse import service as abuse_rules
from bessai_berinta.features.abuse.ui import pages as abuse
from bessai_berinta.features.accounts.ui import pages as account
from bessai_berinta.features.moderation.ui import pages as moderation
from bessai_berinta.features.notifications.ui.bell import bell
from bessai_berinta.features.notifications.ui.pages import notifications_page
from bessai_berinta.features.notifications.ui.state import BellState
from bessai_berinta.features.open311.ui.forward_box import forward_box
from bessai_berinta.features.participation import review
from bessai_berinta.features.participation.ui.follow_filter import followed
from bessai_berinta.features.participation.ui.state import PlacesState
from bessai_berinta.features.reports.ui import staff as reports_desk
from bessai_berinta.features.reports.ui.home import home_latest, home_mine
from bessai_berinta.features.reports.ui.outbox import outbox_runner
from bessai_berinta.features.reports.ui.pages import PAGES as REPORT_PAGES
from bessai_berinta.features.reports.ui.state import HomeReportsState
from bessai_berinta.features.statistics.ui.pages import PAGES as STATISTICS_PAGES
from bessai_berinta.ui import audit_page, catalogue, desks, emergency, offline, settings_page
from bessai_berinta.ui.bridge import on_backend_error
from bessai_berinta.ui.failure import error_boundary
from bessai_berinta.ui.head import head
from bessai_berinta.ui.home import home_page
from bessai_berinta.ui.not_found import add_not_found
from bessai_berinta.ui.overlay import overlay
from bessai_berinta.ui.page import Ctx, Page, add_pages
from bessai_berinta.ui.session import SessionGate, SessionWatch
from bessai_berinta.ui.shell import shell
from bessai_berinta.ui.staff_state import StaffState, staff_view
from bessai_berinta.web.frontend import Frontend
from bessai_berinta.web.lifespan import services
from bessai_berinta.web.routes import ROUTES, WRITTEN
from bessai_berinta.web.security import security


def frame(ctx: Ctx, page: Page) -> rx.Component:
    return shell(ctx, page, staff_view(), bell(ctx))


def first(page: Page) -> list:
    """Every open page notices the end of its session; staff pages learn who looks."""
    staff = [StaffState.load] if page.shell == "staff" else []
    bell_of = [BellState.watch] if page.shell == "public" else []
    return [SessionWatch.watch, *staff, *bell_of]


def routable(path: str) -> bool:
    """Tell whether a page with parameters answers at ``path``."""
    return app.router(path) not in {None, "404", "index"}


PUBLIC = [
    home_page(home_mine, home_latest, HomeReportsState.load),
    account.account_page(home_mine, HomeReportsState.load),
    notifications_page(followed, [PlacesState.load]),
    *account.PAGES,
    abuse.PAGE,
    *catalogue.PAGES,
    *emergency.PAGES,
    *offline.PAGES,
    *REPORT_PAGES,
    *STATISTICS_PAGES,
]
DESK = reports_desk.desk_page([forward_box])
STAFF = [*desks.PAGES, DESK, moderation.PAGE, settings_page.PAGE, audit_page.PAGE]

frontend = Frontend(routable, WRITTEN)
app = rx.App(
    html_lang="id",
    head_components=head(),
    # Tailwind brings its own reset.
    reset_style=False,
    stylesheets=["/styles/city.css"],
    toaster=None,
    app_wraps={
        (55, "ErrorBoundary"): lambda _: error_boundary(),
        (5, "Overlay"): lambda _: overlay(),
        (4, "Outbox"): lambda _: outbox_runner(),
    },
    backend_exception_handler=on_backend_error,
    # From the inside out: a route goes before the built files, a built page before any route.
    api_transformer=[frontend.mount, Starlette(routes=ROUTES), frontend.pages, security],
)
add_pages(app, [*PUBLIC, *STAFF], frame, first)
add_not_found(app)
app.register_lifespan_task(services)
app.add_middleware(SessionGate(), 0)


async def watched(session, text: str) -> str:
    return ", ".join(await abuse_rules.needs_review(session, text))


review.use(watched)
