"""What every test of participation begins with."""

import pytest

from bessai_berinta import seed


@pytest.fixture(autouse=True)
async def reference_data(database):
    await seed.load(demo=False)
