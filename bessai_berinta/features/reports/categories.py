"""Use cases of the categories: their terms, and how near and young a duplicate must be."""

from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import UnitOfWork

from . import repository
from .deadline import Unit
from .tasks import recount

LIMITS = {
    "target_amount": (1, 720),
    "duplicate_radius_m": (10, 5000),
    "duplicate_days": (1, 365),
}


async def change(uow: UnitOfWork, code: str, name: str, value: int | str) -> None:
    """Set one number or the unit of a category. A new term counts for open reports too.

    Raises InvalidInput for a name or value out of range. The deadlines are counted again by a
    job, each with a step on the report's journey.
    """
    uow.actor.require(Permission.CATEGORIES_EDIT)
    category = await repository.category(uow.session, code)
    if category is None:
        raise InvalidInput(fields={"category": N_("Choose what it is about.")})
    if problem := _problem(name, value):
        raise InvalidInput(problem, fields={name: problem})
    before = getattr(category, name)
    if before == value:
        return
    setattr(category, name, value)
    uow.session.add(category)
    await uow.audit(
        "category.change", f"category:{code}", before={name: before}, after={name: value}
    )
    if name.startswith("target_"):
        await uow.enqueue(recount.name, category=code)


def _problem(name: str, value: int | str) -> Message | None:
    if name == "target_unit":
        return None if value in list(Unit) else N_("Choose working days or hours.")
    least, most = LIMITS.get(name, (1, 0))
    if isinstance(value, int) and least <= value <= most:
        return None
    return N_("Write a number from {least} to {most}.", least=least, most=most)
