"""Asks a language model: an OpenAI-compatible endpoint, or a local model file served on loopback for as long as needed.

Belongs to `flow`: the readers are pure and know no network. Nothing is sent anywhere unless an endpoint is named; what
is sent is the task and the document's own text. Nothing of either is logged.
"""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import certifi
import httpcore
import msgspec
from msgspec import Struct

from counterspy.errors import ReaderFailed, UsageError
from counterspy.reading import Question

_MOST_BYTES = 8_000_000
_TRIES = 4
_WAIT_S = 2.0
_LONGEST_WAIT_S = 60.0
_START_S = 120.0
_MOST_TOKENS = 8_000


class Endpoint(Struct, frozen=True, kw_only=True):
    """Where a model answers.

    Attributes:
        url: The base, as in `http://localhost:11434/v1`.
        model: Its name there.
        key: Sent as bearer token; None for none.
        timeout_s: For one answer.
    """

    url: str
    model: str
    key: str | None = None
    timeout_s: float = 180.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{self.url}: the endpoint of a language model is a URL, as in http://localhost:11434/v1")
        if parts.scheme == "http" and self.key and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
            raise UsageError(f"{parts.hostname}: a key is only sent over https, or to this machine")


class _Message(Struct):
    content: str | None = None


class _Choice(Struct):
    message: _Message


class _Completion(Struct):
    choices: list[_Choice]


def asker(endpoint: Endpoint, *, sleep: Callable[[float], None] = time.sleep) -> Callable[[Question], str]:
    """Give the function that puts questions to an endpoint.

    Args:
        endpoint: Where.
        sleep: How to wait before asking again where the server is busy.

    Returns:
        A function that raises `ReaderFailed` where no answer comes.
    """
    is_strict = [True]

    def ask(question: Question) -> str:
        for attempt in range(1, _TRIES + 1):
            status, headers, body = _post(endpoint, _request(endpoint, question, is_strict=is_strict[0]))
            if status == 200:
                return _text_of(body)
            if status == 400 and is_strict[0]:
                is_strict[0] = False  # some servers know no schemas; the answer is checked here in any case
            elif status == 429 or status >= 500:
                if attempt < _TRIES:
                    sleep(_wait_s(headers, attempt))
            else:
                raise ReaderFailed(f"the language model's server answers {status}; check its address, model and key")
        raise ReaderFailed("the language model's server is busy or broken; try again later")

    return ask


def _request(endpoint: Endpoint, question: Question, *, is_strict: bool) -> bytes:
    asked: dict[str, Any] = {
        "model": endpoint.model,
        "temperature": 0,
        "seed": 0,
        "max_tokens": _MOST_TOKENS,
        "messages": [
            {"role": "system", "content": question.task},
            {"role": "user", "content": question.data},
        ],
    }
    if is_strict:
        form = {"name": "reading", "schema": question.schema}
        asked["response_format"] = {"type": "json_schema", "json_schema": form}
    return msgspec.json.encode(asked)


def _post(endpoint: Endpoint, body: bytes) -> tuple[int, dict[str, str], bytes]:
    headers: dict[bytes | str, bytes | str] = {"Content-Type": "application/json", "Accept": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    url = f"{endpoint.url.rstrip('/')}/chat/completions"
    deadline = time.monotonic() + endpoint.timeout_s
    limits = dict.fromkeys(("connect", "read", "write", "pool"), endpoint.timeout_s)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_trust(), max_keepalive_connections=0) as pool,
            pool.stream("POST", url, headers=headers, content=body, extensions={"timeout": limits}) as response,
        ):
            answer = b"".join(_bounded(response.iter_stream(), deadline))
            fields = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            return response.status, fields, answer
    except httpcore.TimeoutException:
        raise ReaderFailed(f"the language model did not answer within {endpoint.timeout_s:g} s") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol):
        raise ReaderFailed("the language model's server cannot be reached; check its address") from None


def _bounded(chunks: Iterator[bytes], deadline: float) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > _MOST_BYTES:
            raise ReaderFailed("the language model's answer does not end")
        if time.monotonic() > deadline:
            raise ReaderFailed("the language model's answer is too slow")
        yield chunk


def _text_of(body: bytes) -> str:
    try:
        completion = msgspec.json.decode(body, type=_Completion)
    except (msgspec.DecodeError, UnicodeError):
        return ""  # the reader asks once more, and then says that the answer has no form
    return completion.choices[0].message.content or "" if completion.choices else ""


def _wait_s(headers: dict[str, str], attempt: int) -> float:
    asked = headers.get("retry-after", "")
    wished = float(asked) if asked.replace(".", "", 1).isdigit() else _WAIT_S * 2 ** (attempt - 1)
    return min(wished, _LONGEST_WAIT_S)


def _trust() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


@contextmanager
def local_model(path: Path, *, timeout_s: float = 600.0) -> Iterator[Endpoint]:
    """Serve a model file on loopback with llama.cpp's `llama-server` until the block ends.

    Raises:
        UsageError: the file or the program is missing.
        ReaderFailed: the server does not come up.
    """
    program = shutil.which("llama-server")
    if not path.is_file():
        raise UsageError(f"{path}: there is no such model file")
    if program is None:
        raise UsageError("a model file is served by llama.cpp's llama-server, which is not on the PATH; install it")
    port = _free_port()
    command = [program, "--model", str(path), "--host", "127.0.0.1", "--port", str(port)]
    nowhere = subprocess.DEVNULL
    server = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere)  # noqa: S603 (the user's program)
    try:
        _await(server, port)
        yield Endpoint(url=f"http://127.0.0.1:{port}/v1", model=path.stem, timeout_s=timeout_s)
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the server says that the model is loaded."""
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with httpcore.ConnectionPool(max_keepalive_connections=0) as pool:
                if pool.request("GET", f"http://127.0.0.1:{port}/health").status == 200:
                    return
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException):
            pass
        time.sleep(0.1)
    raise ReaderFailed("llama-server does not come up with this model file")
