"""The shipped weights keep what their report states, and no text breaks them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bessai_berinta import seed
from bessai_berinta.features.suggestion import model, service
from bessai_berinta.features.suggestion.words import words
from training import examples, fit, measure, report


@pytest.fixture(scope="module")
def shipped() -> model.Model:
    return model.read(model.WEIGHTS)


def test_the_weights_know_the_categories_of_the_seed_and_are_small(shipped):
    categories = seed.read("kategori.json", seed.Categories).categories
    assert set(shipped.codes) == {category.code for category in categories}
    assert model.WEIGHTS.stat().st_size < 500_000


def test_they_are_as_good_on_unseen_text_as_promised(shipped):
    judged = measure.judge(shipped, examples.heldout())
    shown = measure.shown(judged, shipped.threshold)
    assert measure.accuracy(judged) >= 0.78
    assert measure.accuracy(judged, 3) >= 0.92
    assert measure.accuracy(shown) >= 0.85
    assert len(shown) / len(judged) >= 0.75


def test_the_report_is_about_these_weights(shipped):
    assert (examples.HERE / "REPORT.md").read_text() == report.render(shipped)


def test_they_beat_counting_words_by_far(shipped):
    data = examples.heldout()
    simple = measure.keywords(examples.read("vocabulary"), data)
    assert measure.accuracy(measure.judge(shipped, data)) > simple + 0.1


def test_no_heldout_sentence_is_learned_from():
    learned = {" ".join(words(text)) for text in examples.fitting().texts}
    unseen = [" ".join(words(text)) for text in examples.heldout().texts]
    assert not learned & set(unseen)
    assert len(unseen) == len(set(unseen))


def test_every_category_has_enough_sentences(shipped):
    learned, unseen = examples.read("examples").codes, examples.heldout().codes
    assert all(learned.count(code) >= 60 and unseen.count(code) >= 15 for code in shipped.codes)


def test_training_again_gives_these_weights_and_the_app_computes_as_scikit_learn(shipped):
    trained = fit.fit(examples.fitting())
    again = model.Model(**fit.as_json(trained, shipped.threshold))
    assert set(again.features) == set(shipped.features)
    texts = examples.heldout().texts[::5]
    for text, expected in zip(texts, trained.predict_proba(texts), strict=True):
        assert list(shipped.probabilities(text).values()) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sampah numpuk blm diangkut", "sampah"),
        ("jln berlubang bgt", "jalan"),
        ("ada ulaaaar masuk rumah!!", "hewan"),
        ("the street light is broken", "lampu"),
        ("AIR PDAM MATI", "air"),
    ],
)
def test_everyday_spellings_are_understood(text: str, code: str):
    assert service.suggest(text)[0].code == code


@pytest.mark.parametrize("text", ["", "   ", "qzx", "halo admin", "123 456", "tolong"])
def test_a_text_without_a_subject_gets_no_suggestion(text: str):
    assert service.suggest(text) == ()


def test_an_inactive_category_is_not_suggested():
    text = "sampah menumpuk belum diangkut"
    assert service.suggest(text)[0].code == "sampah"
    assert service.suggest(text, {"jalan", "lampu"}) == ()


@pytest.mark.parametrize("content", [None, b"", b"no gzip", b"\x1f\x8b\x08\x00"])
def test_without_usable_weights_there_is_no_suggestion(monkeypatch, tmp_path, content):
    path = tmp_path / "weights.json.gz"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(model, "WEIGHTS", path)
    model.shipped.cache_clear()
    try:
        assert service.suggest("sampah menumpuk") == ()
    finally:
        model.shipped.cache_clear()


@given(st.text(max_size=3000))
@example("sampah " * 2000)
@example("\ud800\x00ﷺ" * 100)
def test_any_text_gets_at_most_three_ranked_suggestions(text: str):
    found = service.suggest(text)
    chances = [one.probability for one in found]
    assert len(found) <= service.MOST
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.0001
    assert all(re.fullmatch("[a-z]+", word) for word in words(text))
