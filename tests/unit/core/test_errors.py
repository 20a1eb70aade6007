"""Errors as people and programs meet them."""

import pytest

from bessai_berinta.core import errors
from bessai_berinta.core.errors import CityError, InvalidInput, TooMany
from bessai_berinta.core.i18n import LOCALES, N_

ALL = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, CityError)]


@pytest.mark.parametrize("kind", ALL)
def test_every_error_has_a_safe_sentence_in_both_languages_and_a_status(kind):
    error = kind()
    texts = {error.text(locale) for locale in LOCALES}
    assert len(texts) == len(LOCALES)
    assert 400 <= kind.status < 600


def test_two_errors_never_share_a_problem_type_by_accident():
    kinds = [e.kind for e in ALL if e not in (CityError, errors.BadRequest)]
    assert len(set(kinds)) == len(kinds)


def test_a_problem_document_names_fields_and_carries_what_was_added():
    error = InvalidInput(fields={"lat": N_("Choose a day.")}, extra={"kode": "LAP"})
    body = error.problem("id")
    assert body["status"] == 422
    assert body["errors"] == {"lat": "Pilih tanggal."}
    assert body["kode"] == "LAP"
    assert "msgid" not in str(body)


def test_too_many_says_when_to_come_back():
    assert TooMany(90).retry_after == 90
