"""A brief with every method in it stays on the paper: 18 upright headings do not fit a page, turned ones do."""

from __future__ import annotations

import re

import msgspec

from counterspy.brief import Content, write_html
from counterspy.model import FieldValue, Incident, make_id
from counterspy.vocabulary import codes, country_names, title_of

SPONSORS = list(country_names().items())[:12]


def everything() -> str:
    """A brief on incidents of many sponsors, each with every method there is."""
    methods = tuple(FieldValue(value=code, label=title_of("method", code), claims=()) for code in codes("method"))
    bare = Incident(id="", title="Files", fields={}, outcomes=(), statements=(), documents=(), origins=0)
    incidents = tuple(
        msgspec.structs.replace(
            bare,
            id=make_id("incident", code),
            fields={"sponsors": (FieldValue(value=code, label=name, claims=()),), "methods": methods},
        )
        for code, name in SPONSORS
    )
    made = "2026-01-01T00:00:00Z"
    return write_html(Content(title="A brief", made_at=made, incidents=incidents, claims={}, documents={}, rows={}))


def test_the_headings_of_the_overview_are_turned_and_its_columns_share_the_width() -> None:
    page = everything()
    assert page.count('<th scope="col"><span>') == len(codes("method"))
    assert re.search(r"\.matrix \{[^}]*table-layout: fixed", page)
    assert re.search(r"\.matrix thead span \{[^}]*writing-mode: vertical", page)
