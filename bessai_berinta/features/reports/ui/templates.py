"""Prepared texts on the settings page."""

from dataclasses import dataclass

import reflex as rx

from bessai_berinta.core import db
from bessai_berinta.core.errors import InvalidInput, NotFound
from bessai_berinta.core.i18n import translate
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import unit_of_work
from bessai_berinta.features.reports import queries
from bessai_berinta.features.reports.desk import templates
from bessai_berinta.features.reports.desk.schemas import TemplateView
from bessai_berinta.features.reports.workflow import Action
from bessai_berinta.ui.components.button import button, icon_button
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.heading import section_heading
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.table import table, table_row
from bessai_berinta.ui.guard import guarded
from bessai_berinta.ui.page import Ctx
from bessai_berinta.ui.session import actor_of, locale_of

from .staff_report import ACTION_WORDS

BLANK = dict.fromkeys(("action", "category", "title", "body_id", "body_en"), "")


@dataclass
class Line:
    """One prepared text in the list."""

    id: int = 0
    title: str = ""
    action: str = ""
    category: str = ""
    body: str = ""


class TemplatesState(rx.State):
    """Every change is saved at once and audited."""

    lines: list[Line] = []
    categories: list[tuple[str, str]] = []
    errors: dict[str, str] = BLANK
    saved: int = 0  # a new number empties the form
    editing: int = 0
    draft: dict[str, str] = BLANK

    @rx.event
    @guarded
    async def load(self):
        actor, locale = await actor_of(self), locale_of(self)
        actor.require(Permission.CATEGORIES_EDIT)
        async with db.session() as session:
            found = await templates.every(session, actor)
            categories = await queries.categories(session)
        self.categories = [(one.code, one.name(locale)) for one in categories]
        names = dict(self.categories)
        self.lines = [
            Line(
                one.id,
                one.title,
                ACTION_WORDS[one.action][0].text(locale),
                names.get(one.category, one.category) or translate(locale, "Every kind"),
                one.body_en if locale == "en" and one.body_en else one.body_id,
            )
            for one in found
        ]

    @rx.event
    @guarded
    async def edit(self, template_id: int):
        """Put one text into the form; saving it changes that one."""
        async with db.session() as session:
            found = await templates.every(session, await actor_of(self))
        for one in found:
            if one.id == template_id:
                self.draft = {
                    "action": one.action.value,
                    "category": one.category,
                    "title": one.title,
                    "body_id": one.body_id,
                    "body_en": one.body_en,
                }
                self.editing, self.errors, self.saved = one.id, BLANK, self.saved + 1

    @rx.event
    @guarded
    async def save(self, form: dict):
        """Add what the form holds, or change the text that is being edited."""
        self.errors = BLANK
        try:
            async with unit_of_work(await actor_of(self)) as uow:
                await templates.save(uow, _template(form, self.editing))
        except InvalidInput as error:
            self.errors = BLANK | error.field_texts(locale_of(self))
            return
        self.editing, self.draft, self.saved = 0, BLANK, self.saved + 1
        await TemplatesState.load.fn(self)

    @rx.event
    @guarded
    async def remove(self, template_id: int):
        async with unit_of_work(await actor_of(self)) as uow:
            await templates.remove(uow, int(template_id))
        await TemplatesState.load.fn(self)


def _template(form: dict, template_id: int) -> TemplateView:
    def words(name: str) -> str:
        return str(form.get(name) or "")[:5000]

    try:
        action = Action(words("action") or Action.SUBMIT)
    except ValueError as error:
        raise NotFound from error
    return TemplateView(
        action, words("title"), words("body_id"), words("body_en"), words("category"), template_id
    )


def section(ctx: Ctx) -> rx.Component:
    columns = [ctx.t("Name"), ctx.t("Used for"), ctx.t("Kind of problem"), ctx.t("Change")]
    return rx.el.section(
        section_heading(ctx.t("Prepared texts")),
        rx.el.p(
            ctx.t("Officers insert them and may change the words before sending."),
            class_name="text-muted",
        ),
        table(
            ctx.t("Prepared texts"),
            columns,
            rx.foreach(TemplatesState.lines, lambda line: _row(ctx, line)),
        ),
        _form(ctx),
        class_name="flex flex-col gap-4",
    )


def _row(ctx: Ctx, line: rx.Var[Line]) -> rx.Component:
    return table_row(
        rx.el.span(
            line.title,
            rx.el.span(line.body, class_name="block max-w-prose text-small text-muted"),
        ),
        line.action,
        line.category,
        rx.el.span(
            icon_button(ctx.t("Change this text"), "pencil", on_click=TemplatesState.edit(line.id)),
            icon_button(
                ctx.t("Remove this text"), "trash-2", on_click=TemplatesState.remove(line.id)
            ),
            class_name="flex",
        ),
    )


def _form(ctx: Ctx) -> rx.Component:
    state = TemplatesState
    actions = [(a.value, ACTION_WORDS[a][0].text(ctx.locale)) for a in templates.ACTIONS]
    places = ", ".join(f"{{{name}}}" for name in templates.PLACEHOLDERS)
    key = state.saved.to_string()

    def text(label: str, name: str, *, rows: int = 1, hint: str | None = None) -> rx.Component:
        return field(
            label,
            name=name,
            id=f"f-template-{name}",
            key=name + key,
            rows=rows,
            hint=hint,
            default_value=state.draft[name].to(str),
            error=state.errors[name].to(str),
            size="staff",
        )

    return rx.el.form(
        select(
            ctx.t("Used for"),
            actions,
            name="action",
            id="f-template-action",
            key="action" + key,
            placeholder=ctx.t("Choose"),
            default_value=state.draft["action"].to(str),
            error=state.errors["action"].to(str),
            size="staff",
        ),
        select(
            ctx.t("Kind of problem"),
            state.categories,
            name="category",
            id="f-template-category",
            key="category" + key,
            placeholder=ctx.t("Every kind"),
            default_value=state.draft["category"].to(str),
            error=state.errors["category"].to(str),
            size="staff",
        ),
        text(ctx.t("Name"), "title"),
        rx.el.div(
            text(
                ctx.t("Text in Indonesian"),
                "body_id",
                rows=3,
                hint=ctx.t("Filled in by itself: {places}", places=places),
            ),
            class_name="col-span-full",
        ),
        rx.el.div(text(ctx.t("Text in English"), "body_en", rows=3), class_name="col-span-full"),
        button(ctx.t("Save text"), type="submit", size="staff", icon_name="check"),
        on_submit=state.save,
        class_name=(
            "grid items-start gap-3 rounded-card border border-line bg-surface p-4 sm:grid-cols-3"
        ),
    )
