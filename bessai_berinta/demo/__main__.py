"""``python -m bessai_berinta.demo``: run the demo sign-in provider beside the app."""

import asyncio
import json
import signal
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from bessai_berinta.settings import DEMO_CLIENT_ID, DEMO_SECRET, settings

from .clients import RegisteredClient
from .people import PEOPLE
from .provider import DemoProvider


def client_for(redirect_uris: list[str], jwks: Path | None = None) -> RegisteredClient:
    """Register the app under the demo id; its other addresses follow its callback's."""
    origins = ["{0.scheme}://{0.netloc}".format(urlsplit(uri)) for uri in redirect_uris]
    return RegisteredClient(
        DEMO_CLIENT_ID,
        DEMO_SECRET,
        tuple(redirect_uris),
        tuple(f"{origin}/auth/logged-out" for origin in origins),
        f"{origins[0]}/auth/backchannel-logout",
        json.loads(jwks.read_text()) if jwks else None,
    )


async def serve(provider: DemoProvider, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM."""
    server = Server(
        provider.app(), host, port, interface=Interfaces.ASGI, log_level=LogLevels.error
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    await server.serve()


def main(
    client_redirect: Annotated[
        list[str] | None, typer.Option(help="The app's callback address; may be repeated.")
    ] = None,
    port: Annotated[int, typer.Option(help="Where the provider listens.")] = 0,
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    issuer: Annotated[str, typer.Option(help="Its name; default http://localhost:PORT.")] = "",
    client_jwks: Annotated[
        Path | None, typer.Option(help="The app's public keys, for private_key_jwt.")
    ] = None,
) -> None:
    """Run the demo sign-in provider."""
    port = port or settings().demo_provider_port
    callbacks = client_redirect or [f"{settings().origin}/auth/callback"]
    client = client_for(callbacks, client_jwks)
    provider = DemoProvider(issuer or f"http://localhost:{port}", {client.client_id: client})
    print(f"demo sign-in provider at {provider.issuer}: {', '.join(PEOPLE)}", flush=True)
    asyncio.run(serve(provider, host, port))


if __name__ == "__main__":
    typer.run(main)
