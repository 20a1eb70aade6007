"""Seed data that pages are compiled from: the form must work before any database answers."""

from functools import lru_cache

from .schemas import Areas, AreaSeed, Categories, CategorySeed, read


@lru_cache
def categories() -> tuple[CategorySeed, ...]:
    """Give the categories in the order of the form."""
    return tuple(read("kategori.json", Categories).categories)


@lru_cache
def kelurahan() -> tuple[AreaSeed, ...]:
    """Give the kelurahan by name."""
    areas = read("wilayah.json", Areas).areas
    return tuple(sorted((a for a in areas if a.kind == "kelurahan"), key=lambda a: a.name))
