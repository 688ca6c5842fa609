"""A language model's server for tests: on loopback, answering what the test says, well or badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """What the server answers, one entry a request, the last again and again; and what it was asked."""

    answers: list[Any]
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""


@contextmanager
def served(*answers: Any) -> Iterator[Script]:
    """Serve answers: a text is a completion, a number a status, `("wait", s)` a delay, `("raw", bytes)` a bare body."""
    script = Script(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = script.answers[min(len(script.asked), len(script.answers) - 1)]
            script.asked.append(json.loads(body))
            script.keys.append(self.headers.get("Authorization"))
            if isinstance(answer, int):
                self._send(answer, b"{}")
            elif isinstance(answer, tuple) and answer[0] == "wait":
                time.sleep(answer[1])
            elif isinstance(answer, tuple):
                self._send(200, answer[1])
            else:
                text = answer if isinstance(answer, str) else json.dumps(answer)
                self._send(200, json.dumps({"choices": [{"message": {"content": text}}]}).encode())

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if status == 429:
                self.send_header("Retry-After", "0.05")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
