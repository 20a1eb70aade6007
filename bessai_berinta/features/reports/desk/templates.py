"""Prepared texts for the desk: kept by the administrators, filled in for each report."""

import re

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core import clock
from bessai_berinta.core.errors import InvalidInput, NotFound
from bessai_berinta.core.i18n import N_, Locale, Message, day
from bessai_berinta.core.permissions import Actor, Permission
from bessai_berinta.core.unit_of_work import UnitOfWork
from bessai_berinta.features.reports import repository as reports
from bessai_berinta.features.reports.repository import Row
from bessai_berinta.features.reports.workflow import Action

from . import repository
from .models import ReportTemplate
from .schemas import FilledTemplate, TemplateView

# The actions whose dialog takes words.
ACTIONS = (Action.ASK, Action.FORWARD, Action.REFUSE, Action.FINISH, Action.REOPEN)
PLACEHOLDERS = ("kode", "kategori", "kelurahan", "tenggat")
TITLE_MOST, BODY_MOST = 80, 1500

_PLACE = re.compile(r"\{([^{}]*)\}")


async def every(session: AsyncSession, actor: Actor) -> tuple[TemplateView, ...]:
    """List all prepared texts, for those who keep them."""
    actor.require(Permission.CATEGORIES_EDIT)
    return tuple(_view(found) for found in await repository.templates(session))


async def fitting(session: AsyncSession, row: Row) -> tuple[FilledTemplate, ...]:
    """Give the texts for a report's category, filled in, in the language its reporter reads."""
    found = [
        t for t in await repository.templates(session) if t.category in ("", row.category.code)
    ]
    locale: Locale = "en" if row.report.locale == "en" else "id"
    facts = {
        "kode": row.report.code,
        "kategori": row.category.name_en if locale == "en" else row.category.name_id,
        "kelurahan": row.area.name,
        "tenggat": day(clock.local_day(row.report.due_at), locale),
    }
    return tuple(
        FilledTemplate(Action(t.action), t.title, _filled(t, facts, locale)) for t in found
    )


def _filled(template: ReportTemplate, facts: dict[str, str], locale: Locale) -> str:
    body = (template.body_en if locale == "en" else "") or template.body_id
    return _PLACE.sub(lambda place: facts.get(place[1], place[0]), body)


async def save(uow: UnitOfWork, template: TemplateView) -> None:
    """Add a prepared text, or change the one with its id. Raises InvalidInput or NotFound."""
    uow.actor.require(Permission.CATEGORIES_EDIT)
    if problems := await _problems(uow.session, template):
        raise InvalidInput(fields=problems)
    found = await repository.template(uow.session, template.id) if template.id else None
    if template.id and found is None:
        raise NotFound
    before = _audited(found) if found else None
    found = found or ReportTemplate(action="", title="", body_id="")
    found.category, found.action = template.category, template.action.value
    found.title = template.title.strip()
    found.body_id, found.body_en = template.body_id.strip(), template.body_en.strip()
    uow.session.add(found)
    await uow.session.flush()
    await uow.audit("template.save", f"template:{found.id}", before=before, after=_audited(found))


async def remove(uow: UnitOfWork, template_id: int) -> None:
    """Remove a prepared text; what was written with it stays."""
    uow.actor.require(Permission.CATEGORIES_EDIT)
    found = await repository.template(uow.session, template_id)
    if found is None:
        raise NotFound
    await uow.audit("template.remove", f"template:{template_id}", before=_audited(found))
    await uow.session.delete(found)


async def _problems(session: AsyncSession, template: TemplateView) -> dict[str, Message]:
    found: dict[str, Message] = {}
    if template.action not in ACTIONS:
        found["action"] = N_("Choose an action that takes words.")
    if template.category and await reports.category(session, template.category) is None:
        found["category"] = N_("Choose what it is about.")
    if not 1 <= len(template.title.strip()) <= TITLE_MOST:
        found["title"] = N_("Give it a name of at most {most} characters.", most=TITLE_MOST)
    if not 1 <= len(template.body_id.strip()) <= BODY_MOST:
        found["body_id"] = N_("Write the text, at most {most} characters.", most=BODY_MOST)
    if len(template.body_en.strip()) > BODY_MOST:
        found["body_en"] = N_("Write the text, at most {most} characters.", most=BODY_MOST)
    for name in ("body_id", "body_en"):
        if unknown := _unknown(getattr(template, name)):
            found[name] = N_("There is no placeholder {name}.", name=unknown)
    return found


def _unknown(body: str) -> str:
    return next((f"{{{name}}}" for name in _PLACE.findall(body) if name not in PLACEHOLDERS), "")


def _view(found: ReportTemplate) -> TemplateView:
    return TemplateView(
        Action(found.action),
        found.title,
        found.body_id,
        found.body_en,
        found.category,
        found.id or 0,
    )


def _audited(found: ReportTemplate) -> dict[str, object]:
    return found.model_dump(exclude={"id"})
