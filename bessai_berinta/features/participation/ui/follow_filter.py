"""Follow what the list of reports is filtered by."""

import reflex as rx

from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.heading import section_heading
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.list_row import list_row, rows
from bessai_berinta.ui.page import Ctx

from .actions import LOOK, PRESSED
from .state import FollowedRow, PlaceRow, PlacesState


def follow_filter(ctx: Ctx) -> rx.Component:
    """Offer to follow the kelurahan and the kind the list shows.

    The page needs ``PlacesState.load_filter`` among its ``on_load`` events.
    """
    state = PlacesState
    return rx.el.div(
        rx.cond(
            state.area != "",
            _press(
                state.area_followed,
                ctx.t("Follow this kelurahan"),
                ctx.t("Following this kelurahan"),
                state.toggle("area"),
            ),
        ),
        rx.cond(
            state.category != "",
            _press(
                state.category_followed,
                ctx.t("Follow this kind"),
                ctx.t("Following this kind"),
                state.toggle("category"),
            ),
        ),
        class_name="flex flex-wrap gap-2 empty:hidden print:hidden",
    )


def _press(on: rx.Var[bool], off_text: str, on_text: str, handler: rx.event.EventSpec):  # type: ignore[no-untyped-def]
    return rx.el.button(
        rx.cond(on, icon("bell-ring", 20), icon("bell", 20)),
        rx.cond(on, on_text, off_text),
        type="button",
        on_click=handler,
        aria_pressed=rx.cond(on, "true", "false"),
        class_name=rx.cond(on, PRESSED, LOOK),
    )


def followed(ctx: Ctx) -> rx.Component:
    """Everything one follows, for the page of notifications."""
    state = PlacesState
    return rx.fragment(
        rx.cond(
            state.reports.length() > 0,
            rx.el.section(
                section_heading(ctx.t("Reports you follow"), id="laporan-diikuti"),
                rows(rx.foreach(state.reports, _report)),
                aria_labelledby="laporan-diikuti",
                class_name="flex flex-col gap-3",
            ),
        ),
        rx.el.section(
            section_heading(ctx.t("Areas and kinds you follow"), id="diikuti"),
            rx.cond(
                state.places.length() > 0,
                rows(rx.foreach(state.places, lambda place: _place(ctx, place))),
                rx.el.p(
                    ctx.t("Choose a kelurahan or a kind in the list of reports, then follow it."),
                    class_name="text-muted",
                ),
            ),
            button(
                ctx.t("Open the list of reports"),
                href=ctx.href("/lapor"),
                variant="quiet",
                class_name="self-start",
            ),
            aria_labelledby="diikuti",
            class_name="flex flex-col gap-3",
        ),
    )


def _report(row: rx.Var[FollowedRow]) -> rx.Component:
    return list_row(row.title, row.line, href=row.href)


def _place(ctx: Ctx, place: rx.Var[PlaceRow]) -> rx.Component:
    return list_row(
        place.name,
        rx.cond(place.kind == "area", ctx.t("Kelurahan"), ctx.t("Kind of problem")),
        trailing=button(
            ctx.t("Stop following"),
            variant="quiet",
            size="small",
            on_click=PlacesState.stop(place.kind, place.target),
            aria_label=ctx.t("Stop following") + ": " + place.name,
        ),
    )
