"""How roles are called on the screen."""

from collections.abc import Iterable

from bessai_berinta.core.i18n import N_, Locale
from bessai_berinta.core.permissions import Role

ROLES = {
    Role.CITIZEN: N_("Resident"),
    Role.OFFICER: N_("Officer"),
    Role.EDITOR: N_("Editor"),
    Role.VERIFIER: N_("Permit verifier"),
    Role.SIGNER: N_("Permit signer"),
    Role.CURATOR: N_("Innovation curator"),
    Role.OPERATOR: N_("Command centre operator"),
    Role.ADMIN: N_("Administrator"),
}


def roles(held: Iterable[Role], locale: Locale) -> list[str]:
    """Name roles in the order of the table; somebody without one is a resident."""
    wanted = set(held) or {Role.CITIZEN}
    return [name.text(locale) for role, name in ROLES.items() if role in wanted]
