"""Who may do what."""

import uuid

import pytest

from bessai_berinta.core.errors import Denied, SignInNeeded
from bessai_berinta.core.permissions import ANONYMOUS, POLICY, SYSTEM, Actor, Permission, Role


def person(*roles: Role) -> Actor:
    return Actor(user_id=uuid.uuid4(), roles=frozenset(roles))


def test_every_role_stands_in_the_policy():
    assert set(POLICY) == set(Role)


def test_every_permission_is_held_by_some_role_and_none_by_a_citizen():
    assert frozenset().union(*POLICY.values()) == set(Permission)
    assert not POLICY[Role.CITIZEN]


@pytest.mark.parametrize("permission", Permission)
def test_a_visitor_is_asked_to_sign_in_and_a_citizen_is_refused(permission):
    with pytest.raises(SignInNeeded):
        ANONYMOUS.require(permission)
    with pytest.raises(Denied):
        person(Role.CITIZEN).require(permission)


def test_roles_add_up():
    both = person(Role.OFFICER, Role.ADMIN)
    both.require(Permission.REPORT_HANDLE_OWN)
    both.require(Permission.AUDIT_READ)
    with pytest.raises(Denied):
        both.require(Permission.REPORT_HANDLE_ANY)


def test_the_system_may_everything_but_is_no_person():
    SYSTEM.require(Permission.ROUTING_EDIT)
    with pytest.raises(SignInNeeded):
        SYSTEM.require_sign_in()
