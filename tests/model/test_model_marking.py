import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.model import Tlp, Viewer


@given(st.sampled_from(Tlp))
def test_a_label_is_read_back_from_what_it_prints(label: Tlp) -> None:
    assert Tlp.parse(str(label)) is label


@pytest.mark.parametrize("text", ["TLP:AMBER+STRICT", "amber+strict", " Amber-Strict ", "tlp:amber_strict"])
def test_labels_are_read_in_the_ways_people_write_them(text: str) -> None:
    assert Tlp.parse(text) is Tlp.AMBER_STRICT


@pytest.mark.parametrize("text", ["", "WHITE", "TLP:", "secret", "AMBER RED"])
def test_what_is_no_tlp_2_label_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a TLP 2\.0 label"):
        Tlp.parse(text)


@given(st.sampled_from(Tlp), st.sampled_from(Tlp))
def test_a_viewer_sees_up_to_the_clearance_and_no_further(clearance: Tlp, label: Tlp) -> None:
    viewer = Viewer(name="Ines Falk", clearance=clearance)
    assert viewer.may_see(str(label)) == (label <= clearance)


def test_the_unmarked_is_shown_to_the_owner_only() -> None:
    assert not Viewer(name="Ines Falk", clearance=Tlp.RED).may_see(None)
    assert Viewer(name="Ines Falk", is_owner=True).may_see(None)


def test_strict_amber_ranks_above_amber() -> None:
    assert not Viewer(name="Ines Falk", clearance=Tlp.AMBER).may_see("TLP:AMBER+STRICT")
