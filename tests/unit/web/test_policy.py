"""The content security policy says exactly what a page may do."""

import pytest

from bessai_berinta.settings import Settings
from bessai_berinta.web.policy import content_security_policy, is_embeddable, origin_of


def directives(policy: str) -> dict[str, list[str]]:
    rules = (rule.split() for rule in policy.split("; "))
    return {name: values for name, *values in rules}


def settings(**values: object) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[arg-type]


def test_only_own_files_and_named_inline_scripts_run() -> None:
    policy = directives(content_security_policy(settings(), ["'sha256-abc='"]))
    assert policy["script-src"] == ["'self'", "'sha256-abc='"]
    assert policy["object-src"] == policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]


def test_nothing_is_evaluated_anywhere() -> None:
    assert "unsafe-eval" not in content_security_policy(settings(), ["'sha256-abc='"])


def test_map_tiles_may_be_shown_and_fetched() -> None:
    policy = directives(
        content_security_policy(settings(tiles_url="https://{s}.tiles.example/{z}/{x}/{y}.png"))
    )
    assert "https://*.tiles.example" in policy["img-src"]
    assert "https://*.tiles.example" in policy["connect-src"]


def test_signing_out_may_end_at_the_provider() -> None:
    config = settings(oidc_issuer="https://sso.bontang.example/realms/kota")
    assert directives(content_security_policy(config))["form-action"] == [
        "'self'",
        "https://sso.bontang.example",
    ]


@pytest.mark.parametrize(
    ("public", "socket"),
    [
        ("https://kota.example", "wss://kota.example"),
        ("http://localhost:8000", "ws://localhost:8000"),
    ],
)
def test_the_websocket_is_named_beside_self(public: str, socket: str) -> None:
    policy = directives(content_security_policy(settings(public_url=public)))
    assert policy["connect-src"][:2] == ["'self'", socket]


def test_https_pages_load_nothing_over_http() -> None:
    secure = content_security_policy(settings(public_url="https://kota.example"))
    assert secure.endswith("upgrade-insecure-requests")
    assert "upgrade-insecure-requests" not in content_security_policy(settings())


@pytest.mark.parametrize("text", ["", "relative/path", "/local"])
def test_an_address_without_host_adds_no_source(text: str) -> None:
    assert origin_of(text) == ""


FRAMES = ["/sematan/lapor", "/en/sematan/lapor", "/sematan/peta"]
NOT_FRAMES = ["/", "/lapor/baru", "/sematan", "/en/sematan", "/sematanku/x", "/x/sematan/lapor"]
KELURAHAN = "https://kelurahan.example, https://*.bontang.example/"


def frames(path: str, embed: str) -> list[str]:
    policy = content_security_policy(settings(embed_origins=embed), path=path)
    return directives(policy)["frame-ancestors"]


@pytest.mark.parametrize("path", FRAMES)
def test_pages_made_for_it_are_framed_by_the_named_sites_only(path: str) -> None:
    assert is_embeddable(path)
    assert frames(path, KELURAHAN) == ["https://kelurahan.example", "https://*.bontang.example"]
    assert frames(path, "") == ["'none'"]


@pytest.mark.parametrize("path", NOT_FRAMES)
def test_no_other_page_is_ever_framed(path: str) -> None:
    assert frames(path, KELURAHAN) == ["'none'"]


@pytest.mark.parametrize(
    "value", ["*", "kelurahan.example", "https:", "https://a.example; script-src *", "https://a/b"]
)
def test_only_origins_may_be_named_for_frames(value: str) -> None:
    with pytest.raises(ValueError, match="not an origin"):
        settings(embed_origins=value)


def test_production_is_not_framed_by_plain_http() -> None:
    unsafe = settings(env="production", embed_origins="http://kelurahan.example").unsafe()
    assert "BESSAI_EMBED_ORIGINS must be https" in unsafe
