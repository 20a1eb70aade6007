"""Typed settings, read once from ``BESSAI_*`` environment variables."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr, computed_field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bessai_berinta.core.permissions import parse_role_map
from bessai_berinta.demo import people

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demo-rahasia-bukan-untuk-produksi"
# A host may begin with ``*.``; nothing else of it goes into a header unread.
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:\d{1,5})?/?", re.I)
DEMO_CLIENT_ID = "bessai-berinta"


class UnsafeSettings(ValueError):
    """Production was asked for with values that are only fit for a demo."""


class Settings(BaseSettings):
    """Everything that differs between one installation and another."""

    model_config = SettingsConfigDict(env_prefix="BESSAI_", env_file=".env", extra="ignore")

    env: Literal["demo", "production"] = "demo"
    port: int = 8000
    host: str = "127.0.0.1"
    workers: int = 1
    public_url: str = ""
    extra_origins: str = ""
    embed_origins: str = ""  # sites that may show the form and map in a frame, by comma
    data_dir: Path = ROOT / "var"
    database_url: str = ""
    redis_url: str = ""
    storage_url: str = ""
    worker_in_app: bool = True

    oidc_issuer: str = ""
    oidc_client_id: str = DEMO_CLIENT_ID
    oidc_client_secret: SecretStr = SecretStr(DEMO_SECRET)
    oidc_client_auth: Literal["client_secret_basic", "client_secret_post", "private_key_jwt"] = (
        "client_secret_basic"
    )
    oidc_private_key_file: Path | None = None
    oidc_scopes: str = "openid profile email groups"
    oidc_roles_claim: str = "groups"
    # Seconds since staff last showed their credentials to the provider; 0 asks for nothing.
    oidc_staff_max_age: int = 8 * 3600
    role_map: str = ""
    session_days: int = 90
    session_idle_days: int = 30
    staff_session_hours: int = 8
    staff_idle_minutes: int = 30

    smtp_url: SecretStr = SecretStr("")
    mail_from: str = ""
    tiles_url: str = ""
    tiles_attribution: str = ""
    data_licence: str = ""  # of the open data, such as CC BY 4.0; empty: not settled
    trusted_proxy_hops: int = 0
    reports_per_hour: int = 60  # for one address; many phones share one behind a carrier's NAT

    @field_validator("role_map")
    @classmethod
    def _readable_role_map(cls, value: str) -> str:
        parse_role_map(value)
        return value

    @field_validator("embed_origins")
    @classmethod
    def _origins_only(cls, value: str) -> str:
        for part in filter(None, map(str.strip, value.split(","))):
            if not ORIGIN.fullmatch(part):
                raise ValueError(f"not an origin such as https://kelurahan.example: {part}")
        return value

    @computed_field  # type: ignore[prop-decorator]
    @property
    def origin(self) -> str:
        """Scheme, host and port people use, without a trailing slash."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def origins(self) -> list[str]:
        """Every origin whose pages may post to us or open the websocket."""
        extra = [part.strip().rstrip("/") for part in self.extra_origins.split(",")]
        own = [self.origin]
        if self.env == "demo":
            own.append(f"http://127.0.0.1:{self.port}")
        return list(dict.fromkeys([*own, *filter(None, extra)]))

    @property
    def embedders(self) -> list[str]:
        """Every origin whose pages may show ``/sematan/...`` in a frame."""
        parts = [part.strip().rstrip("/") for part in self.embed_origins.split(",")]
        return list(dict.fromkeys(filter(None, parts)))

    @property
    def https(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def demo_provider_port(self) -> int:
        """The demo sign-in provider listens right behind the app."""
        return self.port + 1

    @property
    def issuer(self) -> str:
        if self.oidc_issuer:
            return self.oidc_issuer
        return f"http://localhost:{self.demo_provider_port}" if self.env == "demo" else ""

    @property
    def effective_role_map(self) -> str:
        """The configured role map, or that of the demo people when a demo has none."""
        return self.role_map or (people.ROLE_MAP if self.env == "demo" else "")

    @property
    def cookie_name(self) -> str:
        """Session cookie; the ``__Host-`` prefix needs https (RFC 6265bis 4.1.3.2)."""
        return "__Host-sid" if self.https else "sid"

    @property
    def storage(self) -> str:
        return self.storage_url or (self.data_dir / "objects").as_uri()

    def unsafe(self) -> list[str]:
        """Name each setting that production must not have; empty when all is well."""
        if self.env != "production":
            return []
        secret = self.oidc_client_secret.get_secret_value()
        by_key = self.oidc_client_auth == "private_key_jwt"
        rules = {
            "BESSAI_PUBLIC_URL must be https": not self.https,
            "BESSAI_EXTRA_ORIGINS must not hold a wildcard": "*" in self.extra_origins,
            "BESSAI_EMBED_ORIGINS must be https": any(
                not origin.startswith("https://") for origin in self.embedders
            ),
            "BESSAI_OIDC_ISSUER must be set to a provider by https": not self.issuer.startswith(
                "https://"
            ),
            "BESSAI_OIDC_ISSUER must not be this machine": urlsplit(self.issuer).hostname
            in {"localhost", "127.0.0.1"},
            "BESSAI_OIDC_CLIENT_SECRET must not be the demo secret": not by_key
            and secret in {"", DEMO_SECRET},
            "BESSAI_OIDC_PRIVATE_KEY_FILE is needed for private_key_jwt": by_key
            and not self.oidc_private_key_file,
            "BESSAI_ROLE_MAP must be set": not self.role_map,
            "BESSAI_REDIS_URL is needed for more than one worker": self.workers > 1
            and not self.redis_url,
        }
        return [message for message, broken in rules.items() if broken]

    def require_safe(self) -> None:
        """Raise :class:`UnsafeSettings` naming every value unfit for production."""
        if problems := self.unsafe():
            raise UnsafeSettings("; ".join(problems))


@lru_cache
def settings() -> Settings:
    """Give the settings of this process."""
    return Settings()
