"""Authlib's OAuth 2 client, without its advice to move to httpx's successor.

Both work; the rest of the app uses httpx, and one HTTP library is enough.
"""

import warnings

from authlib.deprecate import AuthlibDeprecationWarning
from authlib.integrations.base_client import OAuthError

with warnings.catch_warnings():
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.httpx_client import AsyncOAuth2Client

__all__ = ["AsyncOAuth2Client", "OAuthError"]
