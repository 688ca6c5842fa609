"""The guarded process: takes one input after the other, answers with text or a refusal, and dies rather than guess.

Invariant: it opens no file and no connection; its only way out is the socket it was started with.
"""

from __future__ import annotations

import logging
import math
import os
import resource
import socket
from contextlib import suppress

import msgspec

from counterspy.intake.extracted import Answer, Job, Refused
from counterspy.intake.frames import read_frame, write_frame

OUT_OF_MEMORY = 3
"""Exit code of a process that hit its memory limit."""

READY = b"ready"
"""The first message of a process that has started."""


def serve(file_descriptor: int) -> None:
    """Answer jobs until the other side closes. Called in the new process only."""
    logging.disable(logging.CRITICAL)  # the answer says everything; parsers chatter about every broken tag
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    decoder = msgspec.msgpack.Decoder(Job)
    with socket.socket(fileno=file_descriptor) as peer:
        write_frame(peer, READY)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # C libraries chatter too, and nobody listens from here on
        try:
            while (frame := read_frame(peer)) is not None:
                write_frame(peer, msgspec.msgpack.encode(_answer(decoder.decode(frame))))
        except MemoryError:  # whether it came with the input or with what was made of it
            os._exit(OUT_OF_MEMORY)


def _answer(job: Job) -> Answer:
    _limit(job)
    try:
        if job.kind == "pdf":
            from counterspy.intake.pdf import extract_pdf

            return extract_pdf(job.data, job.limits)
        if job.kind == "mail":
            from counterspy.intake.mail import extract_mail

            return extract_mail(job.data, job.limits)
        from counterspy.intake.html import extract_html

        return extract_html(job.data, job.charset, job.limits)
    except Refused as refused:
        return refused.refusal


def _limit(job: Job) -> None:
    """Allow this job its time and memory, counted from what is used up already."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + job.limits.extract_s)
    for kind, value in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, job.limits.extract_memory_bytes)):
        hard = resource.getrlimit(kind)[1]
        with suppress(ValueError, OSError):  # some systems cannot limit address space; time still ends it
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
