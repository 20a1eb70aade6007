"""What components decide: now for plain values, in the browser for Vars."""

import json

import pytest
import reflex as rx

from bessai_berinta.ui.classes import classes, pick, present, when
from bessai_berinta.ui.components.button import button
from bessai_berinta.ui.components.chip import ICONS, TONES, chip
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.icon import icon
from bessai_berinta.ui.components.image import image, srcset
from bessai_berinta.ui.components.progress import progress
from bessai_berinta.ui.components.radio_tiles import Tile, radio_tiles

TEXT = rx.Var("words").to(str)
FLAG = rx.Var("yes").to(bool)


def drawn(component: rx.Component) -> str:
    """Give what a component compiles to, as one text."""
    return json.dumps(component.render(), default=str)


def test_plain_class_lists_become_one_string() -> None:
    assert classes("a", "", None, "b c") == "a b c"


def test_a_var_among_classes_is_joined_in_the_browser() -> None:
    assert classes("a", FLAG) == ["a", FLAG]


def test_a_plain_condition_is_decided_while_compiling() -> None:
    assert (when(True, "yes", "no"), when(False, "yes")) == ("yes", "")


def test_a_var_condition_is_decided_in_the_browser() -> None:
    assert str(when(FLAG, "yes", "no")) == '(yes ? "yes" : "no")'


def test_an_unknown_variant_is_an_error_while_compiling() -> None:
    with pytest.raises(KeyError):
        pick("loud", {"quiet": "x"})


def test_an_unknown_variant_from_state_falls_back_to_the_first() -> None:
    chosen = str(pick(TEXT, {"neutral": "bg-quiet", "late": "bg-late-soft"}))
    assert chosen.count("bg-quiet") == 2
    assert "bg-late-soft" in chosen


@pytest.mark.parametrize(("value", "there"), [("", False), (None, False), ("x", True)])
def test_something_to_show_is_known_for_plain_texts(value: str | None, there: bool) -> None:
    assert present(value) is there


def test_every_tone_of_a_chip_has_a_ground_and_an_icon_rule() -> None:
    assert set(TONES) == set(ICONS)


def test_a_chip_says_its_state_in_words_beside_the_icon() -> None:
    assert "Terlambat" in drawn(chip("Terlambat", "late"))
    assert "LucideAlarmClock" in drawn(chip("Terlambat", "late"))


def test_icons_are_hidden_from_screen_readers() -> None:
    assert '\\"aria-hidden\\":\\"true\\"' in drawn(icon("camera"))


def test_an_icon_named_by_state_ships_only_the_named_ones() -> None:
    assert "DynamicIcon" not in drawn(icon(TEXT, among=("camera", "leaf")))


def test_a_button_does_not_submit_a_form_by_accident() -> None:
    assert 'type:\\"button\\"' in drawn(button("Simpan"))
    assert 'type:\\"submit\\"' in drawn(button("Simpan", type="submit"))


def test_a_link_that_looks_like_a_button_is_a_link() -> None:
    assert 'to:\\"/lapor\\"' in drawn(button("Lapor", href="/lapor"))


def test_a_document_link_leaves_the_router_alone() -> None:
    call = drawn(button("Telepon", href="tel:112", document=True))
    assert 'href:\\"tel:112\\"' in call
    assert "ReactRouterLink" not in call


def test_a_busy_button_takes_no_second_press() -> None:
    assert "disabled:true" in drawn(button("Kirim", busy=True))


def test_a_field_is_tied_to_its_label_and_error() -> None:
    shown = drawn(field("Nama", name="nama", error="Tulis nama."))
    assert 'htmlFor:\\"f-nama\\"' in shown
    assert '\\"aria-invalid\\":\\"true\\"' in shown
    assert 'id:\\"f-nama-error\\"' in shown
    assert "f-nama-error" in shown.split("aria-describedby")[1]


def test_a_field_without_error_is_not_marked_wrong() -> None:
    assert '\\"aria-invalid\\":\\"false\\"' in drawn(field("Nama", name="nama"))


@pytest.mark.parametrize(
    ("reached", "done", "current"), [(0, 0, 1), (2, 2, 1), (4, 4, 0)], ids=["first", "third", "all"]
)
def test_the_bar_shows_what_lies_behind_and_what_is_now(
    reached: int, done: int, current: int
) -> None:
    shown = drawn(progress(("a", "b", "c", "d"), reached, "Langkah"))
    assert shown.count("bg-done") == done
    assert shown.count("bg-primary") == current


def test_the_bar_says_in_words_what_it_shows() -> None:
    assert "Langkah 3 dari 4" in drawn(progress(("a", "b"), 1, "Langkah 3 dari 4"))


def test_tiles_are_real_radio_buttons_that_post() -> None:
    shown = drawn(radio_tiles("Jenis", [Tile("sampah", "Sampah", "trash-2")], name="kategori"))
    assert 'type:\\"radio\\"' in shown
    assert 'name:\\"kategori\\"' in shown
    assert '\\"sampah\\"' in shown.split("value:")[1]


def test_a_controlled_choice_checks_its_tile() -> None:
    tiles = [Tile("a", "A", "leaf"), Tile("b", "B", "leaf")]
    shown = drawn(radio_tiles("Jenis", tiles, name="k", value="b"))
    assert (shown.count("checked:true"), shown.count("checked:false")) == (1, 1)


def test_renditions_are_offered_from_small_to_large() -> None:
    assert srcset({1600: "/l.webp", 800: "/m.webp"}) == "/m.webp 800w, /l.webp 1600w"


def test_renditions_may_come_from_state() -> None:
    assert "words" in str(srcset({800: TEXT, 1600: TEXT}))


def test_only_the_first_picture_is_fetched_at_once() -> None:
    later = drawn(image("/a.webp", "Foto", width=8, height=6))
    first = drawn(image("/a.webp", "Foto", width=8, height=6, first=True))
    assert 'loading:\\"lazy\\"' in later
    assert 'loading:\\"eager\\"' in first
    assert "fetchPriority" in first
