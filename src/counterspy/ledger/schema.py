"""The names of what the database holds: its revisions and its triggers. Loads nothing, so that anybody can compare."""

from __future__ import annotations

REVISIONS = ("0001",)
"""Every schema this program knows, oldest first; the last is the one it works with. Names are four digits that rise."""

TRIGGERS = (
    "entry_is_never_updated",
    "entry_is_never_deleted",
    "entry_is_only_appended",
    "content_is_never_updated",
    "content_is_never_deleted",
    "content_is_only_appended",
)
"""What makes the database itself refuse to change evidence."""
