"""Open pages without a browser: Reflex's own protocol, socket.io over a websocket."""

import asyncio
import json
import time
import uuid
from typing import Any
from urllib.parse import urlsplit

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, Ping, Request, TextMessage

NAMESPACE = "/_event"
HYDRATE = "reflex___state____state.hydrate_and_load"


class Page:
    """One open page at ``path``, with the parameters of its route in ``query``."""

    def __init__(self, url: str, path: str, query: dict[str, str]) -> None:
        self._url, self._token = url, str(uuid.uuid4())
        self._router = {"pathname": path, "asPath": path, "query": query}
        self._socket = WSConnection(ConnectionType.CLIENT)
        self._text = ""
        self.heard_at = time.perf_counter()
        self._expected: dict[str, asyncio.Future[float]] = {}

    async def open(self) -> None:
        """Connect and hydrate as the browser does; the page then loads and follows."""
        host = urlsplit(self._url)
        self._reader, self._writer = await asyncio.open_connection(host.hostname, host.port)
        target = f"/_event/?EIO=4&transport=websocket&token={self._token}"
        origin = [(b"origin", self._url.encode())]
        self._send(Request(host=host.netloc, target=target, extra_headers=origin))
        self._task = asyncio.create_task(self._read())

    def expect(self, text: str) -> asyncio.Future[float]:
        """Give a future of the moment at which the server sends ``text`` from now on."""
        self._expected[text] = asyncio.get_running_loop().create_future()
        return self._expected[text]

    def close(self) -> None:
        self._task.cancel()
        self._writer.close()

    def _send(self, event: Any) -> None:
        self._writer.write(self._socket.send(event))

    async def _read(self) -> None:
        while data := await self._reader.read(65_536):
            self._socket.receive_data(data)
            for event in self._socket.events():
                self._take(event)

    def _take(self, event: Any) -> None:
        if isinstance(event, Ping):
            self._send(event.response())
        elif isinstance(event, TextMessage):
            self._text += event.data
            if event.message_finished:
                text, self._text = self._text, ""
                self._understand(text)
        elif not isinstance(event, AcceptConnection):
            raise ConnectionError(f"the websocket said {event}")

    def _understand(self, text: str) -> None:
        if text.startswith("0"):  # engine.io is open: join the namespace, hydrate on the way
            event = {"name": HYDRATE, "payload": {}, "router_data": self._router}
            self._send(TextMessage(data=f"40{NAMESPACE}," + json.dumps({"event": event})))
        elif text == "2":
            self._send(TextMessage(data="3"))
        else:
            self.heard_at = time.perf_counter()
        for expected in [one for one in self._expected if one in text]:
            self._expected.pop(expected).set_result(time.perf_counter())
