"""The routing rules on the settings page: which agency gets which report."""

from dataclasses import dataclass

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_, Locale, translate
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import queries, routing
from bessai_berinta.features.reports.schemas import Rule
from bessai_berinta.features.wilayah import service as wilayah
from bessai_berinta.seed.static import kelurahan
from bessai_berinta.ui.components.button import button, icon_button
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import section_heading
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.table import table, table_row
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.page import Ctx
from bessai_berinta.ui.session import actor_of, locale_of

DAYS = (("", N_("Every day")), ("12345", N_("Monday to Friday")), ("67", N_("Weekend")))
SHOWN = 10  # examples of a dry run


@dataclass
class Line:
    id: int = 0
    when: str = ""
    agency: str = ""


class RoutingState(rx.State):
    """The rules as they stand; every change is saved at once and audited."""

    lines: list[Line] = []
    agencies: list[tuple[str, str]] = []
    categories: list[tuple[str, str]] = []
    questions: list[tuple[str, str]] = []
    verdict: str = ""
    _tried: Rule | None = None
    examples: list[tuple[str, str, str, str]] = []
    error: str = ""

    @rx.event
    @guarded
    async def load(self):
        locale = locale_of(self)
        async with db.session() as session:
            rules = await routing.routes(session, await actor_of(self))
            agencies = await wilayah.agencies(session)
            found = await queries.categories(session)
        self.agencies = [(agency.code, agency.name) for agency in agencies]
        self.categories = [(category.code, category.name(locale)) for category in found]
        names = dict(self.categories)
        areas = {area.code: area.name for area in kelurahan()}
        self.lines = [
            Line(view.id, _in_words(view.rule, names, areas, locale), view.rule.agency)
            for view in rules
        ]

    @rx.event
    @guarded
    async def set_agency(self, rule_id: int, agency: str):
        async with unit_of_work(await actor_of(self)) as uow:
            await routing.set_agency(uow, int(rule_id), str(agency))
        await RoutingState.load.fn(self)

    @rx.event
    @guarded
    async def move(self, rule_id: int, earlier: bool):
        async with unit_of_work(await actor_of(self)) as uow:
            await routing.move_rule(uow, int(rule_id), earlier=bool(earlier))
        await RoutingState.load.fn(self)

    @rx.event
    @guarded
    async def remove(self, rule_id: int):
        async with unit_of_work(await actor_of(self)) as uow:
            await routing.remove_rule(uow, int(rule_id))
        await RoutingState.load.fn(self)

    @rx.event
    @guarded
    async def attempt(self, form: dict):
        """Show what the rule would have done with past reports, before it may be added."""
        self.error, self.verdict, self.examples = "", "", []
        rule = _rule(form)
        try:
            async with db.session() as session:
                found = await routing.dry_run(session, await actor_of(self), rule)
        except InvalidInput as error:
            self.error = " ".join(error.field_texts(locale_of(self)).values())
            return
        self._tried = rule
        self.examples = [(r.code, r.title, r.before, r.after) for r in found.moved[:SHOWN]]
        self.verdict = translate(
            locale_of(self),
            "Of the latest {examined} reports it catches {caught}; {moved} would go elsewhere.",
            examined=found.examined,
            caught=found.caught,
            moved=len(found.moved),
        )

    @rx.event
    @guarded
    async def add(self):
        """Add the rule that was tried."""
        if self._tried is None:
            return
        async with unit_of_work(await actor_of(self)) as uow:
            await routing.add_rule(uow, self._tried)
        self.verdict, self.examples, self._tried = "", [], None
        await RoutingState.load.fn(self)


def _rule(form: dict) -> Rule:
    def number(name: str) -> int | None:
        value = str(form.get(name, "")).strip()
        return int(value) if value.isdigit() and len(value) < 3 else None

    def words(name: str) -> str:
        return str(form.get(name) or "").strip()[:80]

    return Rule(
        category=words("category"),
        area=words("area"),
        days=words("days"),
        hour_from=number("hour_from"),
        hour_to=number("hour_to"),
        question=words("question"),
        answer=words("answer"),
        agency=words("agency"),
    )


