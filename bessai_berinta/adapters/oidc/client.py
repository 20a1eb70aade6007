"""The sign-in client: where to send a person, and who came back."""

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx

from bessai_berinta.core.identity import Identity, LogoutNotice

from .client_auth import ClientIdentity
from .discovery import Discovery, Metadata
from .errors import Refused, Unreachable
from .http import TIMEOUT, Fetch
from .keys import Keys
from .oauth2 import AsyncOAuth2Client, OAuthError
from .profile import identity_from
from .provider import Provider
from .tokens import check_id_token, check_logout_token

log = logging.getLogger(__name__)


class Client:
    """Authorization code flow with PKCE against one provider. Keep one for the process.

    Every method may raise :class:`Unreachable`; those that read answers may raise
    :class:`Refused`.
    """

    def __init__(
        self, provider: Provider, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self.provider = provider
        self._fetch = Fetch(transport)
        self._discovery = Discovery(provider.issuer, self._fetch)
        self._keys = Keys(self._discovery, self._fetch)
        self._identity = ClientIdentity(provider)

    def public_keys(self) -> dict[str, list[dict[str, Any]]]:
        """Give our own public key set, for ``private_key_jwt``."""
        return self._identity.public_keys()

    async def authorization_url(
        self,
        *,
        redirect_uri: str,
        state: str,
        nonce: str,
        verifier: str,
        locale: str = "id",
        max_age: int | None = None,
    ) -> str:
        """Give the address at the provider where the person signs in."""
        metadata = await self._discovery.metadata()
        extra = {} if max_age is None else {"max_age": str(max_age)}
        async with self._oauth(redirect_uri) as oauth:
            url, _ = oauth.create_authorization_url(
                metadata.authorization_endpoint,
                state=state,
                code_verifier=verifier,
                nonce=nonce,
                ui_locales=locale,
                **extra,
            )
        return str(url)

    async def sign_in(
        self,
        answer: Mapping[str, str],
        *,
        redirect_uri: str,
        nonce: str,
        verifier: str,
        max_age: int | None = None,
    ) -> Identity:
        """Turn the parameters of the callback into a checked identity.

        The caller has already matched ``state``. Refused.error is ``access_denied`` when the
        person changed their mind.
        """
        metadata = await self._discovery.metadata()
        self._check_answer(answer, metadata)
        tokens = await self._exchange(metadata, answer["code"], redirect_uri, verifier)
        id_token, access_token = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(id_token, str) or not isinstance(access_token, str):
            raise Refused("token endpoint: no ID token")
        claims = check_id_token(
            await self._keys.verify(id_token),
            issuer=self.provider.issuer,
            client_id=self.provider.client_id,
            nonce=nonce,
            access_token=access_token,
            max_age=max_age,
        )
        profile = await self._userinfo(metadata, access_token, claims["sub"])
        return identity_from(claims, profile, self.provider, id_token)

    def _check_answer(self, answer: Mapping[str, str], metadata: Metadata) -> None:
        """Check who answered (RFC 9207), then what."""
        issuer = answer.get("iss")
        if (metadata.sends_issuer or issuer) and issuer != self.provider.issuer:
            raise Refused("callback: the answer is from another issuer")
        if error := answer.get("error"):
            raise Refused("callback: the provider said no", error=error[:100])
        if not answer.get("code"):
            raise Refused("callback: no code")

    async def _exchange(
        self, metadata: Metadata, code: str, redirect_uri: str, verifier: str
    ) -> dict[str, Any]:
        try:
            async with self._oauth(redirect_uri) as oauth:
                tokens = await oauth.fetch_token(
                    metadata.token_endpoint, code=code, code_verifier=verifier
                )
        except OAuthError as problem:
            raise Refused(f"token endpoint: {problem.error}") from problem
        except (httpx.HTTPError, ValueError) as problem:
            raise Unreachable(f"token endpoint: {type(problem).__name__}") from problem
        return dict(tokens)

    async def _userinfo(
        self, metadata: Metadata, access_token: str, subject: str
    ) -> dict[str, Any]:
        """Ask for the person's details; they must be of the same person (Core 5.3.2)."""
        if not metadata.userinfo_endpoint:
            return {}
        profile = await self._fetch.json(metadata.userinfo_endpoint, bearer=access_token)
        if profile.get("sub") != subject:
            raise Refused("userinfo: about somebody else")
        return profile

    async def logout_url(
        self, *, id_token: str, return_to: str, state: str, locale: str = "id"
    ) -> str:
        """Give the address that ends the provider's session too; empty when it has none."""
        endpoint = (await self._discovery.metadata()).end_session_endpoint
        if not endpoint:
            return ""
        query = {
            "client_id": self.provider.client_id,
            "post_logout_redirect_uri": return_to,
            "state": state,
            "ui_locales": locale,
        }
        if id_token:
            query["id_token_hint"] = id_token
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"

    async def logout_notice(self, logout_token: str) -> LogoutNotice:
        """Check a back-channel logout token and say whom it signs out."""
        return check_logout_token(
            await self._keys.verify(logout_token),
            issuer=self.provider.issuer,
            client_id=self.provider.client_id,
        )

    def _oauth(self, redirect_uri: str) -> AsyncOAuth2Client:
        oauth = AsyncOAuth2Client(
            **self._identity.options(),
            scope=self.provider.scopes,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            timeout=TIMEOUT,
            transport=self._fetch.transport,
        )
        if method := self._identity.assertion_method():
            oauth.register_client_auth_method(method)
        return oauth
