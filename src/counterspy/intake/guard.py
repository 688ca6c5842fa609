"""Where hostile bytes are parsed: in another process, under limits of time and memory.

Invariant: HTML, PDF and e-mail are parsed nowhere else. A parser that hangs, crashes or eats memory costs its own
process and one clear error; the next input gets a fresh one. The process lives on between inputs, because starting it
and loading the parsers costs as much as twenty pages.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import TracebackType
from typing import Literal, Self

import msgspec

from counterspy.errors import CounterspyError, InputError, InputTooLarge, UnreadableInput
from counterspy.intake.child import OUT_OF_MEMORY, READY
from counterspy.intake.extracted import Answer, Extracted, Job, Letter, Refusal, as_error
from counterspy.intake.frames import read_frame, write_frame
from counterspy.intake.limits import Limits
from counterspy.intake.raw import Raw

_START = "import sys; sys.path[:] = sys.argv[2:]; from counterspy.intake.child import serve; serve(int(sys.argv[1]))"
_SLACK = 4
"""How many times its CPU time a parser may take by the clock, on a busy machine."""
_MEMORY_TIMES = 4
"""How many times its size a page takes in memory while it is read, at least."""
_START_S = 30.0
"""How long the process may take to start."""

Death = Literal["time", "memory", "crash"]


class Guard:
    """Extracts text from hostile bytes in a process of its own. Use as a context manager, from one thread at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._peer: socket.socket | None = None
        self._answers = msgspec.msgpack.Decoder(Answer)
        self._is_fresh = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def extract(self, kind: Literal["html", "pdf", "mail"], raw: Raw, limits: Limits) -> Extracted | Letter:
        """Extract one input.

        Raises:
            UnreadableInput: it holds no text, or its parser crashed on it.
            InputTooLarge: it takes more time, memory or room than the limits allow.
            CounterspyError: the process does not start; no input is to blame.
        """
        most_bytes = limits.extract_memory_bytes // _MEMORY_TIMES
        if len(raw.data) > most_bytes:
            reason = f"is larger than {most_bytes / 2**20:g} MB, the most that a page, PDF or e-mail may have"
            raise InputTooLarge(raw.location, reason, "split it, or save it as text and give that")
        job = msgspec.msgpack.encode(Job(kind, raw.data, raw.charset, limits))
        was_fresh = self._is_fresh
        answer = self._ask(job, limits)
        if isinstance(answer, str) and answer != "time" and not was_fresh:
            answer = self._ask(job, limits)  # what earlier inputs left behind must not be blamed on this one
        if isinstance(answer, str):
            raise _death_error(answer, raw.location, limits)
        if isinstance(answer, Refusal):
            raise as_error(answer, raw.location)
        return answer

    def close(self) -> None:
        """End the process, where there is one. The guard can be used again afterwards."""
        if self._peer is not None:
            self._peer.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._peer = self._process = None
        self._is_fresh = True

    def _ask(self, job: bytes, limits: Limits) -> Answer | Death:
        """Send a job and wait for its answer; on any death the process is cleared away."""
        peer = self._peer if self._peer is not None else self._start()
        deadline = time.monotonic() + _SLACK * limits.extract_s + _START_S
        answer = None
        try:
            write_frame(peer, job, deadline)
            answer = read_frame(peer, deadline)
        except TimeoutError:
            self.close()
            return "time"
        except OSError:
            pass  # it died while we wrote; its exit code says of what
        if answer is None:
            return self._autopsy()
        self._is_fresh = False
        decoded: Answer = self._answers.decode(answer)
        return decoded

    def _autopsy(self) -> Death:
        """Say what the process died of, and clear it away."""
        code = None
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                code = self._process.wait(timeout=5)
        self.close()
        if code == -signal.SIGXCPU:
            return "time"
        return "memory" if code == OUT_OF_MEMORY else "crash"

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 — our own interpreter and our own words
                [sys.executable, "-P", "-c", _START, str(theirs.fileno()), *sys.path],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=(theirs.fileno(),),
            )
        self._peer = ours
        self._is_fresh = True
        self._await_start(ours, self._process)
        return ours

    def _await_start(self, peer: socket.socket, process: subprocess.Popen[bytes]) -> None:
        """Wait until the process is there, so that no input is blamed for a start that failed."""
        with suppress(OSError):
            if read_frame(peer, time.monotonic() + _START_S) == READY:
                if process.stderr is not None:
                    process.stderr.close()
                return
        process.kill()
        words = process.communicate()[1].decode("utf-8", "replace").split("\n")
        self.close()
        raise CounterspyError(
            f"the process that reads pages, PDFs and e-mail does not start: {' '.join(words[-2:])}".strip()
        )


def _death_error(death: Death, location: str, limits: Limits) -> InputError:
    if death == "time":
        reason = f"takes more than {limits.extract_s:g} s to read"
        return InputTooLarge(location, reason, "save it as text and give that, or split it")
    if death == "memory":
        reason = f"takes more than {limits.extract_memory_bytes // 2**20} MB of memory to read"
        return InputTooLarge(location, reason, "save it as text and give that, or split it")
    return UnreadableInput(location, "is damaged: its reader broke on it", "save it anew, or as text, and give that")
