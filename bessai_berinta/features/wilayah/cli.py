"""``python -m bessai_berinta wilayah ...``: official boundaries in and out.

What a command needs is imported when it runs: ``--help`` of the whole stays quick.
"""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bessai_berinta.core.errors import CityError
from bessai_berinta.core.permissions import SYSTEM
from bessai_berinta.settings import settings

from .schemas import ImportResult

T = TypeVar("T")

app = typer.Typer(help="Areas of the city.", no_args_is_help=True)


@app.command()
def impor(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    sumber: Annotated[str, typer.Option(help="Whose boundaries, and of which year.")] = "",
) -> None:
    """Take over official kelurahan boundaries from a GeoJSON file (all of them, or none)."""
    result = _run(lambda: _import(file.read_bytes(), sumber or file.name))
    for area in result.areas:
        note = f", {area.tangles} small tangles let through" if area.tangles else ""
        typer.echo(
            f"{area.code}  {area.name:<20} {area.change:<9} {area.positions:>6} points "
            f"{area.square_km:>8.2f} km²{note}"
        )
    typer.echo(
        f"{result.changed} of {len(result.areas)} changed. Source: {result.source}. "
        f"The nearest centre had guessed {result.agreement:.0%} of the land right."
    )


@app.command()
def hapus() -> None:
    """Drop the boundaries: points go to the nearest centre again."""
    typer.echo(f"{_run(_clear)} boundaries dropped.")


async def _import(data: bytes, source: str) -> ImportResult:
    from bessai_berinta.core.unit_of_work import unit_of_work

    from . import service

    async with unit_of_work(SYSTEM) as uow:
        return await service.import_boundaries(uow, data, source)


async def _clear() -> int:
    from bessai_berinta.core.unit_of_work import unit_of_work

    from . import service

    async with unit_of_work(SYSTEM) as uow:
        return await service.clear_boundaries(uow)


def _run(work: Callable[[], Awaitable[T]]) -> T:
    """Do ``work`` on the database of the settings; say what is wrong and exit with 1."""
    try:
        return _connected(work)
    except CityError as error:
        typer.echo(error.text("en"), err=True)
        for name, text in error.field_texts("en").items():
            if text != error.text("en"):
                typer.echo(f"  {name}: {text}", err=True)
        sys.exit(1)


def _connected(work: Callable[[], Awaitable[T]]) -> T:
    from bessai_berinta.ops import database

    with database.database(settings()) as url:
        return database.run(url, work)
