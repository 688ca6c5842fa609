"""The incidents of a brief along the years, as a small SVG drawn here."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from counterspy.model import Incident, date_years

_WIDTH = 900
_LEFT = 300
_ROW = 20
_LABEL_CHARS = 44


def draw_timeline(incidents: Sequence[Incident]) -> Markup:
    """Draw one bar an incident, from its first to its last dated act.

    Args:
        incidents: In the order drawn; those without a date are left out.

    Returns:
        An `<svg>` element with a title and a text for each bar, or nothing where no incident has a date.
    """
    bars = [(incident, years) for incident in incidents if (years := _years(incident)) is not None]
    if not bars:
        return Markup("")
    first = min(years[0] for _, years in bars)
    last = max(years[1] for _, years in bars)
    scale = (_WIDTH - _LEFT - 20) / (last - first + 1)
    bars.sort(key=lambda bar: (bar[1], bar[0].id))
    height = _ROW * (len(bars) + 2)
    drawn = [_bar(n, incident, years, first, scale) for n, (incident, years) in enumerate(bars)]
    step = max(1, (last - first + 1) // 10)
    ticks = [_tick(year, first, scale, height) for year in range(first, last + 1, step)]
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="Incidents by year">{}{}</svg>').format(
        _WIDTH, height, Markup("").join(ticks), Markup("").join(drawn)
    )


def _bar(row: int, incident: Incident, years: tuple[int, int], first: int, scale: float) -> Markup:
    y = _ROW * (row + 1)
    label = incident.title if len(incident.title) <= _LABEL_CHARS else incident.title[: _LABEL_CHARS - 1] + "…"
    return Markup(
        '<g><title>{} ({}–{})</title><text x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect x="{:.1f}" y="{}" width="{:.1f}" height="10" rx="2"/></g>'
    ).format(
        incident.title, years[0], years[1], _LEFT - 8, y + 9, label, _LEFT + (years[0] - first) * scale, y,
        max(6.0, (years[1] - years[0] + 1) * scale - 2),
    )  # fmt: skip


def _tick(year: int, first: int, scale: float, height: int) -> Markup:
    x = _LEFT + (year - first) * scale
    return Markup(
        '<line x1="{0:.1f}" x2="{0:.1f}" y1="14" y2="{1}"/><text class="year" x="{0:.1f}" y="11">{2}</text>'
    ).format(x, height - _ROW, year)


def _years(incident: Incident) -> tuple[int, int] | None:
    found = [date_years(values[0].value) for field in ("start", "end") if (values := incident.fields.get(field, ()))]
    years = [year for span in found if span for year in span if 1 < year < 9999]
    return (min(years), max(years)) if years else None
