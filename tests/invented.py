"""Invented documents and answers that several tests share."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from msgspec import Struct

STORY = """Engineer charged with passing turbine files to Brazilian intelligence

GOTHENBURG, 4 March 2021 - Prosecutors on Thursday charged Elsa Nyqvist, 44, an engineer at Vindhav Turbin AB in
Gothenburg, with passing trade secrets to an officer of the Brazilian Intelligence Agency (ABIN) between 2018 and 2020.

According to the indictment, Nyqvist copied over 300 files from the company's servers. Her lawyer, Otto Brandell, said
she denied the charge. The Brazilian embassy in Stockholm called the allegation baseless.

The company said it was cooperating with the Swedish Security Service.
"""
"""A wire story about invented people, for tests that need something to find."""


class Answer(Struct):
    """What a run of the program gave."""

    code: int
    out: str
    err: str

    def json(self) -> list[Any]:
        """Give the JSON objects on standard output."""
        return [json.loads(line) for line in self.out.splitlines() if line.strip()]


Run = Callable[..., Answer]
