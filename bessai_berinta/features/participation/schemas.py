"""What goes into and comes out of participation."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bessai_berinta.core.errors import BadRequest, InvalidInput
from bessai_berinta.core.i18n import N_, Message
from bessai_berinta.core.permissions import Actor

MIN_TEXT, MAX_TEXT = 2, 1000


class FollowKind(StrEnum):
    REPORT = "report"
    AREA = "area"
    CATEGORY = "category"


class CommentState(StrEnum):
    HELD = "held"
    PUBLIC = "public"
    HIDDEN = "hidden"
    REMOVED = "removed"


@dataclass(frozen=True)
class Who:
    """A person to us: an account, or a browser without one."""

    account_id: uuid.UUID | None
    visitor: str

    @property
    def key(self) -> dict[str, Any]:
        """The columns that name this person in a row."""
        return {"account_id": self.account_id, "visitor": "" if self.account_id else self.visitor}


def who(actor: Actor) -> Who:
    """Tell who an actor is here. Raises BadRequest for somebody we could not know again."""
    if not actor.signed_in and not actor.visitor:
        raise BadRequest(N_("Open the page first, so that we know you again."))
    return Who(actor.user_id, "" if actor.signed_in else actor.visitor)


@dataclass(frozen=True)
class Standing:
    """How somebody stands to a report, and how many support it."""

    supports: int = 0
    supported: bool = False
    followed: bool = False
    mine: bool = False
    may_support: bool = False
    desk: bool = False  # may speak as the agency and decide on comments


@dataclass(frozen=True)
class FollowView:
    """An area or a category somebody follows."""

    kind: FollowKind
    target: str
    name_id: str
    name_en: str


@dataclass(frozen=True)
class CommentView:
    """One comment as its reader may see it."""

    id: uuid.UUID
    at: datetime
    name: str
    agency: str
    text: str
    kind: str
    state: CommentState
    photo_id: uuid.UUID | None = None
    photo_waits: bool = False  # held: its author knows of it, but only the desk sees it
    mine: bool = False
    may_remove: bool = False


@dataclass(frozen=True)
class HeldComment:
    """A comment that waits for a moderator."""

    id: uuid.UUID
    code: str
    at: datetime
    name: str
    text: str
    kind: str
    why: str
    photo_id: uuid.UUID | None


@dataclass(frozen=True)
class Closing:
    """What a closed report asks its reader, and what was answered."""

    standing: str  # reporter | follower | nearby
    until: datetime
    may_answer: bool
    answered: bool = False
    fixed: bool = False
    stars: int | None = None
    spent: bool = False  # residents can reopen it no more


@dataclass(frozen=True)
class Rating:
    """How residents rate what was done; ``mean`` is None below the minimum."""

    key: str
    count: int
    mean: float | None


MIN_RATINGS = 5

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=MIN_TEXT, max_length=MAX_TEXT)
]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_TEXT)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]


class NewComment(BaseModel):
    """A comment as sent; aliases are the names of the public contract."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    text: Annotated[Text, Field(alias="isi")]
    name: Annotated[Name, Field(alias="nama")] = ""
    as_agency: Annotated[bool, Field(alias="sebagai_opd")] = False


class Answer(BaseModel):
    """An answer to "is it solved?"."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    fixed: Annotated[bool, Field(alias="beres")]
    stars: Annotated[int | None, Field(alias="nilai", ge=1, le=5)] = None
    reason: Annotated[Reason, Field(alias="alasan")] = ""
    lat: Annotated[float | None, Field(ge=-90, le=90)] = None
    lon: Annotated[float | None, Field(ge=-180, le=180)] = None


_RULES: dict[str, Message] = {
    "isi": N_("Write {least} to {most} characters.", least=MIN_TEXT, most=MAX_TEXT),
    "nama": N_("A name has at most 80 characters."),
    "sebagai_opd": N_("Answer with 1 for yes or 0 for no."),
    "beres": N_("Say whether it is solved."),
    "nilai": N_("Choose 1 to 5 stars."),
    "alasan": N_("Keep it under {most} characters.", most=MAX_TEXT),
    "lat": N_("The latitude must be a number of degrees."),
    "lon": N_("The longitude must be a number of degrees."),
}


def _parse(model: type[BaseModel], form: Mapping[str, Any]) -> Any:
    given = {k: v for k, v in form.items() if k in _RULES and v not in ("", None)}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        names = [str(detail["loc"][0]) for detail in error.errors() if detail["loc"]]
        raise InvalidInput(fields={name: _RULES[name] for name in names}) from error


def parse_comment(form: Mapping[str, Any]) -> NewComment:
    """Read a comment from form fields. Raises InvalidInput by field."""
    return NewComment.model_validate(_parse(NewComment, form))


def parse_answer(form: Mapping[str, Any]) -> Answer:
    """Read an answer from form fields. Raises InvalidInput by field."""
    return Answer.model_validate(_parse(Answer, form))


@dataclass(frozen=True)
class Posted:
    """What became of a comment or an answer."""

    state: str
    reopened: bool = False
    id: uuid.UUID | None = None
