"""The sign-in client of this installation, made from the settings when first needed."""

from functools import lru_cache

from bessai_berinta.adapters import oidc
from bessai_berinta.settings import settings


@lru_cache
def client() -> oidc.Client:
    """Give the one client of this process; it keeps the provider's description and keys."""
    rules = settings()
    return oidc.Client(
        oidc.Provider(
            issuer=rules.issuer,
            client_id=rules.oidc_client_id,
            client_secret=rules.oidc_client_secret.get_secret_value(),
            client_auth=rules.oidc_client_auth,
            private_key_file=rules.oidc_private_key_file,
            scopes=rules.oidc_scopes,
            roles_claim=rules.oidc_roles_claim,
        )
    )
