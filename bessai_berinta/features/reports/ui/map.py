"""The map of reports with its words."""

import reflex as rx

from bessai_berinta.features.reports import words
from bessai_berinta.ui.components.map import report_map
from bessai_berinta.ui.page import Ctx


def reports_on_map(
    ctx: Ctx,
    clusters: rx.Var[str],
    view: rx.Var[str],
    *,
    searchable: bool = True,
    class_name: str = "h-72",
) -> rx.Component:
    """Show the reports that ``clusters`` (an address with filters) gives, at first in ``view``."""
    return report_map(
        ctx.t("Map of the reports; the same reports are in the list"),
        _texts(ctx),
        clusters=clusters,
        view=view,
        prefix=ctx.href("/").rstrip("/"),
        searchable=searchable,
        class_name=class_name,
    )


def _texts(ctx: Ctx) -> dict[str, object]:
    t = ctx.t
    return {
        "one": t("1 report"),
        "many": t("{count} reports"),
        "late": t("{count} late"),
        "inView": t("On the map now: {count}."),
        "waiting": t("The map is loading."),
        "failed": t("The reports on the map could not be loaded. The list has them too."),
        "overdue": t("Late"),
        "openReport": t("Open"),
        "closed": t("Closed"),
        "several": t("Several reports"),
        "search": t("Search this area"),
        "heat": t("Heat map"),
        "few": t("Few"),
        "much": t("Many (up to {count} at one place)"),
        "zoomIn": t("Zoom in"),
        "zoomOut": t("Zoom out"),
        "thousands": "{count}k" if ctx.locale == "en" else "{count} rb",
        "point": "." if ctx.locale == "en" else ",",
        "states": {status.value: words.status(status, ctx.locale) for status in words.STATUS},
    }
