"""A tiny S3: enough of its HTTP interface to see what our client sends."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Objects = dict[str, tuple[bytes, str]]  # by path: body, media type


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    objects: Objects

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.objects[self.path] = (body, self.headers.get("content-type", ""))
        self._answer(200, b"")

    def do_GET(self) -> None:
        found = self.objects.get(self.path)
        self._answer(200, *found) if found else self._missing()

    do_HEAD = do_GET  # noqa: N815 - named by the standard library

    def do_POST(self) -> None:
        """Delete several keys at once, the only form our client uses."""
        bucket, _, action = self.path.partition("?")
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        keys = re.findall(r"<Key>(.*?)</Key>", body) if action == "delete" else []
        for key in keys:
            self.objects.pop(f"{bucket}/{key}", None)
        done = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._answer(200, f"<DeleteResult>{done}</DeleteResult>".encode(), "application/xml")

    def _missing(self) -> None:
        self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>", "application/xml")

    def _answer(self, status: int, body: bytes, media_type: str = "") -> None:
        self.send_response(status)
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Tue, 24 Nov 2026 06:30:00 GMT")
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@contextmanager
def tiny_s3() -> Iterator[tuple[str, Objects]]:
    """Give the endpoint's address and what is stored, by path."""
    objects: Objects = {}
    handler = type("Handler", (_Handler,), {"objects": objects})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", objects
        finally:
            server.shutdown()
            thread.join()


def closed_port() -> int:
    """Give a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
