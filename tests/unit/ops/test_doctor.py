from pydantic import SecretStr

from bessai_berinta.ops import doctor
from bessai_berinta.settings import Settings


def test_every_setting_is_listed() -> None:
    lines = doctor.setting_lines(Settings())
    assert len(lines) == len(Settings.model_fields)
    assert any(line.startswith("BESSAI_PORT ") and line.endswith("(default)") for line in lines)


def test_secrets_and_passwords_stay_hidden() -> None:
    config = Settings(
        oidc_client_secret=SecretStr("geheim"),
        database_url="postgresql://city:geheim@db/city",
        redis_url="redis://:geheim@cache:6379",
    )
    report = "\n".join(doctor.setting_lines(config))
    assert "geheim" not in report
    assert "postgresql://city:***@db/city" in report
    assert "redis://:***@cache:6379" in report


def test_each_problem_of_production_is_named() -> None:
    found = doctor.problems(Settings(env="production", database_url="nonsense"))
    assert "BESSAI_PUBLIC_URL must be https" in found
    assert any("BESSAI_DATABASE_URL cannot be read" in problem for problem in found)
