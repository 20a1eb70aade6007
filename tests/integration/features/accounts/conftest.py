import pytest

from bessai_berinta.features.accounts import sessions
from tests.factories.signin import Town, build_town


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch, database: None) -> Town:
    sessions.forget("*")
    return build_town(monkeypatch)
