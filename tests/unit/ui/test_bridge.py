"""Orders to the browser are new each time and harmless whoever gives them."""

import pytest

from bessai_berinta.ui.bridge import KINDS, LONGEST, LOOKS, BridgeState, is_local


def test_the_same_words_twice_are_two_messages() -> None:
    state = BridgeState()
    state.toast("Tersimpan", "done")
    first = state.toast_id
    state.toast("Tersimpan", "done")
    assert state.toast_id != first
    assert (state.toast_text, state.toast_kind) == ("Tersimpan", "done")


def test_an_unknown_kind_is_plain_and_a_long_text_is_cut() -> None:
    state = BridgeState()
    state.toast("x" * 1000, "<script>")  # type: ignore[arg-type]
    assert state.toast_kind == "info"
    assert len(state.toast_text) == LONGEST


def test_every_kind_has_a_look() -> None:
    assert set(LOOKS) == set(KINDS)


def test_a_local_path_is_followed() -> None:
    state = BridgeState()
    state.goto("/auth/login?next=/akun")
    assert state.goto_url == "/auth/login?next=/akun"
    assert state.goto_id


@pytest.mark.parametrize(
    "url",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "",
        "/\n/x",
    ],
)
def test_the_browser_is_never_sent_elsewhere(url: str) -> None:
    assert not is_local(url)
    with pytest.raises(ValueError, match="local"):
        BridgeState().goto(url)


def test_an_apology_speaks_the_language_of_the_page() -> None:
    state = BridgeState()
    state.apologise()
    assert state.toast_kind == "error"
    assert state.toast_text.startswith("Ada yang gagal")
