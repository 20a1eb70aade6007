"""The five places every page leads to, and the way back up."""

from dataclasses import dataclass

from bessai_berinta.core.i18n import N_, Message

from .page import Ctx


@dataclass(frozen=True)
class Place:
    """One of the main places; ``covers`` lists the paths below it that count as being there."""

    path: str
    text: Message
    icon_name: str
    covers: tuple[str, ...] = ()


HOME = Place("/", N_("Home"), "house")
SERVICES = Place("/layanan", N_("Services"), "layout-grid", ("/izin",))
REPORT = Place("/lapor/baru", N_("Report it"), "camera")
EMERGENCY = Place("/darurat", N_("Emergency"), "phone")
ME = Place("/akun", N_("Me"), "user", ("/akun/",))
REPORTS = Place("/lapor", N_("Public reports"), "map-pinned", ("/lapor/[",))

TABS = (HOME, SERVICES, REPORT, EMERGENCY, ME)
TOP = (HOME, SERVICES, REPORTS, EMERGENCY)


def is_current(ctx: Ctx, place: Place) -> bool:
    """Tell whether the page of ``ctx`` is ``place`` or lies below it."""
    return ctx.path == place.path or ctx.path.startswith(place.covers)


def way_up(ctx: Ctx) -> Place | None:
    """Give the place above a page; the main places themselves have none."""
    if ctx.path.count("/") < 2:
        return None
    above = ctx.path.rsplit("/", 1)[0]
    return next((place for place in (REPORTS, ME, SERVICES) if place.path == above), HOME)
