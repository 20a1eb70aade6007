"""Extra questions of a category: what else the agency needs to know. Edited without code."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bessai_berinta.core.errors import InvalidInput, NotFound
from bessai_berinta.core.i18n import N_, Bilingual, Message
from bessai_berinta.core.permissions import Permission
from bessai_berinta.core.unit_of_work import UnitOfWork

from . import repository
from .models import Question
from .schemas import ChoiceView, QuestionKind, QuestionView

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
MAX_ANSWER = 500
NUMBER = re.compile(r"-?\d{1,12}([.,]\d{1,6})?")


def field_name(code: str) -> str:
    """Name the form field of a question, as it is sent and as errors are keyed."""
    return f"jawaban[{code}]"


def check(
    questions: Iterable[QuestionView], answers: Mapping[str, str], *, complete: bool = True
) -> dict[str, str]:
    """Give the answers that belong to ``questions``, cleaned.

    Answers to questions we do not ask are left out. With ``complete`` a required one that is
    missing is an error; the plain form without script cannot ask, so it does without. Raises
    InvalidInput by field, also for a choice that says to turn elsewhere instead.
    """
    kept: dict[str, str] = {}
    wrong: dict[str, Message] = {}
    for question in questions:
        given = " ".join(answers.get(question.code, "").split())
        problem = _problem(question, given, complete=complete)
        if problem:
            wrong[field_name(question.code)] = problem
        elif given and question.kind != QuestionKind.NOTICE:
            kept[question.code] = given
    if wrong:
        raise InvalidInput(fields=wrong)
    return kept


def _problem(question: QuestionView, given: str, *, complete: bool) -> Message | None:
    if not given:
        missing = complete and question.required and question.kind != QuestionKind.NOTICE
        return N_("Answer this question, please.") if missing else None
    if len(given) > MAX_ANSWER:
        return N_("Keep it under {most} characters.", most=MAX_ANSWER)
    match question.kind:
        case QuestionKind.NUMBER if not NUMBER.fullmatch(given):
            return N_("Write a number.")
        case QuestionKind.DATE if not _is_day(given):
            return N_("Choose a day.")
        case QuestionKind.CHOICE:
            return _choice_problem(question, given)
    return None


def _choice_problem(question: QuestionView, given: str) -> Message | None:
    chosen = next((choice for choice in question.choices if choice.code == given), None)
    if chosen is None:
        return N_("Choose one of the answers.")
    if chosen.stop_id:
        return N_(
            "This cannot be reported here: {why}", why=Bilingual(chosen.stop_id, chosen.stop_en)
        )
    return None


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


async def of(session: AsyncSession, category: str) -> tuple[QuestionView, ...]:
    """Give the questions of one category in their order."""
    return (await every(session)).get(category, ())


async def every(session: AsyncSession) -> dict[str, tuple[QuestionView, ...]]:
    """Give the questions of all categories."""
    found: dict[str, tuple[QuestionView, ...]] = {}
    for row in await repository.questions(session):
        found[row.category] = (*found.get(row.category, ()), _view(row))
    return found


def _view(row: Question) -> QuestionView:
    return QuestionView(
        code=row.code,
        kind=QuestionKind(row.kind),
        label_id=row.label_id,
        label_en=row.label_en,
        required=row.required,
        choices=tuple(ChoiceView(**choice) for choice in row.choices or ()),
    )


async def save(uow: UnitOfWork, category: str, question: QuestionView) -> None:
    """Add a question at the end, or change the one with that code. Raises InvalidInput."""
    uow.actor.require(Permission.CATEGORIES_EDIT)
    if await repository.category(uow.session, category) is None:
        raise InvalidInput(fields={"category": N_("Choose what it is about.")})
    if problems := _problems(question):
        raise InvalidInput(fields=problems)
    rows = await repository.questions(uow.session, category, active_only=False)
    row = next((row for row in rows if row.code == question.code), None)
    before = vars(_view(row)) if row else None
    row = row or Question(
        category=category,
        code=question.code,
        kind=question.kind,
        label_id="",
        label_en="",
        position=len(rows) + 1,
    )
    row.kind, row.required, row.active = question.kind, question.required, True
    row.label_id, row.label_en = question.label_id.strip(), question.label_en.strip()
    row.choices = [dict(vars(choice)) for choice in question.choices]
    uow.session.add(row)
    await _audit(uow, category, question.code, before, vars(question))


async def retire(uow: UnitOfWork, category: str, code: str) -> None:
    """Ask a question no more; answers given stay. Raises NotFound."""
    uow.actor.require(Permission.CATEGORIES_EDIT)
    rows = await repository.questions(uow.session, category)
    row = next((row for row in rows if row.code == code), None)
    if row is None:
        raise NotFound
    row.active = False
    uow.session.add(row)
    await _audit(uow, category, code, vars(_view(row)), None)


def _problems(question: QuestionView) -> dict[str, Message]:
    problems: dict[str, Message] = {}
    if not CODE.fullmatch(question.code):
        problems["code"] = N_("A code is small letters, numbers and _, such as jenis_sampah.")
    if not (question.label_id.strip() and question.label_en.strip()):
        problems["label"] = N_("Write the question in both languages.")
    codes = [choice.code for choice in question.choices]
    if question.kind == QuestionKind.CHOICE and (len(codes) < 2 or len(set(codes)) < len(codes)):
        problems["choices"] = N_("Give at least two answers, each with a code of its own.")
    return problems


def parse_choices(lines: str) -> Sequence[ChoiceView]:
    """Read choices, one a line: ``code | Indonesian | English | stop notice | in English``.

    Raises InvalidInput (``choices``) for a line without code and name.
    """
    choices = []
    for line in filter(str.strip, lines.splitlines()[:30]):
        code, *rest = (part.strip() for part in line.split("|"))
        if not CODE.fullmatch(code) or not rest or not rest[0]:
            raise InvalidInput(
                fields={"choices": N_("Each line: code | answer | answer in English | stop notice")}
            )
        name_id, name_en, stop_id, stop_en = [*rest, "", "", "", ""][:4]
        choices.append(ChoiceView(code, name_id, name_en or name_id, stop_id, stop_en or stop_id))
    return choices


async def _audit(
    uow: UnitOfWork,
    category: str,
    code: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
) -> None:
    def plain(record: Mapping[str, object] | None) -> dict[str, object] | None:
        return {name: str(value) for name, value in record.items()} if record else None

    subject = f"category:{category}:{code}"
    await uow.audit("question.change", subject, before=plain(before), after=plain(after))
