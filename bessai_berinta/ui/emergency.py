"""Emergency numbers: large, one press away, readable without a connection."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import reflex as rx

from bessai_berinta.core.i18n import N_

from .classes import classes
from .components.anchor import anchor
from .components.heading import page_title, section_heading
from .components.icon import icon
from .layout import column
from .page import Ctx, Page

CENTRAL_NUMBER = "112"
SEED = Path(__file__).resolve().parent.parent / "seed" / "darurat.json"


@dataclass(frozen=True)
class Number:
    """One line of help. ``dial`` is what a phone dials; empty where nothing is verified."""

    number: str
    dial: str
    name: dict[str, str]
    note: dict[str, str]

    @property
    def central(self) -> bool:
        return self.number == CENTRAL_NUMBER


@lru_cache
def numbers() -> tuple[Number, ...]:
    """Read the city's list; an unverified number never gets a number to dial."""
    return tuple(
        Number(
            number=entry["number"] or "",
            dial=(entry["dial"] or "") if entry["verified"] else "",
            name={"id": entry["name_id"], "en": entry["name_en"]},
            note={"id": entry["note_id"], "en": entry["note_en"]},
        )
        for entry in json.loads(SEED.read_text(encoding="utf-8"))
    )


def body(ctx: Ctx) -> rx.Component:
    t = ctx.t
    verified = [number for number in numbers() if number.dial]
    others = [number for number in numbers() if not number.dial]
    return column(
        page_title(
            t("Emergency numbers"),
            lead=t("Press to call. This page also opens without a connection."),
        ),
        rx.el.ul(*(_call(ctx, number) for number in verified), class_name="flex flex-col gap-3"),
        rx.el.section(
            section_heading(t("Not verified yet")),
            rx.el.p(
                t("We found no proof that these numbers work in Bontang. Call 112 instead."),
                class_name="text-muted",
            ),
            rx.el.ul(
                *(_unverified(ctx, number) for number in others),
                class_name="mt-1 rounded-card bg-quiet divide-y divide-line px-4",
            ),
            class_name="flex flex-col gap-2",
        ),
        class_name="flex flex-col gap-6 pt-4 lg:pt-8",
    )


def _call(ctx: Ctx, number: Number) -> rx.Component:
    name = number.name[ctx.locale]
    return rx.el.li(
        anchor(
            rx.el.span(
                icon("phone", 24),
                class_name=classes(
                    "flex items-center justify-center size-14 shrink-0 rounded-full",
                    "bg-late text-surface" if number.central else "bg-late-soft text-late",
                ),
            ),
            rx.el.span(
                rx.el.span(name, class_name="block text-card font-semibold text-ink"),
                rx.el.span(number.note[ctx.locale], class_name="block text-small text-muted"),
                class_name="flex-1 basis-[10rem]",
            ),
            rx.el.span(
                number.number, class_name="ml-auto text-detail font-bold tabular-nums text-late"
            ),
            href=f"tel:{number.dial}",
            class_name=classes(
                "flex flex-wrap items-center gap-x-4 gap-y-1 rounded-card border bg-surface p-4 "
                "min-h-22",
                "border-2 border-late" if number.central else "border-line hover:border-late",
            ),
        )
    )


def _unverified(ctx: Ctx, number: Number) -> rx.Component:
    return rx.el.li(
        rx.el.p(number.name[ctx.locale], class_name="font-semibold"),
        rx.el.p(number.note[ctx.locale], class_name="text-small text-muted"),
        class_name="py-3",
    )


PAGES = [
    Page(
        "/darurat",
        N_("Emergency numbers of Bontang"),
        body,
        N_("Verified emergency numbers for Bontang, to call with one press: 112 and others."),
    )
]
