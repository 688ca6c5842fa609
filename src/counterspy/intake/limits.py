"""How much one input may cost. Every limit is a refusal with one plain line, never a silent cut.

Why these figures: a news page of 900 words is 6 KB of text and 100 KB of HTML; the longest official reports (500
pages) are 2 million characters and, with pictures, 10 to 30 MB of PDF. What is larger is an archive, a dump or an
attack.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct


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

    def of_size(self, megabytes: int) -> Limits:
        """Give limits for inputs of up to so many megabytes, with text, lines and tags in proportion."""
        factor = megabytes * 1024 * 1024 / self.max_bytes
        return msgspec.structs.replace(
            self,
            max_bytes=megabytes * 1024 * 1024,
            max_text_chars=int(self.max_text_chars * max(1.0, factor)),
            max_text_lines=int(self.max_text_lines * max(1.0, factor)),
            max_html_tags=int(self.max_html_tags * max(1.0, factor)),
            extract_s=self.extract_s * max(1.0, factor),
        )
