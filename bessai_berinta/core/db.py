"""The PostgreSQL engine of this process."""

from sqlalchemy import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

_engine: AsyncEngine | None = None
_sessions: async_sessionmaker[AsyncSession] | None = None


def driver_url(url: str) -> URL:
    """Turn any ``postgres://`` address into one for the psycopg driver."""
    return make_url(url.replace("postgres://", "postgresql://", 1)).set(
        drivername="postgresql+psycopg"
    )


def connect(url: str, *, pool_size: int = 10) -> None:
    """Point this process at a database. Connections open when first needed."""
    global _engine, _sessions
    # The driver reads times in plain UTC many times faster than in a zone from the tz database.
    address = driver_url(url)
    options = f"{address.query.get('options', '')} -c TimeZone=UTC".strip()
    _engine = create_async_engine(
        address, pool_size=pool_size, pool_pre_ping=True, connect_args={"options": options}
    )
    _sessions = async_sessionmaker(_engine, class_=AsyncSession, expire_on_commit=False)


async def disconnect() -> None:
    """Close every pooled connection."""
    global _engine, _sessions
    if _engine is not None:
        await _engine.dispose()
    _engine = _sessions = None


def session() -> AsyncSession:
    """Open a session; use it as ``async with``. Raises RuntimeError before :func:`connect`."""
    if _sessions is None:
        raise RuntimeError("no database: call core.db.connect first")
    return _sessions()


def raw_url() -> str:
    """Give the address in the form plain psycopg takes."""
    if _engine is None:
        raise RuntimeError("no database: call core.db.connect first")
    return _engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
