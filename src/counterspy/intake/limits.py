"""How much one input may cost. Every limit is a refusal with one plain line, never a silent cut.

Why these figures: a news page of 900 words is 6 KB of text and 100 KB of HTML; the longest official reports (500
pages) are 2 million characters and, with pictures, 10 to 30 MB of PDF. What is larger is an archive, a dump or an
attack. So a file may have 32 MB and its text 5 million characters; who allows more megabytes allows as many characters.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

_MEGABYTE = 1024 * 1024
_LINE_CHARS = 25
"""How long the lines of a text that is allowed are on average at least: a list, not a column of letters."""


class Limits(Struct, frozen=True, kw_only=True):
    """What one input may cost at most.

    Attributes:
        max_bytes: Size of one input, after any decompression.
        max_text_chars: Code points of one document's text.
        max_text_lines: Lines of one document's text.
        max_html_tags: `<` signs of one page. Trafilatura takes some 30 to 80 microseconds for each.
        max_pdf_pages: Pages of one PDF.
        max_members: Messages of one mailbox and attachments of one message.
        max_member_depth: How deep messages may hold messages.
        max_redirects: How often a URL may lead elsewhere.
        extract_s: CPU seconds for turning one HTML page, PDF or e-mail into text. A page of 100 KB needs 0.05.
        extract_memory_bytes: Address space of the process that does it.
        connect_s: Seconds until a server must have taken the connection.
        read_s: Seconds a server may stay silent.
        fetch_s: Seconds for one URL, redirects included.
    """

    max_bytes: int = 32 * 1024 * 1024
    max_text_chars: int = 5_000_000
    max_text_lines: int = 200_000
    max_html_tags: int = 300_000
    max_pdf_pages: int = 2_000
    max_members: int = 10_000
    max_member_depth: int = 3
    max_redirects: int = 5
    extract_s: float = 15.0
    extract_memory_bytes: int = 2 * 1024 * 1024 * 1024
    connect_s: float = 10.0
    read_s: float = 20.0
    fetch_s: float = 60.0

    def of_size(self, megabytes: int | None) -> Limits:
        """Give limits for inputs of up to so many megabytes of bytes, and of text; None leaves all as it is.

        Args:
            megabytes: What a user allows: so many MB of bytes, and as many characters. Lines, tags and time follow.
        """
        if megabytes is None:
            return self
        size = megabytes * _MEGABYTE
        factor = max(1.0, size / self.max_bytes)
        return msgspec.structs.replace(
            self,
            max_bytes=size,
            max_text_chars=max(self.max_text_chars, size),
            max_text_lines=max(self.max_text_lines, size // _LINE_CHARS),
            max_html_tags=int(self.max_html_tags * factor),
            extract_s=self.extract_s * factor,
        )

    def why_too_long(self, chars: int, lines: int) -> tuple[str, str] | None:
        """Say why a text is too long, and what to do; None where it is not.

        Args:
            chars: How many characters it has, or at least has.
            lines: How many lines.

        Returns:
            Reason and advice. What the advice says to allow is enough.
        """
        enough = megabytes_for(max(chars, lines * _LINE_CHARS))
        advice = f"split it, or allow more with --max-mb {enough}"
        if chars > self.max_text_chars:
            return f"holds more than {self.max_text_chars:,} characters of text", advice
        if lines > self.max_text_lines:
            return f"holds more than {self.max_text_lines:,} lines of text", advice
        return None


def megabytes_for(size: int) -> int:
    """Give the whole megabytes that so many bytes need."""
    return -(-size // _MEGABYTE)
