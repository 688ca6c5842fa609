"""MISP galaxy clusters become records; what cannot be taken is named entry by entry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counterspy.errors import InputError, UnreadableInput
from counterspy.intake import find_galaxies, read_galaxy
from counterspy.model import Record


def cluster(folder: Path, *entries: object) -> Path:
    file = folder / "intelligence-agencies.json"
    file.write_text(json.dumps({"type": "intelligence-agency", "version": 3, "values": entries}), "utf-8")
    return file


def entry(value: str, **meta: Any) -> dict[str, Any]:
    return {"value": value, "uuid": f"uuid-{value}", "meta": meta, "description": ""}


def records(file: Path) -> list[Record]:
    return [found for found in read_galaxy(file) if isinstance(found, Record)]


def test_every_name_of_an_entry_is_kept_the_heading_first(tmp_path: Path) -> None:
    (record,) = records(cluster(tmp_path, entry("Bureau Nine", synonyms=["B9", "Ninth Bureau"], country="NO")))
    assert [(name.name, name.is_main) for name in record.names] == [
        ("Bureau Nine", True),
        ("B9", False),
        ("Ninth Bureau", False),
    ]
    assert (record.kind, record.country, record.source_version) == ("service", "NO", "3")


def test_an_abbreviation_that_opens_the_description_is_a_name(tmp_path: Path) -> None:
    described = {**entry("Bureau of Quiet Affairs"), "description": "Bureau of Quiet Affairs (BQA) – founded long ago"}
    (record,) = records(cluster(tmp_path, described))
    assert "BQA" in [name.name for name in record.names]


def test_footnotes_of_the_source_are_no_part_of_a_name(tmp_path: Path) -> None:
    (record,) = records(cluster(tmp_path, entry("Bureau Nine[22]", synonyms=["B9 [3]"])))
    assert [name.name for name in record.names] == ["Bureau Nine", "B9"]


def test_similar_is_kept_as_an_overlap_never_as_the_same(tmp_path: Path) -> None:
    linked = {**entry("Grey Heron"), "related": [{"type": "similar", "dest-uuid": "u2"}]}
    (record,) = records(cluster(tmp_path, linked))
    assert (record.overlaps, record.same_as) == (("u2",), ())


def test_a_country_that_is_no_code_is_kept_as_words_only(tmp_path: Path) -> None:
    (record,) = records(cluster(tmp_path, entry("Grey Heron", country="mideast")))
    assert record.country is None
    assert ("country", "mideast") in record.fields


def test_a_broken_entry_is_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    found = list(read_galaxy(cluster(tmp_path, entry("One"), {"meta": {}}, "nonsense", entry("Two"))))
    assert [isinstance(item, InputError) for item in found] == [False, True, True, False]
    assert "entry 2" in str(found[1])


@pytest.mark.parametrize("content", ["", "[]", "{}", "not json", '{"values": 3}'])
def test_what_is_no_cluster_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content, "utf-8")
    with pytest.raises(UnreadableInput):
        list(read_galaxy(file))


def test_the_shipped_clusters_cover_services_of_many_states() -> None:
    agencies = find_galaxies(None, ("intelligence-agencies",))[0]
    found = records(agencies)
    assert len({record.country for record in found if record.country}) > 80


def test_a_single_states_catalogue_is_imported_only_when_asked_for() -> None:
    names = [file.stem for file in find_galaxies(None)]
    assert "china-defence-universities" not in names
    assert find_galaxies(None, ("china-defence-universities",))[0].exists()


def test_a_cluster_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="nowhere"):
        find_galaxies(tmp_path / "nowhere")
