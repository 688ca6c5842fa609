"""What the database holds beside tables: its revisions and its triggers. Loads nothing, so that anybody can compare."""

from __future__ import annotations

from collections.abc import Mapping

REVISIONS = ("0001",)
"""Every schema this program knows, oldest first; the last is the one it works with. Names are four digits that rise."""

TRIGGERS = {
    "entry_is_never_updated": ("BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END"),
    "entry_is_never_deleted": ("BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END"),
    "entry_is_only_appended": (
        "BEFORE INSERT ON entry"
        " WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry)"
        " OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)"
        " BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END"
    ),
    "content_is_never_updated": ("BEFORE UPDATE ON content BEGIN SELECT RAISE(ABORT, 'contents are append-only'); END"),
    "content_is_never_deleted": ("BEFORE DELETE ON content BEGIN SELECT RAISE(ABORT, 'contents are append-only'); END"),
    "content_is_only_appended": (
        "BEFORE INSERT ON content"
        " WHEN EXISTS (SELECT 1 FROM content WHERE sha256 = NEW.sha256)"
        " BEGIN SELECT RAISE(ABORT, 'contents are append-only'); END"
    ),
}
"""What makes the database itself refuse to change evidence: the name of each trigger, and what it does."""


def trigger_faults(found: Mapping[str, str]) -> tuple[str, ...]:
    """Say what does not fit the triggers that should be there.

    Args:
        found: Name → the SQL that the database has.

    Returns:
        One text a fault, as in `entry_is_never_updated is missing`; empty where all is as it was made.
    """
    faults = [f"{name} is missing" for name in TRIGGERS if name not in found]
    for name, sql in sorted(found.items()):
        if name not in TRIGGERS:
            faults.append(f"{name} was added")
        elif " ".join(sql.split()) != f"CREATE TRIGGER {name} {TRIGGERS[name]}":
            faults.append(f"{name} was changed")
    return tuple(faults)
