"""An HTTP server on loopback that answers what a test tells it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Server:
    """A running server; it keeps what was posted."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://localhost:{port}/token"
        self.posts: list[tuple[str, str]] = []
        self.answer: Callable[[BaseHTTPRequestHandler], None] = lambda _: None

    def says(self, status: int, content: bytes, **headers: str) -> None:
        """From now on this."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(content)

        self.answer = answer


@contextmanager
def serve_anything() -> Iterator[Server]:
    """Serve until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            running.answer(self)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            running.posts.append((self.path, body))
            running.answer(self)

        def log_message(self, *_: Any) -> None: ...

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    running = Server(http.server_port)
    thread = threading.Thread(target=http.serve_forever, args=[0.05])
    thread.start()
    try:
        yield running
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
