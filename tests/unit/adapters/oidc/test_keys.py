"""Key rotation, withdrawn keys, and floods of invented key ids."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from bessai_berinta.adapters.oidc import Refused, Unreachable
from bessai_berinta.adapters.oidc.keys import ALGORITHMS
from bessai_berinta.core import clock
from tests.factories.tokens import Liar, id_claims, rsa_key

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)


def after(seconds: float) -> AbstractContextManager[None]:
    return clock.at(NOON + timedelta(seconds=seconds))


def test_only_algorithms_with_a_key_pair_are_ours() -> None:
    assert ALGORITHMS == ("RS256", "PS256", "ES256", "ES512")


async def test_a_new_key_is_found_by_one_more_look() -> None:
    liar = Liar()
    client = liar.client()
    with after(0):
        await liar.sign_in(client=client)
        liar.keys.insert(0, rsa_key("two"))
        await liar.sign_in(liar.sign(id_claims()), client=client)
        await liar.sign_in(liar.sign(id_claims()), client=client)
    assert liar.count("/jwks") == 2


async def test_a_withdrawn_key_is_refused_after_five_minutes_at_the_latest() -> None:
    liar = Liar()
    old = liar.keys[0]
    client = liar.client()
    with after(0):
        await liar.sign_in(client=client)
    liar.keys = [rsa_key("two")]
    with after(301), pytest.raises(Refused):
        await liar.sign_in(liar.sign(id_claims(), old), client=client)


async def test_a_withdrawn_key_is_refused_at_once_when_the_new_one_was_seen() -> None:
    liar = Liar()
    old = liar.keys[0]
    client = liar.client()
    with after(0):
        await liar.sign_in(client=client)
        liar.keys = [rsa_key("two")]
        await liar.sign_in(liar.sign(id_claims()), client=client)
        with pytest.raises(Refused):
            await liar.sign_in(liar.sign(id_claims(), old), client=client)


async def test_a_flood_of_invented_keys_costs_one_request_a_minute() -> None:
    liar = Liar()
    client = liar.client()
    stranger = rsa_key("stranger")
    for second in range(0, 60, 2):
        with after(second):
            token = liar.sign(id_claims(), stranger, kid=f"invented-{second}")
        with after(second), pytest.raises(Refused):
            await liar.sign_in(token, client=client)
    assert liar.count("/jwks") == 2  # the first set, and one more look
    with after(61), pytest.raises(Refused):
        await liar.sign_in(liar.sign(id_claims(), stranger), client=client)
    assert liar.count("/jwks") == 3


async def test_honest_people_still_come_in_during_the_flood() -> None:
    liar = Liar()
    client = liar.client()
    with after(0):
        for _ in range(3):
            with pytest.raises(Refused):
                await liar.sign_in(liar.sign(id_claims(), rsa_key("stranger")), client=client)
        assert (await liar.sign_in(client=client)).subject == "subject-1"


async def test_keys_meant_for_encryption_do_not_verify_signatures() -> None:
    liar = Liar()
    key = rsa_key("enc")
    key.ensure_kid()
    liar.keys = [type(key).import_key({**key.as_dict(private=True), "use": "enc"})]
    with pytest.raises((Refused, Unreachable)):
        await liar.sign_in(liar.sign(id_claims(), key))


async def test_a_key_set_that_cannot_be_read_is_the_providers_trouble() -> None:
    liar = Liar(keys=[])
    with pytest.raises(Unreachable):
        await liar.sign_in(Liar().sign(id_claims()))
