"""Extra questions: what counts as an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bessai_berinta.core.errors import InvalidInput
from bessai_berinta.features.reports.questions import check, field_name, parse_choices
from bessai_berinta.features.reports.schemas import ChoiceView, QuestionKind, QuestionView

STOP, STOP_EN = "Hubungi 112 sekarang.", "Call 112 now."
CHOICES = (ChoiceView("kering", "Kering", "Dry"), ChoiceView("api", "Api", "Fire", STOP, STOP_EN))
ASKED = (
    QuestionView("jumlah", QuestionKind.NUMBER, "Berapa?", "How many?", required=True),
    QuestionView("jenis", QuestionKind.CHOICE, "Jenis?", "Kind?", choices=CHOICES),
    QuestionView("sejak", QuestionKind.DATE, "Sejak?", "Since?"),
    QuestionView("catatan", QuestionKind.NOTICE, "Ingat", "Mind", required=True),
)


def refused(answers: dict[str, str]) -> dict[str, str]:
    with pytest.raises(InvalidInput) as error:
        check(ASKED, answers)
    return error.value.field_texts("id")


def test_good_answers_are_kept_and_strange_ones_left_out():
    given = {"jumlah": " 3 ", "jenis": "kering", "sejak": "2026-11-01", "lain": "x"}
    assert check(ASKED, given) == {"jumlah": "3", "jenis": "kering", "sejak": "2026-11-01"}


def test_each_wrong_answer_is_named_by_its_field():
    wrong = refused({"jumlah": "tiga", "jenis": "basah", "sejak": "kemarin"})
    assert set(wrong) == {field_name(code) for code in ("jumlah", "jenis", "sejak")}


def test_a_stop_notice_says_where_to_turn_in_the_language_of_the_reader():
    with pytest.raises(InvalidInput) as error:
        check(ASKED, {"jumlah": "1", "jenis": "api"})
    assert STOP in error.value.field_texts("id")[field_name("jenis")]
    assert STOP_EN in error.value.field_texts("en")[field_name("jenis")]


def test_a_form_that_cannot_ask_may_leave_required_questions_out():
    assert set(refused({})) == {field_name("jumlah")}
    assert check(ASKED, {}, complete=False) == {}


@given(st.dictionaries(st.sampled_from(["jumlah", "jenis", "sejak", "catatan"]), st.text()))
def test_whatever_is_answered_is_kept_clean_or_refused_by_field(answers):
    try:
        kept = check(ASKED, answers)
    except InvalidInput as error:
        kept = {"jumlah": ""} if error.fields else {}
    assert {"jumlah"} <= set(kept) <= {"jumlah", "jenis", "sejak"}


def test_choices_are_read_one_a_line_and_a_bad_line_is_refused():
    (first, second) = parse_choices("kering | Kering\n\napi | Api | Fire | Hubungi 112")
    assert (first.name_en, second.stop_en) == ("Kering", "Hubungi 112")
    for lines in ("Tanpa Kode", "kode |", "A | b"):
        with pytest.raises(InvalidInput):
            parse_choices(lines)
