"""Categories on the settings page: their terms, duplicates, and the extra questions."""

from dataclasses import dataclass

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import categories, queries, questions
from bessai_berinta.features.reports.schemas import QuestionKind, QuestionView
from bessai_berinta.ui.components.button import button, icon_button
from bessai_berinta.ui.components.checkbox import checkbox
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import section_heading
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.table import table, table_row
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.page import Ctx
from bessai_berinta.ui.session import actor_of, locale_of

KIND_WORDS = {
    QuestionKind.TEXT: N_("Text"),
    QuestionKind.NUMBER: N_("Number"),
    QuestionKind.CHOICE: N_("Choice"),
    QuestionKind.DATE: N_("Date"),
    QuestionKind.NOTICE: N_("Notice without an answer"),
}


@dataclass
class Line:
    """One category and what may be set for it."""

    code: str = ""
    name: str = ""
    amount: int = 0
    unit: str = ""
    radius: int = 0
    days: int = 0


@dataclass
class Asked:
    """One extra question in the list."""

    category: str = ""
    category_name: str = ""
    code: str = ""
    label: str = ""
    kind: str = ""
    choices: str = ""


class CategoriesState(rx.State):
    """Every change is saved at once and audited."""

    lines: list[Line] = []
    names: list[tuple[str, str]] = []
    asked: list[Asked] = []
    error: str = ""

    @rx.event
    @guarded
    async def load(self):
        (await actor_of(self)).require(Permission.CATEGORIES_EDIT)
        locale = locale_of(self)
        async with db.session() as session:
            found = await queries.categories(session)
            asked = await questions.every(session)
        self.names = [(category.code, category.name(locale)) for category in found]
        self.lines = [
            Line(
                c.code,
                c.name(locale),
                c.target_amount,
                c.target_unit,
                c.duplicate_radius_m,
                c.duplicate_days,
            )
            for c in found
        ]
        self.asked = [
            Asked(
                code,
                dict(self.names).get(code, code),
                one.code,
                one.label_en if locale == "en" else one.label_id,
                KIND_WORDS[one.kind].text(locale),
                " · ".join(choice.name_id for choice in one.choices),
            )
            for code, several in asked.items()
            for one in several
        ]

    @rx.event
    @guarded
    async def change(self, code: str, name: str, value: str):
        """Set one number or the unit of a category."""
        value = str(value).strip()
        clean: int | str = int(value) if value.isdigit() and len(value) < 6 else value
        async with unit_of_work(await actor_of(self)) as uow:
            await categories.change(uow, str(code), str(name), clean)
        await CategoriesState.load.fn(self)

    @rx.event
    @guarded
    async def add(self, form: dict):
        """Add an extra question, or change the one with the same code."""
        self.error = ""
        try:
            question = _question(form)
            async with unit_of_work(await actor_of(self)) as uow:
                await questions.save(uow, str(form.get("category", "")), question)
        except InvalidInput as error:
            self.error = " ".join(error.field_texts(locale_of(self)).values())
            return
        await CategoriesState.load.fn(self)

    @rx.event
    @guarded
    async def retire(self, category: str, code: str):
        async with unit_of_work(await actor_of(self)) as uow:
            await questions.retire(uow, str(category), str(code))
        await CategoriesState.load.fn(self)


def _question(form: dict) -> QuestionView:
    try:
        kind = QuestionKind(str(form.get("kind")))
    except ValueError as error:
        raise InvalidInput(fields={"kind": N_("Choose how it is answered.")}) from error
    choices = questions.parse_choices(str(form.get("choices") or ""))
    return QuestionView(
        code=str(form.get("code") or "").strip(),
        kind=kind,
        label_id=str(form.get("label_id") or "")[:300],
        label_en=str(form.get("label_en") or "")[:300],
        required=bool(form.get("required")),
        choices=tuple(choices) if kind == QuestionKind.CHOICE else (),
    )


