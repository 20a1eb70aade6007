"""Codes people read aloud, and secrets."""

import re
from datetime import UTC, datetime

from bessai_berinta.core import clock, ids


def test_a_code_carries_the_year_and_no_letter_that_is_misread():
    with clock.at(datetime(2026, 12, 31, 16, 30, tzinfo=UTC)):  # 2027 in Bontang
        codes = {ids.readable_code("LAP") for _ in range(500)}
    assert all(re.fullmatch(r"LAP-27-[2-9B-DF-HJ-NP-TV-Z]{5}", code) for code in codes)
    assert not set("01ILOAEU") & set("".join(code[7:] for code in codes))
    assert len(codes) > 490


def test_a_fingerprint_is_stable_and_tells_nothing():
    assert ids.fingerprint("a") == ids.fingerprint("a") != ids.fingerprint("b")
    assert "rahasia" not in ids.fingerprint("rahasia")


def test_secrets_do_not_repeat():
    assert len({ids.secret_token() for _ in range(100)}) == 100
