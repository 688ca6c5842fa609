import pytest

from counterspy.intake.visible_date import find_visible_date

STORY = "<p>" + "On 3 May 2021 a meteorologist was arrested at the pier, a court in Cork heard this week. " * 4 + "</p>"


def date_of(body: str) -> str | None:
    from lxml.html import document_fromstring

    return find_visible_date(
        document_fromstring(f"<html><head><title>x</title></head><body>{body}</body></html>"), None
    )


@pytest.mark.parametrize(
    ("body", "edtf"),
    [
        (f"<h1>Held</h1><div>Saturday, March 12, 2022 | Ada Wren</div>{STORY}", "2022-03-12"),
        (f"<div>12 March 2022</div><h1>Held</h1>{STORY}", "2022-03-12"),
        (f'<h1>Held</h1><time datetime="2022-03-12T08:00">today</time>{STORY}', "2022-03-12"),
        (f"<h1>Held</h1><p>Updated 14 March 2022</p><p>Published 12 March 2022</p>{STORY}", "2022-03-12"),
        (f"<h1>Held</h1>{STORY}", None),
        (f"<h1>Held</h1>{STORY}<p>12 March 2022</p>", None),
        (f"<h1>Held</h1><script>'12 March 2022'</script>{STORY}", None),
        ("", None),
    ],
)
def test_only_a_date_beside_the_headline_counts(body: str, edtf: str | None):
    assert date_of(body) == edtf
