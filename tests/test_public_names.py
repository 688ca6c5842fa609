"""What a room exports is listed, is there, and is documented."""

from __future__ import annotations

import importlib

import pytest

ROOMS = ["model", "vocabulary", "ledger", "intake", "reading", "resolving", "register", "brief"]


@pytest.mark.parametrize("room", ROOMS)
def test_every_exported_name_exists_once_and_in_order(room: str) -> None:
    module = importlib.import_module(f"counterspy.{room}")
    assert len(set(module.__all__)) == len(module.__all__)
    assert all(hasattr(module, name) for name in module.__all__)


@pytest.mark.parametrize("room", ROOMS)
def test_every_exported_class_and_function_says_what_it_is(room: str) -> None:
    module = importlib.import_module(f"counterspy.{room}")
    for name in module.__all__:
        thing = getattr(module, name)
        if getattr(thing, "__module__", "").startswith("counterspy") and callable(thing):
            assert (thing.__doc__ or "").strip(), f"{room}.{name} has no docstring"
