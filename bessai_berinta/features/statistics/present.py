"""From figures to the words, bars and lines that the page shows. Pure."""

from dataclasses import dataclass, field
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from bessai_berinta.core.i18n import N_, Locale, Message, day, number, translate, translator

from .ranking import rank
from .schemas import MINIMUM, Figures, Kind, Statistics

NONE = "–"
# Of a chart, and where its columns stand, in units that are pixels on a phone.
WIDTH, HEIGHT, FLOOR = 360, 180, 150
LABELS = 6  # as many words as fit under a chart
TITLES: dict[Kind, Message] = {
    "agency": N_("By agency"),
    "category": N_("By kind of problem"),
    "area": N_("By kelurahan"),
}


@dataclass
class Tile:
    """One figure, and what it means."""

    label: str = ""
    value: str = ""
    note: str = ""


@dataclass
class Row:
    """One group in a table, every cell in words."""

    place: str = NONE
    name: str = NONE
    filed: str = NONE
    open: str = NONE
    late: str = NONE
    closed: str = NONE
    on_time: str = NONE
    share: str = "0"  # of 100, for the bar
    answer: str = NONE
    solved: str = NONE
    reopened: str = NONE


@dataclass
class Group:
    title: str = ""
    rows: list[Row] = field(default_factory=list)
    few: str = ""  # names of those with too few reports for any figure


@dataclass
class Mark:
    """One month in a chart: two columns, and the middle between them, in the chart's units."""

    name: str = ""
    label: str = ""  # below the axis; empty where there is no room
    left: str = "0"
    middle: str = "0"
    width: str = "0"
    filed_y: str = "0"
    filed_height: str = "0"
    closed_y: str = "0"
    closed_height: str = "0"


@dataclass
class Point:
    x: str = "0"
    y: str = "0"
    text_y: str = "0"
    text: str = ""


@dataclass
class View:
    """Everything the page shows."""

    period: str = ""
    months: str = ""  # the preset that is chosen; empty for days of one's own
    since: str = ""
    until: str = ""
    demo: bool = False
    empty: bool = True
    tiles: list[Tile] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    by_month: list[Row] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    most: str = ""  # reports at the top of the columns chart
    points: list[Point] = field(default_factory=list)
    path: str = ""


def days(value: float | None, locale: Locale) -> str:
    """Write calendar days with one decimal."""
    return NONE if value is None else format_decimal(round(value, 1), "#,##0.0", locale=locale)


def share(value: float | None, locale: Locale) -> str:
    return NONE if value is None else format_percent(value, "#,##0 %", locale=locale)


def month_name(code: str, locale: Locale, pattern: str = "MMM y") -> str:
    return format_date(date.fromisoformat(f"{code}-01"), pattern, locale=locale)


def view(found: Statistics, locale: Locale) -> View:
    """Put one period into words."""
    t, period = translator(locale), found.period
    months = list(found.groups["month"])
    points, path = _line(months, locale)
    marks, most = _columns(months, locale)
    return View(
        period=t(
            "Reports filed from {since} to {until}",
            since=day(period.since, locale),
            until=day(period.until, locale),
        ),
        months=str(period.months or ""),
        since=period.since.isoformat(),
        until=period.until.isoformat(),
        demo=found.demo,
        empty=found.total.filed == 0,
        tiles=[*_tiles(found.total, locale), _stars(found, locale)],
        groups=[_group(kind, found, locale) for kind in TITLES],
        by_month=[_row(one, month_name(one.code, locale), "", locale) for one in reversed(months)],
        marks=marks,
        most=number(most, locale),
        points=points,
        path=path,
    )


def _tiles(total: Figures, locale: Locale) -> list[Tile]:
    t = translator(locale)

    def tail(value: float | None) -> str:
        if value is None:
            return t("Fewer than {least} reports: too few to say.", least=MINIMUM)
        return t("One in ten took longer than {days} days.", days=days(value, locale))

    return [
        Tile(
            t("First answer"),
            _with_unit(total.answer_median, locale),
            t("Median from filing to the agency's first step, in calendar days.")
            + " "
            + tail(total.answer_p90),
        ),
        Tile(
            t("Solved"),
            _with_unit(total.solved_median, locale),
            t("Median from filing to done, in calendar days, nights and pauses counted.")
            + " "
            + tail(total.solved_p90),
        ),
        Tile(
            t("Closed on time"),
            share(total.on_time_share, locale),
            t("Closed before the deadline, of all that were done or refused."),
        ),
        Tile(
            t("Open now"),
            number(total.open, locale),
            t(
                "Of {filed} filed; {late} of them are late.",
                filed=number(total.filed, locale),
                late=number(total.late, locale),
            ),
        ),
        Tile(
            t("Opened again"),
            share(total.reopened_share, locale),
            t("Reports that came back after they were closed, of all that were ever closed."),
        ),
    ]


