from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler

import pytest

from counterspy import __version__
from counterspy.errors import AddressRefused, InputTooLarge, UnreadableInput
from counterspy.intake import Limits, Raw
from counterspy.intake.fetch import fetch
from counterspy.intake.raw import printable_url

Answer = Callable[[BaseHTTPRequestHandler], None]
Server = Callable[[Answer], AbstractContextManager[str]]
LIMITS = Limits(max_bytes=100_000, read_s=2, fetch_s=5, connect_s=2)


def sending(body: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def local(url: str, limits: Limits = LIMITS) -> Raw:
    return fetch(url, limits, allow_local=True)


def test_a_page_comes_with_what_the_server_says_of_it(serve: Server) -> None:
    with serve(sending(b"<p>words</p>", Content_Type="text/html; charset=windows-1251")) as server:
        raw = local(f"{server}/a?b=ä b")
    assert raw == Raw(
        location=f"{server}/a?b=ä b", data=b"<p>words</p>", media_type="text/html", charset="windows-1251"
    )


def test_the_request_names_the_program_and_the_host(serve: Server) -> None:
    seen: dict[str, str] = {}

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.update(request.headers.items())
        sending(b"words")(request)

    with serve(answer) as server:
        local(server.replace("127.0.0.1", "localhost"))
    assert seen["User-Agent"] == f"counterspy/{__version__}"
    assert seen["Host"].startswith("localhost:")


@pytest.mark.parametrize(
    ("encoding", "packed"), [("gzip", gzip.compress(b"words", mtime=0)), ("deflate", zlib.compress(b"words"))]
)
def test_compressed_answers_are_unpacked(serve: Server, encoding: str, packed: bytes) -> None:
    with serve(sending(packed, Content_Encoding=encoding)) as server:
        assert local(server).data == b"words"


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_decompression_bomb_is_stopped_at_the_limit(
    serve: Server, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    with (
        serve(sending(pack(b"\0" * 20_000_000), Content_Encoding=encoding)) as server,
        pytest.raises(InputTooLarge, match="larger"),
    ):
        local(server)


def test_an_answer_without_end_is_stopped_at_the_limit(serve: Server) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"x" * 65536)

    with serve(answer) as server, pytest.raises(InputTooLarge, match="larger"):
        local(server)


@pytest.mark.parametrize("is_header", [True, False])
def test_a_server_that_drips_is_left_at_the_deadline(serve: Server, is_header: bool) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"" if is_header else b"\r\n"))
        for _ in range(200):
            request.wfile.write(b"X-A: b\r\n" if is_header else b"x")
            time.sleep(0.02)

    with serve(answer) as server, pytest.raises(InputTooLarge, match="slow"):
        local(server, Limits(read_s=1, fetch_s=0.3))


def test_redirects_are_followed_and_a_circle_is_named(serve: Server) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        target = {"/a": "/b", "/b": "c", "/x": "/y", "/y": "/x", "/n": f"/n{time.monotonic_ns()}"}
        place = "/n" if request.path.startswith("/n") else request.path
        sending(
            b"words" if request.path == "/c" else b"",
            *([302] if place in target else []),
            Location=target.get(place, ""),
        )(request)

    with serve(answer) as server:
        assert local(f"{server}/a").data == b"words"
        with pytest.raises(UnreadableInput, match="circle"):
            local(f"{server}/x")
        with pytest.raises(UnreadableInput, match="more than 5 times"):
            local(f"{server}/n")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", "http://u:p@example.org/"])
def test_a_redirect_is_checked_like_the_first_address(serve: Server, target: str) -> None:
    with serve(sending(b"", 302, Location=target)) as server, pytest.raises(AddressRefused):
        local(server)


def test_a_redirect_into_the_local_network_is_refused(serve: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # the first host counts as public here, the second is the cloud's metadata service
    from counterspy.intake import address

    is_public = address.is_public
    monkeypatch.setattr(address, "is_public", lambda text: text == "127.0.0.1" or is_public(text))
    with (
        serve(sending(b"", 302, Location="http://169.254.169.254/latest")) as server,
        pytest.raises(AddressRefused, match="169"),
    ):
        fetch(server, LIMITS)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://169.254.169.254/",
        "http://10.0.0.1:8080/",
        "http://[fe80::1%25eth0]/",
        "http://user:secret@example.org/",
        "http:///nowhere",
        "http://a:99999/",
        "http://[broken/",
        "http://example.org/" + "a" * 5000,
    ],
)
def test_what_is_not_fetched_is_refused_before_any_connection(url: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        fetch(url, LIMITS)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "words"), [(404, "404 Not Found"), (500, "500"), (403, "403"), (999, "999"), (204, "204")]
)
def test_a_refusing_server_is_quoted(serve: Server, status: int, words: str) -> None:
    with serve(sending(b"", status)) as server, pytest.raises(UnreadableInput, match=words):
        local(server)


def test_dead_servers_say_what_is_wrong(serve: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(sending(b"")) as server:
        pass
    with pytest.raises(UnreadableInput, match="does not take connections"):
        local(server)

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnreadableInput, match="no such server"):
        local("http://nowhere.example/")


def test_a_server_without_tls_and_one_without_http_are_told(serve: Server) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"220 mail.example.org ready\r\n")

    with serve(answer) as server:
        with pytest.raises(UnreadableInput):
            local(server)
        with pytest.raises(UnreadableInput, match=r"TLS|broke"):
            local(server.replace("http:", "https:"))


def test_a_name_is_resolved_once_and_that_address_is_connected_to(
    serve: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    seen: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, port: int, *rest: object, **options: object) -> object:
        asked.append(host)
        named = "127.0.0.1" if asked.count(host) == 1 else "192.0.2.1"
        return real(named if host == "rebind.example" else host, port, *rest, **options)  # type: ignore[arg-type]

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.append(request.headers["Host"])
        sending(b"words")(request)

    with serve(answer) as server:
        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        assert local(server.replace("127.0.0.1", "rebind.example")).data == b"words"
    assert asked.count("rebind.example") == 1
    assert seen[0].startswith("rebind.example:")


def test_the_environments_proxy_is_not_used(serve: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with serve(sending(b"words")) as server:
        assert local(server).data == b"words"


def test_a_password_is_never_shown() -> None:
    assert printable_url("https://ada:secret@example.org/a@b") == "https://example.org/a@b"
