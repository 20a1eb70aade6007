"""Who may do what: roles come from the sign-in provider, permissions from one table."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from .errors import Denied, SignInNeeded


class Role(StrEnum):
    """What a person is to the city; values are the words used in ``ROLE_MAP``."""

    CITIZEN = "warga"
    OFFICER = "petugas"
    EDITOR = "redaksi"
    VERIFIER = "verifikator"
    SIGNER = "penandatangan"
    CURATOR = "bapperida"
    OPERATOR = "operator"
    ADMIN = "admin"


class Permission(StrEnum):
    """One thing that may be allowed; code asks for these, never for roles."""

    STAFF_AREA = "staff.area"
    REPORT_HANDLE_OWN = "report.handle.own"  # reports held by the actor's agency
    REPORT_HANDLE_ANY = "report.handle.any"
    REPORT_SEE_REPORTER = "report.see_reporter"
    REPORT_ASSIGN = "report.assign"
    REPORT_MODERATE = "report.moderate"
    CATEGORIES_EDIT = "categories.edit"
    ROUTING_EDIT = "routing.edit"
    CALENDAR_EDIT = "calendar.edit"
    AUDIT_READ = "audit.read"
    API_KEYS = "api.keys"


P = Permission
POLICY: dict[Role, frozenset[Permission]] = {
    Role.CITIZEN: frozenset(),
    Role.OFFICER: frozenset(
        {P.STAFF_AREA, P.REPORT_HANDLE_OWN, P.REPORT_SEE_REPORTER, P.REPORT_ASSIGN}
    ),
    Role.EDITOR: frozenset({P.STAFF_AREA}),
    Role.VERIFIER: frozenset({P.STAFF_AREA}),
    Role.SIGNER: frozenset({P.STAFF_AREA}),
    Role.CURATOR: frozenset({P.STAFF_AREA}),
    Role.OPERATOR: frozenset(
        {
            P.STAFF_AREA,
            P.REPORT_HANDLE_ANY,
            P.REPORT_SEE_REPORTER,
            P.REPORT_ASSIGN,
            P.REPORT_MODERATE,
        }
    ),
    Role.ADMIN: frozenset(
        {
            P.STAFF_AREA,
            P.ROUTING_EDIT,
            P.CALENDAR_EDIT,
            P.CATEGORIES_EDIT,
            P.REPORT_MODERATE,
            P.AUDIT_READ,
            P.API_KEYS,
        }
    ),
}


@dataclass(frozen=True)
class Actor:
    """Who asks: an account, an anonymous visitor or the system itself.

    ``agencies`` are the codes of the OPD the person works for. ``visitor`` is the
    fingerprint of the browser's session cookie; it lets a visitor without an account come
    back to what they filed.
    """

    user_id: uuid.UUID | None = None
    name: str = ""
    roles: frozenset[Role] = frozenset()
    agencies: frozenset[str] = frozenset()
    visitor: str = ""
    ip: str = ""
    system: bool = False
    permissions: frozenset[Permission] = field(init=False)

    def __post_init__(self) -> None:
        granted = frozenset().union(*(POLICY[role] for role in self.roles))
        object.__setattr__(self, "permissions", granted)

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def label(self) -> str:
        """How the audit log names this actor when the account is gone."""
        return "system" if self.system else self.name or "anonymous"

    def may(self, permission: Permission) -> bool:
        return self.system or permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise SignInNeeded or Denied unless the actor holds ``permission``."""
        if not self.may(permission):
            raise Denied if self.signed_in else SignInNeeded

    def require_sign_in(self) -> uuid.UUID:
        """Give the account's id; raise SignInNeeded for a visitor."""
        if self.user_id is None:
            raise SignInNeeded
        return self.user_id


ANONYMOUS = Actor()
SYSTEM = Actor(system=True)


@dataclass(frozen=True)
class RoleGrant:
    """A role, and for officers the agency it is held in."""

    role: Role
    agency: str = ""


def parse_role_map(text: str) -> dict[str, RoleGrant]:
    """Read ``ROLE_MAP``: ``group=role`` or ``group=role:AGENCY``, separated by commas.

    Raises ValueError for an unknown role or a malformed part, naming it.
    """
    grants: dict[str, RoleGrant] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        group, sep, target = part.partition("=")
        role, _, agency = target.partition(":")
        if not sep or not group or role not in set(Role):
            raise ValueError(f"ROLE_MAP: cannot read {part!r}")
        grants[group.strip()] = RoleGrant(Role(role), agency.strip())
    return grants


def grants_of(groups: list[str], role_map: dict[str, RoleGrant]) -> list[RoleGrant]:
    """Give what the provider's groups are worth here; an unknown group gives nothing."""
    return [role_map[group] for group in groups if group in role_map]
