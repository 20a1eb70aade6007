"""A database with the areas and agencies of the seed."""

import pytest

from bessai_berinta import seed


@pytest.fixture
async def city(database: None) -> None:
    await seed.load(demo=False)
