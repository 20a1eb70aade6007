"""The extra questions of a category in the words of Open311: attributes. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bessai_berinta.features.reports.schemas import QuestionKind, QuestionView

from .schemas import Open311Error

# A notice has no answer: an attribute with ``variable`` false.
DATATYPES: Mapping[QuestionKind, tuple[str, str]] = {
    QuestionKind.TEXT: ("text", "text of at most 500 characters"),
    QuestionKind.NUMBER: ("number", "a number"),
    QuestionKind.DATE: ("datetime", "a day such as 2026-11-24; a time is left out"),
    QuestionKind.CHOICE: ("singlevaluelist", "the key of one value"),
    QuestionKind.NOTICE: ("text", "a notice; it takes no answer"),
}
NAME = re.compile(r"attribute\[([^\[\]]{1,80})\](\[\])?")


def definition(questions: Iterable[QuestionView]) -> list[dict[str, Any]]:
    """Describe questions as the attributes of a service definition."""
    return [_attribute(question, order) for order, question in enumerate(questions, 1)]


def _attribute(question: QuestionView, order: int) -> dict[str, Any]:
    datatype, explained = DATATYPES[question.kind]
    found: dict[str, Any] = {
        "variable": question.kind != QuestionKind.NOTICE,
        "code": question.code,
        "datatype": datatype,
        "required": question.required,
        "datatype_description": explained,
        "order": order,
        "description": question.label_id,
    }
    if question.choices:
        found["values"] = [{"key": c.code, "name": c.name_id} for c in question.choices]
    return found


def answers(form: Sequence[tuple[str, str]], questions: Iterable[QuestionView]) -> dict[str, str]:
    """Read ``attribute[code]=v`` and ``attribute[code][]=v``.

    Raises Open311Error for a code that is not asked and for more than one value.
    """
    kinds = {question.code: question.kind for question in questions}
    found: dict[str, str] = {}
    for name, value in form:
        match = NAME.fullmatch(name)
        if match is None or not value.strip():
            continue
        code = match[1]
        if code not in kinds:
            raise Open311Error(f"attribute {code} is unknown for this service")
        if code in found:
            raise Open311Error(f"attribute {code} takes one value")
        found[code] = _plain(value, kinds[code])
    return found


def _plain(value: str, kind: QuestionKind) -> str:
    value = value.replace("\x00", "").strip()
    # A date question wants a day; programs send a datetime.
    return value[:10] if kind == QuestionKind.DATE and "T" in value else value
