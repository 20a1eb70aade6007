import errno

import pytest
from pydantic import ValidationError

from bessai_berinta.ops.trouble import Trouble, explain, explained
from bessai_berinta.settings import Settings


def test_a_full_disk_is_told_in_one_sentence() -> None:
    error = OSError(errno.ENOSPC, "No space left on device", "/data/x")
    assert explain(error) == "The disk is full at /data/x."


def test_a_wrong_setting_is_named_without_its_value() -> None:
    with pytest.raises(ValidationError) as wrong:
        Settings(port="rahasia")  # type: ignore[arg-type]
    sentence = explain(wrong.value)
    assert "BESSAI_PORT" in sentence
    assert "rahasia" not in sentence


def test_an_error_nobody_foresaw_keeps_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError):
        explain(ZeroDivisionError())


def test_trouble_ends_the_process_with_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped, explained():
        raise Trouble("The kettle is empty.")
    assert stopped.value.code == 1
    assert capsys.readouterr().err == "bessai: The kettle is empty.\n"
