from pathlib import Path

import pytest
import reflex_base

from bessai_berinta.ui.same_origin import STATE_JS, same_origin

TEMPLATE = Path(reflex_base.__file__).parent / ".templates" / "web" / STATE_JS


def test_the_installed_reflex_still_has_the_code_we_edit() -> None:
    edited = same_origin(TEMPLATE.read_text())
    assert edited.count("endpoint.port = window.location.port;") == 2
    assert same_origin(edited) == edited


def test_an_unknown_reflex_is_refused() -> None:
    with pytest.raises(ValueError, match="has changed"):
        same_origin("export const getBackendURL = () => 0;")
