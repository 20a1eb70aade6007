"""A greeting by the hour in Bontang, with the day and the time."""

import reflex as rx
from babel.dates import get_day_names, get_month_names

from ..components.heading import TITLE_ID
from ..page import Ctx


class Greeting(rx.Component):
    library = rx.asset("greeting.jsx", shared=True).importable_path
    tag = "Greeting"

    locale: rx.Var[str]
    days: rx.Var[list[str]]  # from Sunday
    months: rx.Var[list[str]]
    welcome: rx.Var[str]
    place: rx.Var[str]
    greetings: rx.Var[list[str]]
    title_id: rx.Var[str]
    title_class: rx.Var[str]
    date_class: rx.Var[str]


def greeting(ctx: Ctx) -> rx.Component:
    t = ctx.t
    days, months = get_day_names(locale=ctx.locale), get_month_names(locale=ctx.locale)
    return Greeting.create(
        locale=ctx.locale,
        days=[days[(day + 6) % 7] for day in range(7)],  # Babel counts from Monday
        months=[months[month] for month in range(1, 13)],
        welcome=t("Welcome"),
        place=t("Bontang, East Kalimantan"),
        greetings=[t("Good morning"), t("Good day"), t("Good afternoon"), t("Good evening")],
        title_id=TITLE_ID,
        title_class="text-title lg:text-display font-bold",
        date_class="mt-1 text-on-header-muted",
    )
