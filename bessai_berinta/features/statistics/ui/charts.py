"""Small charts drawn in SVG. Each stands beside a table that says the same."""

import reflex as rx

from bessai_berinta.features.statistics.present import FLOOR, HEIGHT, WIDTH, Mark, Point

svg = rx.el.svg
FRAME = {
    "view_box": f"0 0 {WIDTH} {HEIGHT}",
    "role": "img",
    "class_name": "w-full max-w-column h-auto",
}


def columns_chart(label: str, marks: rx.Var[list[Mark]], legend: tuple[str, str]) -> rx.Component:
    """Show two columns a month; the second is hatched, so that colour is not needed."""
    return rx.el.figure(
        svg(
            svg.defs(
                svg.pattern(
                    svg.path(d="M0 6L6 0M-1 1L1 -1M5 7L7 5", class_name="stroke-done stroke-2"),
                    id="garis",
                    width="6",
                    height="6",
                    pattern_units="userSpaceOnUse",
                ),
            ),
            rx.foreach(marks, _month),
            _floor(),
            aria_label=label,
            **FRAME,
        ),
        rx.el.figcaption(
            _key("bg-primary", legend[0]),
            _key("border-2 border-done", legend[1], hatched=True),
            class_name="flex flex-wrap gap-x-6 gap-y-1 text-small text-muted",
        ),
    )


def _month(mark: rx.Var[Mark]) -> rx.Component:
    return svg.g(
        svg.title(mark.name),
        svg.rect(
            x=mark.left,
            y=mark.filed_y,
            width=mark.width,
            height=mark.filed_height,
            class_name="fill-primary",
        ),
        svg.rect(
            x=mark.middle,
            y=mark.closed_y,
            width=mark.width,
            height=mark.closed_height,
            fill="url(#garis)",
            class_name="stroke-done stroke-2",
        ),
        svg.text(
            mark.label,
            x=mark.middle,
            y=FLOOR + 20,
            text_anchor="middle",
            class_name="fill-muted text-small",
        ),
    )


def line_chart(
    label: str, path: rx.Var[str], points: rx.Var[list[Point]], marks: rx.Var[list[Mark]]
) -> rx.Component:
    """Show one value a month with its number at the point."""
    return svg(
        svg.path(d=path, fill="none", class_name="stroke-primary stroke-3"),
        rx.foreach(points, _point),
        rx.foreach(marks, _month_name),
        _floor(),
        aria_label=label,
        **FRAME,
    )


def _point(point: rx.Var[Point]) -> rx.Component:
    return svg.g(
        svg.circle(cx=point.x, cy=point.y, r="4", class_name="fill-primary"),
        svg.text(
            point.text,
            x=point.x,
            y=point.text_y,
            text_anchor="middle",
            class_name="fill-ink text-small font-semibold",
        ),
    )


def _month_name(mark: rx.Var[Mark]) -> rx.Component:
    return svg.text(
        mark.label,
        x=mark.middle,
        y=FLOOR + 20,
        text_anchor="middle",
        class_name="fill-muted text-small",
    )


def _floor() -> rx.Component:
    return svg.line(x1=0, x2=WIDTH, y1=FLOOR, y2=FLOOR, class_name="stroke-control")


def _key(look: str, words: str, *, hatched: bool = False) -> rx.Component:
    stripes = (
        "bg-[repeating-linear-gradient(135deg,var(--done)_0_2px,transparent_2px_5px)]"
        if hatched
        else ""
    )
    return rx.el.span(
        rx.el.span(class_name=f"inline-block size-4 {look} {stripes}", aria_hidden="true"),
        words,
        class_name="inline-flex items-center gap-2",
    )


def share_bar(share: rx.Var[str]) -> rx.Component:
    """Show a share of 100 as a bar under its number."""
    return svg(
        svg.rect(x=0, y=0, width=100, height=6, class_name="fill-quiet"),
        svg.rect(x=0, y=0, width=share, height=6, class_name="fill-primary"),
        view_box="0 0 100 6",
        preserve_aspect_ratio="none",
        aria_hidden="true",
        class_name="mt-1 h-1.5 w-20 rounded-small border border-control",
    )
