"""Start everything, tell when it is ready, stop everything."""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx

from bessai_berinta import background
from bessai_berinta.demo.people import PEOPLE
from bessai_berinta.settings import Settings

from . import database, environment, frontend, preflight
from .processes import Family, Stop, stoppable

READY_SECONDS = 120.0
ASGI = "bessai_berinta.bessai_berinta:app"


def run(config: Settings) -> None:
    """Run the whole app until someone stops it."""
    started = time.monotonic()
    _check(config)
    with _until_stopped(), database.database(config) as url, Family() as family:
        say("Database", "embedded PostgreSQL" if not config.database_url else "reachable")
        database.prepare(config, url)
        say("Tables and seed", "up to date")
        build_id, seconds = frontend.ensure(config)
        say("Pages", f"built in {seconds:.0f} s" if seconds else "unchanged")
        _forget_other_states(config, build_id)
        env = environment.serve(config, url, build_id)
        _start(family, config, env)
        family.wait_until(lambda: answers(f"{_local(config)}/readyz"), READY_SECONDS, "app")
        _greet(config, time.monotonic() - started)
        family.wait()


def prepare(config: Settings) -> None:
    """Do all that :func:`run` does before it starts anything."""
    preflight.check_settings(config)
    with _until_stopped(), database.database(config) as url:
        database.prepare(config, url)
        _, seconds = frontend.ensure(config)
        say("Pages", f"built in {seconds:.0f} s" if seconds else "unchanged")


def load_seed(config: Settings) -> None:
    """Bring the tables and the seed up to date."""
    with _until_stopped(), database.database(config) as url:
        database.prepare(config, url)


def work(config: Settings) -> None:
    """Run only the job worker, against a database that is already migrated."""
    with _until_stopped(), database.database(config) as url:
        database.run(url, background.work)


def develop(config: Settings) -> None:
    """Run with reload: saved Python restarts the app and rebuilds the pages."""
    _check(config)
    with _until_stopped(), database.database(config) as url, Family() as family:
        database.prepare(config, url)
        env = {**environment.build(config), "BESSAI_DATABASE_URL": url}
        frontend.STAMP.unlink(missing_ok=True)
        _start_provider(family, config, env)
        port = str(config.port)
        command = [sys.executable, "-m", "reflex", "run", "--env", "preview"]
        ports = ["--frontend-port", port, "--backend-port", port, "--backend-host", config.host]
        say("Address", f"{config.origin} once the pages are built; Ctrl-C stops it")
        family.start("app", [*command, *ports], env)
        family.wait()


@contextmanager
def _until_stopped() -> Iterator[None]:
    with stoppable():
        try:
            yield
        except Stop:
            say("Stopped", "every process has ended")


def _check(config: Settings) -> None:
    preflight.check_settings(config)
    preflight.check_tools()
    preflight.check_port(config.host, config.port, "the app")
    if demo_provider(config):
        preflight.check_port("127.0.0.1", config.demo_provider_port, "the demo sign-in provider")


def demo_provider(config: Settings) -> bool:
    """Tell whether our own demo provider is to run; never in production."""
    return config.env == "demo" and not config.oidc_issuer


def _start(family: Family, config: Settings, env: dict[str, str]) -> None:
    _start_provider(family, config, env)
    family.start("app", _granian(config), env)
    if not config.worker_in_app:
        family.start("job worker", [sys.executable, "-m", "bessai_berinta", "worker"], env)


def _start_provider(family: Family, config: Settings, env: dict[str, str]) -> None:
    if not demo_provider(config):
        return
    port = str(config.demo_provider_port)
    command = [sys.executable, "-m", "bessai_berinta.demo", "--port", port]
    family.start("demo sign-in provider", command, env, quiet=True)
    well_known = f"{config.issuer}/.well-known/openid-configuration"
    family.wait_until(lambda: answers(well_known), READY_SECONDS, "demo sign-in provider")


def _granian(config: Settings) -> list[str]:
    options = {
        "--interface": "asgi",
        "--host": config.host,
        "--port": str(config.port),
        "--workers": str(config.workers),
        "--workers-kill-timeout": "5",
        "--log-level": "warning",
    }
    flat = [part for option in options.items() for part in option]
    return [sys.executable, "-m", "granian", "--factory", *flat, ASGI]


def _local(config: Settings) -> str:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - read, not bound
    return f"http://{everywhere.get(config.host, config.host)}:{config.port}"


def answers(url: str) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(url, timeout=5.0, trust_env=False).status_code == httpx.codes.OK
    return False


def _forget_other_states(config: Settings, build_id: str) -> None:
    """Page state is a cache of one build; another build could not read it."""
    states = config.data_dir / "states"
    for folder in states.iterdir() if states.exists() else ():
        if folder.name != build_id[:12]:
            shutil.rmtree(folder, ignore_errors=True)


def _greet(config: Settings, seconds: float) -> None:
    say("Ready", f"{config.origin} after {seconds:.0f} s; Ctrl-C stops it")
    if demo_provider(config):
        say("Demo people", ", ".join(PEOPLE))


def say(what: str, how: str) -> None:
    print(f"{what:<16} {how}", flush=True)
