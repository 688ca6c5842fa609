"""Mailboxes: many messages in one file."""

from __future__ import annotations

import re
from collections.abc import Iterator

_START_OF_MESSAGE = re.compile(rb"(?:\A|\n)From [^\r\n]{1,300}\d\d:\d\d[^\r\n]{0,30}\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def split_mailbox(data: bytes) -> Iterator[bytes]:
    """Give the messages of an mbox file (RFC 4155) in order, `>From` lines as they were sent."""
    places = [found.span() for found in _START_OF_MESSAGE.finditer(data)]
    ends = [start for start, _ in places[1:]] + [len(data)]
    for (_, start), end in zip(places, ends, strict=True):
        yield _QUOTED_FROM.sub(rb"\1", data[start:end])
