import os
import signal
import sys
import time

import psutil
import pytest

from bessai_berinta.ops import processes
from bessai_berinta.ops.processes import Family, Stop, stoppable
from bessai_berinta.ops.trouble import Trouble

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"  # noqa: E501
WITH_CHILD = (
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
)


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def marked_env(mark: str) -> dict[str, str]:
    return {**os.environ, "BESSAI_TEST_MARK": mark}


def left(mark: str) -> list[psutil.Process]:
    return processes.marked("BESSAI_TEST_MARK", mark)


def test_a_child_that_ends_by_itself_is_trouble() -> None:
    with Family() as family:
        family.start("app", python("raise SystemExit(3)"), os.environ)
        with pytest.raises(Trouble, match=r"The app stopped by itself \(exit 3\)"):
            family.wait()


def test_waiting_has_an_end() -> None:
    with Family() as family:
        family.start("app", python("import time; time.sleep(60)"), os.environ)
        with pytest.raises(Trouble, match="The app was not ready"):
            family.wait_until(lambda: False, 0.2, "app")


def test_stopping_leaves_no_grandchild() -> None:
    with Family() as family:
        family.start("parent", python(WITH_CHILD), marked_env("grand"))
        family.wait_until(lambda: len(left("grand")) == 2, 10, "grandchild")
    assert left("grand") == []


def test_a_child_that_refuses_to_stop_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "STOP_SECONDS", 0.5)
    with Family() as family:
        family.start("stubborn", python(STUBBORN), marked_env("stubborn"))
        family.wait_until(lambda: len(left("stubborn")) == 1, 10, "child")
        started = time.monotonic()
    assert time.monotonic() - started < 5
    assert left("stubborn") == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_asks_to_stop_and_a_second_one_changes_nothing(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with stoppable():
        with pytest.raises(Stop):
            signal.raise_signal(number)
        signal.raise_signal(number)
    assert signal.getsignal(number) is before
