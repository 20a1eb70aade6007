"""The role map: what the provider's groups are worth."""

import pytest
from pydantic import ValidationError

from bessai_berinta.core.permissions import Role, RoleGrant, grants_of, parse_role_map
from bessai_berinta.demo.people import PEOPLE, ROLE_MAP
from bessai_berinta.settings import Settings


def test_a_map_names_roles_and_for_officers_their_agency() -> None:
    parsed = parse_role_map(" dlh-staff=petugas:DLH , city-admins=admin,, ")
    assert parsed == {
        "dlh-staff": RoleGrant(Role.OFFICER, "DLH"),
        "city-admins": RoleGrant(Role.ADMIN),
    }


@pytest.mark.parametrize("text", ["group", "group=", "=admin", "group=raja", "a=admin,b"])
def test_a_map_that_cannot_be_read_is_refused_and_named(text: str) -> None:
    with pytest.raises(ValueError, match="ROLE_MAP"):
        parse_role_map(text)
    with pytest.raises(ValidationError, match="ROLE_MAP"):
        Settings(role_map=text)


def test_an_unknown_group_gives_nothing() -> None:
    parsed = parse_role_map("city-admins=admin")
    assert grants_of(["everyone", "City-Admins", "admin"], parsed) == []
    assert grants_of(["everyone", "city-admins"], parsed) == [RoleGrant(Role.ADMIN)]


def test_the_demo_map_serves_only_a_demo_without_a_map_of_its_own() -> None:
    assert Settings(env="demo").effective_role_map == ROLE_MAP
    assert Settings(env="demo", role_map="a=admin").effective_role_map == "a=admin"
    assert Settings(env="production").effective_role_map == ""


def test_every_group_of_the_demo_people_means_something() -> None:
    parsed = parse_role_map(ROLE_MAP)
    for person in PEOPLE.values():
        assert len(grants_of(list(person.groups), parsed)) == len(person.groups)