def _in_words(rule: Rule, categories: dict[str, str], areas: dict[str, str], locale: Locale) -> str:
    """Say when a rule holds, such as ``Sampah · Berbas Pantai · Akhir pekan``."""
    parts = [
        categories.get(rule.category, rule.category),
        areas.get(rule.area, rule.area),
        next((w.text(locale) for days, w in DAYS if days and days == rule.days), rule.days),
        f"{rule.hour_from}.00–{rule.hour_to}.00" if rule.hour_from is not None else "",
        f"{rule.question} = {rule.answer}" if rule.question else "",
    ]
    return " · ".join(filter(None, parts)) or translate(locale, "Everything else")


def section(ctx: Ctx) -> rx.Component:
    columns = [ctx.t("Holds for"), ctx.t("Agency"), ctx.t("Order"), ctx.t("Change")]
    return rx.el.section(
        section_heading(ctx.t("Who gets which report")),
        rx.el.p(
            ctx.t("Rules are tried from the top; the first that fits wins. New reports only."),
            class_name="text-muted",
        ),
        _add_form(ctx),
        table(
            ctx.t("Routing rules"),
            columns,
            rx.foreach(RoutingState.lines, lambda line: _row(ctx, line)),
        ),
        class_name="flex flex-col gap-4",
    )


def _row(ctx: Ctx, line: rx.Var[Line]) -> rx.Component:
    return table_row(
        line.when,
        rx.el.select(
            rx.foreach(RoutingState.agencies, lambda pair: rx.el.option(pair[1], value=pair[0])),
            value=line.agency,
            aria_label=ctx.t("Agency"),
            on_change=lambda agency: RoutingState.set_agency(line.id, agency),
            class_name=(
                "min-h-11 w-full max-w-80 rounded-control border border-control bg-surface px-3"
            ),
        ),
        rx.el.span(
            icon_button(
                ctx.t("Try earlier"), "arrow-up", on_click=RoutingState.move(line.id, True)
            ),
            icon_button(
                ctx.t("Try later"), "arrow-down", on_click=RoutingState.move(line.id, False)
            ),
            class_name="flex",
        ),
        icon_button(ctx.t("Remove this rule"), "trash-2", on_click=RoutingState.remove(line.id)),
    )


def _add_form(ctx: Ctx) -> rx.Component:
    areas = [(area.code, area.name) for area in kelurahan()]
    days = [(code, words.text(ctx.locale)) for code, words in DAYS if code]
    any_ = ctx.t("Any")
    state = RoutingState
    return rx.el.form(
        select(
            ctx.t("Kind of problem"),
            state.categories,
            name="category",
            placeholder=any_,
            size="staff",
        ),
        select(ctx.t("Kelurahan"), areas, name="area", placeholder=any_, size="staff"),
        select(ctx.t("Days"), days, name="days", placeholder=ctx.t("Every day"), size="staff"),
        field(ctx.t("From hour"), name="hour_from", input_mode="numeric", size="staff"),
        field(ctx.t("Until hour"), name="hour_to", input_mode="numeric", size="staff"),
        field(ctx.t("Code of an extra question"), name="question", size="staff"),
        field(ctx.t("Its answer"), name="answer", size="staff"),
        select(
            ctx.t("Agency"),
            state.agencies,
            name="agency",
            placeholder=ctx.t("Choose"),
            size="staff",
        ),
        rx.el.div(
            button(
                ctx.t("Try on past reports"),
                type="submit",
                variant="quiet",
                size="staff",
                icon_name="flask-conical",
            ),
            class_name="col-span-full",
        ),
        rx.cond(
            state.error != "",
            rx.el.p(state.error, role="alert", class_name="col-span-full font-semibold text-late"),
        ),
        rx.cond(state.verdict != "", _verdict(ctx)),
        on_submit=state.attempt,
        class_name=(
            "grid items-end gap-3 rounded-card border border-line bg-surface p-4 "
            "sm:grid-cols-2 xl:grid-cols-4"
        ),
    )


def _verdict(ctx: Ctx) -> rx.Component:
    examples = rx.foreach(
        RoutingState.examples,
        lambda one: rx.el.li(one[0], " · ", one[1], ": ", one[2], " → ", one[3]),
    )
    return rx.el.div(
        rx.el.p(RoutingState.verdict, class_name="font-semibold"),
        rx.el.ul(examples, class_name="my-2 list-disc pl-5 text-small"),
        button(ctx.t("Add rule"), size="staff", icon_name="plus", on_click=RoutingState.add),
        role="status",
        class_name="col-span-full",
    )
