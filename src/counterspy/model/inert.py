"""Text that can be shown: whatever a document brings along, it commands no terminal and turns no line around.

Invariant: what is shown has as many characters as what was given, so that positions still count; letters, spaces, line
ends and tabs stay as they are.
"""

from __future__ import annotations

from unicodedata import category

_LINE = "\n\t"
_JOINERS = "\u00ad\u200c\u200d"
"""Invisible, harmless, and part of how words are spelled: soft hyphen, joiners of Persian and Indian scripts."""
_PICTURES = 0x2400
"""Unicode's block of pictures for control characters: U+241B shows an escape (U+001B)."""


def inert(text: str) -> str:
    """Make control characters, terminal escapes and direction marks visible, so that they are shown and not obeyed.

    Args:
        text: Anything, from anywhere.

    Returns:
        The same text; each such character is its picture (`␛`) or, where it has none, U+FFFD.
    """
    return text.translate({ord(sign): _picture(sign) for sign in unsafe_signs(text)})


def unsafe_signs(text: str) -> frozenset[str]:
    """Give the characters of a text that a terminal or a browser may obey instead of showing them."""
    return frozenset(sign for sign in set(text) if not _is_safe(sign))


def _is_safe(sign: str) -> bool:
    return sign.isprintable() or sign in _LINE or sign in _JOINERS or category(sign) == "Zs"


def _picture(sign: str) -> str:
    if sign < " ":
        return chr(_PICTURES + ord(sign))
    return "\u2421" if sign == "\x7f" else "\ufffd"