def section(ctx: Ctx) -> rx.Component:
    columns = [
        ctx.t("Kind of problem"),
        ctx.t("Term to the solution"),
        ctx.t("Same problem within (metres)"),
        ctx.t("and (days)"),
    ]
    return rx.el.section(
        section_heading(ctx.t("Terms and duplicates")),
        rx.el.p(
            ctx.t("A new term holds for open reports too; each shows that it was counted again."),
            class_name="text-muted",
        ),
        table(
            ctx.t("Terms and duplicates"),
            columns,
            rx.foreach(CategoriesState.lines, lambda line: _row(ctx, line)),
        ),
        section_heading(ctx.t("Extra questions")),
        table(
            ctx.t("Extra questions"),
            [ctx.t("Kind of problem"), ctx.t("Question"), ctx.t("Answer"), ctx.t("Change")],
            rx.foreach(CategoriesState.asked, lambda one: _asked(ctx, one)),
        ),
        _add_form(ctx),
        class_name="flex flex-col gap-4",
    )


def _number(label: str, line: rx.Var[Line], name: str, value: rx.Var[int]) -> rx.Component:
    return rx.el.input(
        type="number",
        min=1,
        default_value=value.to_string(),
        key=line.code + name + value.to_string(),
        aria_label=label,
        on_blur=lambda text: CategoriesState.change(line.code, name, text),
        class_name="min-h-11 w-24 rounded-control border border-control bg-surface px-3",
    )


def _row(ctx: Ctx, line: rx.Var[Line]) -> rx.Component:
    return table_row(
        line.name,
        rx.el.span(
            _number(ctx.t("Term to the solution"), line, "target_amount", line.amount),
            rx.el.select(
                rx.el.option(ctx.t("working days"), value="days"),
                rx.el.option(ctx.t("hours on working days"), value="hours"),
                value=line.unit,
                aria_label=ctx.t("Unit of the term"),
                on_change=lambda unit: CategoriesState.change(line.code, "target_unit", unit),
                class_name="min-h-11 rounded-control border border-control bg-surface px-3",
            ),
            class_name="flex gap-2",
        ),
        _number(ctx.t("Same problem within (metres)"), line, "duplicate_radius_m", line.radius),
        _number(ctx.t("and (days)"), line, "duplicate_days", line.days),
    )


def _asked(ctx: Ctx, one: rx.Var[Asked]) -> rx.Component:
    return table_row(
        one.category_name,
        rx.el.span(
            one.label,
            rx.el.code(one.code, class_name="block text-small text-muted"),
            class_name="block max-w-96 whitespace-normal",
        ),
        rx.el.span(
            one.kind,
            rx.el.span(one.choices, class_name="block text-small text-muted"),
            class_name="block max-w-80 whitespace-normal",
        ),
        icon_button(
            ctx.t("Stop asking this"),
            "trash-2",
            on_click=CategoriesState.retire(one.category, one.code),
        ),
    )


def _add_form(ctx: Ctx) -> rx.Component:
    kinds = [(kind.value, words.text(ctx.locale)) for kind, words in KIND_WORDS.items()]
    choose = ctx.t("Choose")
    return rx.el.form(
        select(
            ctx.t("Kind of problem"),
            CategoriesState.names,
            name="category",
            id="f-question-category",
            placeholder=choose,
            size="staff",
        ),
        field(ctx.t("Code"), name="code", max_length=40, size="staff"),
        select(ctx.t("Answered by"), kinds, name="kind", placeholder=choose, size="staff"),
        checkbox(ctx.t("An answer is needed"), name="required"),
        field(ctx.t("Question in Indonesian"), name="label_id", max_length=300, size="staff"),
        field(ctx.t("Question in English"), name="label_en", max_length=300, size="staff"),
        rx.el.div(
            field(
                ctx.t("Choices, one a line"),
                name="choices",
                hint=ctx.t("code | answer | answer in English | stop notice | in English"),
                rows=4,
                size="staff",
            ),
            class_name="col-span-full",
        ),
        rx.cond(
            CategoriesState.error != "",
            rx.el.p(
                CategoriesState.error,
                role="alert",
                class_name="col-span-full font-semibold text-late",
            ),
        ),
        button(ctx.t("Save question"), type="submit", size="staff", icon_name="plus"),
        on_submit=CategoriesState.add,
        class_name=(
            "grid items-end gap-3 rounded-card border border-line bg-surface p-4 sm:grid-cols-2"
        ),
    )
