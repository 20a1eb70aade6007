"""What can go wrong at the provider's side. Reasons are for logs, never for people."""


class Unreachable(Exception):
    """The provider is down, slow or speaks nonsense; trying later may help."""


class Refused(Exception):
    """The provider's answer breaks a rule, so nobody is signed in by it.

    ``error`` holds the OAuth error code when the provider itself said no.
    """

    def __init__(self, reason: str, *, error: str = "") -> None:
        super().__init__(reason)
        self.error = error
