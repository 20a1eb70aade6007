import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bessai_berinta.ops import preflight
from bessai_berinta.ops.trouble import Trouble
from bessai_berinta.settings import Settings


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        yield busy.getsockname()[1]


def test_a_taken_port_is_named_with_its_purpose(taken_port: int) -> None:
    with pytest.raises(Trouble, match=rf"Port {taken_port} \(the app\).*PORT={taken_port + 10}"):
        preflight.check_port("127.0.0.1", taken_port, "the app")


def test_a_port_beyond_the_last_one_does_not_exist() -> None:
    with pytest.raises(Trouble, match="does not exist"):
        preflight.check_port("127.0.0.1", 65_536, "the app")


def test_a_full_disk_is_seen_before_the_work_begins(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="too full to build"):
        preflight.check_space(tmp_path / "not" / "yet", 10**18, "build")
    preflight.check_space(tmp_path, 1, "build")


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        preflight.check_database("nonsense")


def test_an_unreachable_database_is_named_without_its_password() -> None:
    with pytest.raises(Trouble) as trouble:
        preflight.check_database("postgresql://city:geheim@127.0.0.1:1/city")
    assert "city:***@127.0.0.1:1/city" in str(trouble.value)
    assert "geheim" not in str(trouble.value)


def test_several_workers_need_redis() -> None:
    with pytest.raises(Trouble, match="BESSAI_REDIS_URL"):
        preflight.check_settings(Settings(workers=2))
    preflight.check_settings(Settings(workers=2, redis_url="redis://localhost"))


def test_production_refuses_demo_values() -> None:
    with pytest.raises(Trouble, match="BESSAI_OIDC_CLIENT_SECRET"):
        preflight.check_settings(Settings(env="production"))