def _stars(found: Statistics, locale: Locale) -> Tile:
    t = translator(locale)
    mean = NONE if found.stars is None else t("{mean} of 5", mean=days(found.stars, locale))
    note = t(
        "Mean of {count} ratings that residents gave a solution; from {least} on.",
        count=number(found.rated, locale),
        least=MINIMUM,
    )
    return Tile(t("Stars from residents"), mean, note)


def _with_unit(value: float | None, locale: Locale) -> str:
    if value is None:
        return NONE
    return translate(locale, "{days} days", days=days(value, locale))


def _group(kind: Kind, found: Statistics, locale: Locale) -> Group:
    ranked = rank(found.groups[kind])

    def name(code: str) -> str:
        pair = found.names.get((kind, code), (code, code))
        return pair[1] if locale == "en" else pair[0]

    rows = [
        _row(
            one.figures,
            name(one.figures.code),
            str(one.place) if one.place else NONE,
            locale,
        )
        for one in ranked
        if one.figures.enough
    ]
    few = sorted(name(one.figures.code) for one in ranked if not one.figures.enough)
    return Group(TITLES[kind].text(locale), rows, ", ".join(few))


def _row(one: Figures, name: str, place: str, locale: Locale) -> Row:
    if not one.enough:
        return Row(place=place, name=name)
    both = "{} / {}".format
    return Row(
        place=place,
        name=name,
        filed=number(one.filed, locale),
        open=number(one.open, locale),
        late=number(one.late, locale),
        closed=number(one.closed, locale),
        on_time=share(one.on_time_share, locale),
        share=_at(100 * (one.on_time_share or 0)),
        answer=both(days(one.answer_median, locale), days(one.answer_p90, locale)),
        solved=both(days(one.solved_median, locale), days(one.solved_p90, locale)),
        reopened=share(one.reopened_share, locale),
    )


# --- charts -----------------------------------------------------------------------------


def _at(value: float) -> str:
    """Write a place or a length in a drawing."""
    return f"{value:.1f}"


def _place(index: int, count: int) -> tuple[float, float]:
    """Give the left edge and the width of a month's room."""
    room = WIDTH / max(count, 1)
    return index * room, room


def _columns(months: list[Figures], locale: Locale) -> tuple[list[Mark], int]:
    """Lay out two columns a month: filed, and closed of those. Small months show none."""
    most = max((one.filed for one in months), default=0)
    marks = []
    every = -(-len(months) // LABELS) or 1
    for index, one in enumerate(months):
        left, room = _place(index, len(months))
        filed, closed = (one.filed, one.closed) if one.enough else (0, 0)
        tall = [FLOOR * 0.94 * value / most if most else 0 for value in (filed, closed)]
        marks.append(
            Mark(
                name=month_name(one.code, locale),
                label=month_name(one.code, locale, "MMM yy") if index % every == 0 else "",
                left=_at(left + room * 0.17),
                middle=_at(left + room * 0.5),
                width=_at(room * 0.33),
                filed_y=_at(FLOOR - tall[0]),
                filed_height=_at(tall[0]),
                closed_y=_at(FLOOR - tall[1]),
                closed_height=_at(tall[1]),
            )
        )
    return marks, most


def _line(months: list[Figures], locale: Locale) -> tuple[list[Point], str]:
    """Draw the median time to the solution; a month with too few leaves a gap."""
    top = max((one.solved_median or 0 for one in months), default=0) or 1
    points: list[Point] = []
    path, drawing = "", False
    every = -(-len(months) // LABELS) or 1
    for index, one in enumerate(months):
        if one.solved_median is None:
            drawing = False
            continue
        left, room = _place(index, len(months))
        x, y = left + room / 2, FLOOR - FLOOR * 0.82 * one.solved_median / top
        path += f"{'L' if drawing else 'M'}{_at(x)} {_at(y)} "
        text = days(one.solved_median, locale) if index % every == 0 else ""
        points.append(Point(_at(x), _at(y), _at(y - 10), text))
        drawing = True
    return points, path.strip()
