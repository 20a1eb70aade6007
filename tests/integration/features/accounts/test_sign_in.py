import pytest

from bessai_berinta.features.accounts import sessions
from tests.factories.signin import Town, build_town


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch, database: None) -> Town:
    return build_town(monkeypatch)


async def test_a_person_signs_in_and_lands_where_they_wanted(town: Town) -> None:
    async with town.browser() as browser:
        answer = await browser.sign_in("petugas-dlh", "/petugas/lapor")
        assert answer.headers["location"] == "/petugas/lapor"
        view = await sessions.lookup(browser.cookie)
        assert view is not None
        assert view.name == "Petugas Demo DLH"
        assert view.agencies == {"DLH"}
