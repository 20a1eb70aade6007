"""OpenID Connect client: Authlib speaks the protocol, the checks that matter are ours.

``docs/decisions/0010-sign-in.md`` says which is which and why.
"""

from .client import Client
from .errors import Refused, Unreachable
from .provider import Provider

__all__ = ["Client", "Provider", "Refused", "Unreachable"]
