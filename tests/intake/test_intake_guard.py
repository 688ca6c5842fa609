from __future__ import annotations

import os
import signal

import pytest

from counterspy.errors import CounterspyError, InputError, InputTooLarge, UnreadableInput
from counterspy.intake import Guard, Limits, Raw
from counterspy.intake.extracted import Extracted

PAGE = b"<html><body><p>The ministry said on Monday that an engineer had passed drawings on.</p></body></html>"
SLOW = b"<p " + b" ".join(b"a%d='1'" % n for n in range(60_000)) + b">x</p>"


def read(guard: Guard, data: bytes = PAGE, limits: Limits | None = None) -> Extracted:
    extracted = guard.extract("html", Raw(location="page.html", data=data), limits or Limits())
    assert isinstance(extracted, Extracted)
    return extracted


def test_one_process_serves_many_inputs() -> None:
    with Guard() as guard:
        read(guard)
        assert guard._process is not None
        first = guard._process.pid
        assert "engineer" in read(guard).text
        assert guard._process.pid == first


def test_a_process_that_died_between_inputs_is_replaced() -> None:
    with Guard() as guard:
        read(guard)
        assert guard._process is not None
        os.kill(guard._process.pid, signal.SIGKILL)
        assert "engineer" in read(guard).text


def test_a_parser_that_takes_too_long_is_ended_and_the_next_input_is_read() -> None:
    with Guard() as guard:
        with pytest.raises(InputTooLarge, match="takes more than"):
            read(guard, SLOW, Limits(extract_s=0.2))
        assert "engineer" in read(guard).text


def test_a_parser_that_takes_too_much_memory_is_ended_and_the_next_input_is_read() -> None:
    with Guard() as guard:
        read(guard)
        with pytest.raises((InputTooLarge, UnreadableInput), match=r"memory|broke"):
            read(guard, b"<p>" + b"word " * 5_000_000, Limits(extract_memory_bytes=120 * 2**20))
        assert "engineer" in read(guard).text


def test_a_parser_that_crashes_costs_one_input(monkeypatch: pytest.MonkeyPatch) -> None:
    crashing = (
        "import os, sys, socket; s = socket.socket(fileno=int(sys.argv[1])); s.sendall(bytes(7) + b'\\x05ready');"
    )
    monkeypatch.setattr("counterspy.intake.guard._START", crashing + "s.recv(8); os.kill(os.getpid(), 11)")
    with Guard() as guard, pytest.raises(UnreadableInput, match="broke"):
        read(guard)


def test_a_process_that_does_not_start_is_not_blamed_on_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterspy.intake.guard._START", "raise SystemExit('no room')")
    with Guard() as guard, pytest.raises(CounterspyError, match="does not start: no room") as caught:
        read(guard)
    assert not isinstance(caught.value, InputError)


def test_a_closed_guard_leaves_no_process_and_can_be_used_again() -> None:
    guard = Guard()
    read(guard)
    process = guard._process
    guard.close()
    assert process is not None
    assert process.poll() is not None
    assert "engineer" in read(guard).text
    guard.close()


@pytest.mark.parametrize("megabytes", [36, 200])
def test_a_page_that_no_memory_holds_is_too_large_and_not_damaged(megabytes: int) -> None:
    limits = Limits(extract_memory_bytes=150 * 2**20, extract_s=60)
    with Guard() as guard, pytest.raises(InputTooLarge, match=r"larger|memory"):
        read(guard, PAGE + b"word " * (megabytes * 2**20 // 5), limits)
