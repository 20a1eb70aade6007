"""Checks before anything starts, so that a failure is one sentence and not a traceback."""

import shutil
import socket
from pathlib import Path

import psycopg
from sqlalchemy.exc import ArgumentError

from bessai_berinta.core.db import driver_url
from bessai_berinta.settings import Settings

from .environment import BIN
from .trouble import Trouble

OLDEST_POSTGRES = 15
BUILD_BYTES = 700_000_000
RUN_BYTES = 100_000_000


def check_settings(config: Settings) -> None:
    """Refuse settings that cannot work or, in production, are not safe."""
    if problems := config.unsafe():
        raise Trouble(f"These settings are not fit for production: {'; '.join(problems)}.")
    if config.workers > 1 and not config.redis_url:
        raise Trouble("BESSAI_WORKERS above 1 needs BESSAI_REDIS_URL: workers share state there.")


def check_port(host: str, port: int, purpose: str) -> None:
    """Refuse a port that is taken, out of range or not ours to open."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError:
            raise Trouble(f"Port {port} does not exist; choose one below 65535.") from None
        except PermissionError:
            raise Trouble(f"Port {port} needs more rights; choose one above 1023.") from None
        except OSError as error:
            raise Trouble(
                f"Port {port} ({purpose}) cannot be used: {error.strerror}. "
                f"Start with another one, for example: make run PORT={port + 10}"
            ) from None


def check_space(folder: Path, needed: int, purpose: str) -> None:
    """Refuse to begin work that would fill the disk half-way."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Trouble(
            f"The disk is too full to {purpose}: {free // 10**6} MB free in {folder}, "
            f"{needed // 10**6} MB needed."
        )


def check_tools() -> None:
    """Refuse an environment without the Node that comes with the requirements."""
    for tool in ("node", "npm"):
        if not (BIN / tool).exists():
            raise Trouble(f"{tool} is missing; run `make run` to install requirements.txt again.")


def check_database(url: str) -> None:
    """Refuse a database that cannot be reached or is too old. Passwords stay out of the text."""
    try:
        address = driver_url(url).set(drivername="postgresql")
        plain = address.render_as_string(hide_password=False)
    except ArgumentError:
        raise Trouble(
            "BESSAI_DATABASE_URL cannot be read; it looks like postgresql://user:password@host/name"
        ) from None
    shown = address.render_as_string(hide_password=True)
    try:
        with psycopg.connect(plain, connect_timeout=5) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise Trouble(f"The database {shown} cannot be reached: {reason}") from None
    if version < OLDEST_POSTGRES:
        raise Trouble(f"PostgreSQL {version} is too old; {OLDEST_POSTGRES} or newer is needed.")
