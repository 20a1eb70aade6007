"""Before the seed is loaded."""

import pytest

from bessai_berinta.core import db
from bessai_berinta.features.wilayah import service


@pytest.mark.usefixtures("database")
async def test_without_any_kelurahan_the_operator_is_told_what_to_do() -> None:
    async with db.session() as session:
        with pytest.raises(LookupError, match="load the seed"):
            await service.locate(session, 0.13, 117.5)
