"""Background work in tests: the real queue, worked off until it is empty."""

from bessai_berinta.core import jobs


async def worked_off() -> None:
    """Run every job that is queued, and those they queue."""
    await jobs.run_worker(forever=False)
