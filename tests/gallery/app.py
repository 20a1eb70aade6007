"""Every component on one page, with plain texts and with Vars: for tests and for the eye.

Sample texts are made up and say so. Built by ``tests/gallery/build.py``.
"""

import reflex as rx

from bessai_berinta.ui.components.banner import banner
from bessai_berinta.ui.components.button import button, icon_button
from bessai_berinta.ui.components.card import card
from bessai_berinta.ui.components.checkbox import checkbox
from bessai_berinta.ui.components.chip import TONE_NAMES, chip
from bessai_berinta.ui.components.dialog import bottom_sheet, dialog, opens
from bessai_berinta.ui.components.empty_state import empty_state
from bessai_berinta.ui.components.field import field
from bessai_berinta.ui.components.filter_chips import filter_chip, filter_chips
from bessai_berinta.ui.components.heading import more_link, page_title, section_heading
from bessai_berinta.ui.components.image import image
from bessai_berinta.ui.components.list_row import list_row, rows
from bessai_berinta.ui.components.pager import pager
from bessai_berinta.ui.components.parcel_card import parcel_card
from bessai_berinta.ui.components.progress import progress
from bessai_berinta.ui.components.radio_tiles import Tile, radio_tiles
from bessai_berinta.ui.components.select import select
from bessai_berinta.ui.components.skeleton import skeleton
from bessai_berinta.ui.components.stat import stat, stats
from bessai_berinta.ui.components.table import table, table_row
from bessai_berinta.ui.components.tabs import tab, tabs
from bessai_berinta.ui.components.time_text import time_text
from bessai_berinta.ui.components.timeline import timeline, timeline_entry
from bessai_berinta.ui.components.toggle import toggle
from bessai_berinta.ui.layout import column
from bessai_berinta.ui.page import Ctx
from bessai_berinta.ui.task import task_frame

STEPS = ("Diterima", "Diteruskan", "Dikerjakan", "Selesai")
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAANXs7wAAACwAAAAAAQABAAACAkQBADs="


class Sample(rx.State):
    """Stands in for live state; the defaults are what a prerendered page shows."""

    title: str = "Contoh: lampu jalan padam tiga tiang di tikungan dekat pasar"
    state: str = "Terlambat 1 hari"
    tone: str = "late"
    reached: int = 1
    late: bool = True
    error: str = "Pilih satu yang paling dekat."
    icon: str = "droplet"
    busy: bool = False
    opened: bool = False
    pages: int = 1
    options: list[tuple[str, str]] = [("a", "Api-api"), ("b", "Bontang Kuala")]

    @rx.event
    async def more(self) -> None:
        self.pages += 1

    @rx.event
    async def toggle_dialog(self) -> None:
        self.opened = not self.opened


def _part(name: str, *children: rx.Component) -> rx.Component:
    return rx.el.section(
        section_heading(name), *children, class_name="flex flex-col gap-3", aria_label=name
    )


def _buttons() -> rx.Component:
    return _part(
        "Tombol",
        button("Kirim laporan", full=True),
        rx.el.div(
            button("Saya juga · 14", variant="quiet", icon_name="hand", class_name="flex-1"),
            button("Ikuti", variant="quiet", icon_name="bell", class_name="flex-1"),
            class_name="flex gap-3",
        ),
        rx.el.div(
            button("Tolak", variant="danger", size="staff"),
            button("Selesai", size="staff", icon_name="check"),
            button("Lihat", variant="soft", size="small"),
            button("Ubah", variant="link", size="small"),
            button("Menunggu", size="staff", busy=True, busy_label="Mengirim"),
            button("Var", size="staff", busy=Sample.busy),
            icon_button("Bagikan", "share-2"),
            class_name="flex flex-wrap gap-3 items-center",
        ),
    )


def _forms() -> rx.Component:
    return _part(
        "Isian",
        radio_tiles(
            "Apa yang terjadi?",
            [
                Tile("sampah", "Sampah", "trash-2"),
                Tile("banjir", "Banjir, parit", "droplet"),
                Tile("jalan", "Jalan rusak", "construction"),
                Tile("lampu", "Lampu jalan", "lamp"),
            ],
            name="kategori",
            error=Sample.error,
        ),
        field(
            "Ceritakan singkat",
            name="uraian",
            rows=4,
            max_length=2000,
            default_value="Tumpukan sampah sejak Minggu di tepi jalan, sudah berbau.",
            counter=("Sisa {left} huruf", "id"),
        ),
        field("Nama", name="nama", optional="boleh kosong", hint="Hanya dilihat petugas."),
        field("Kontak", name="kontak", error="Tulis nomor telepon atau alamat surel."),
        select("Kelurahan", [("1", "Bontang Kuala"), ("2", "Lok Tuan")], name="kelurahan"),
        select("Dinas", Sample.options, name="dinas", placeholder="Pilih dinas", size="staff"),
        toggle(
            "Jangan tampilkan nama saya",
            name="anonim",
            hint="Petugas tetap dapat menghubungi Anda",
            default_checked=True,
        ),
        toggle("Laporan tertutup", name="tertutup"),
        checkbox("Saya setuju", name="setuju", hint="Contoh keterangan."),
    )


def _cards() -> rx.Component:
    return _part(
        "Kartu",
        rx.el.div(*(chip(name, name) for name in TONE_NAMES), class_name="flex flex-wrap gap-2"),
        parcel_card(
            title="Contoh: sampah menumpuk di tepi jalan",
            href="/",
            code="LAP-26-K7QF3",
            state="Dikerjakan",
            tone="progress",
            holder="Dipegang Dinas Lingkungan Hidup",
            steps=STEPS,
            reached=2,
            progress_text="Langkah 3 dari 4: Dikerjakan",
            due="Tenggat Jumat, 27 Nov",
            remaining="3 hari kerja lagi",
        ),
        parcel_card(
            title=Sample.title,
            href="/",
            code="LAP-26-M2XA9",
            state=Sample.state,
            tone=Sample.tone,
            holder="Dipegang Dinas Pekerjaan Umum dan Penataan Ruang Kota",
            steps=STEPS,
            reached=Sample.reached,
            progress_text="Langkah 2 dari 4: Diteruskan",
            due="Tenggat Senin, 23 Nov",
            remaining="lewat 1 hari kerja",
            late=Sample.late,
            thumb=image(
                PIXEL, "", width=64, height=64, shape="square", class_name="w-16! rounded-small"
            ),
        ),
        card(
            rx.el.p("Dipegang oleh", class_name="text-small text-muted"),
            rx.el.p("Dinas Lingkungan Hidup", class_name="text-card font-semibold"),
            progress(STEPS, 2, "Langkah 3 dari 4: Dikerjakan", show_labels=True),
            variant="current",
            class_name="flex flex-col gap-2",
        ),
        rows(
            list_row("Contoh baris", "Keterangan kedua", href="/", icon_name="house"),
            list_row(
                "Bontang Kuala",
                "Titik dari GPS, teliti 8 m",
                icon_name="map-pin",
                trailing=button("Ubah", variant="link", size="small"),
            ),
        ),
        banner(
            "Mirip dengan laporan 60 m dari sini",
            None,
            button("Lihat", variant="soft", size="small"),
            button("Ini masalah yang sama", variant="soft", size="small"),
            tone="turn",
            icon_name="search",
        ),
        banner("Contoh peringatan", "Pasang tinggi malam ini.", tone="late"),
        banner("Terkirim", tone="done"),
        banner("Keterangan", "Contoh.", tone="info"),
        card(
            empty_state("Belum ada laporan", "Laporan tetangga akan muncul di sini.", heading="h3")
        ),
        skeleton("parcel", "Memuat"),
        stats(stat("Terbuka", "23"), stat("Terlambat", "2", tone="late", note="hari ini")),
    )


def _journey() -> rx.Component:
    return _part(
        "Perjalanan",
        timeline(
            timeline_entry(
                "Contoh: tim berangkat",
                time_text("hari ini, 07.10 WITA", "2026-11-24T07:10:00+08:00"),
                "Dua truk menuju lokasi.",
                tone="current",
            ),
            timeline_entry(
                "Catatan dalam", "Senin, 23 Nov", "Hanya petugas.", internal=True, tone="quiet"
            ),
            timeline_entry("Diterima", "Senin, 23 Nov, 16.02 WITA"),
        ),
    )


def _staff() -> rx.Component:
    return _part(
        "Petugas",
        tabs("Bagian", tab("Antrean", "/", current=True), tab("Selesai", "/", current=False)),
        filter_chips(
            "Saring",
            filter_chip("Milik saya", count=6, current=True),
            filter_chip("Baru", count=9, current=False),
            filter_chip("Terlambat", count=Sample.pages, current=False, tone="late"),
            filter_chip("Selesai", current=~Sample.late),
        ),
        table(
            "Laporan",
            ("Laporan", "Wilayah", "Keadaan", "Tenggat"),
            table_row(
                "Contoh parit tersumbat",
                "Api-api",
                chip("Terlambat", "late"),
                "Sen, 23 Nov",
                selected=True,
            ),
            table_row("Contoh bak rusak", "Satimpo", chip("Selesai", "done"), "tepat waktu"),
        ),
        pager("Muat lagi", on_more=Sample.more, has_more=True, shown=f"{20} dari 63"),
    )


def _dialogs() -> rx.Component:
    return _part(
        "Dialog",
        rx.el.div(
            button("Buka dialog", variant="quiet", id="open-dialog", **opens("tanya")),
            button("Buka lembar", variant="quiet", **opens("lembar")),
            button("Buka lewat keadaan", variant="quiet", on_click=Sample.toggle_dialog),
            class_name="flex flex-wrap gap-3",
        ),
        dialog(
            "Hapus draf?",
            rx.el.p("Foto dan tulisan akan hilang."),
            id="tanya",
            close_label="Tutup",
            actions=(
                button("Hapus", variant="danger"),
                button("Batal", variant="quiet", data_closes=""),
            ),
        ),
        bottom_sheet("Pilih", rx.el.p("Isi lembar."), id="lembar", close_label="Tutup"),
        dialog(
            "Dari keadaan",
            rx.el.p("Isi."),
            id="keadaan",
            close_label="Tutup",
            open=Sample.opened,
            on_dismiss=Sample.toggle_dialog,
        ),
    )


def gallery() -> rx.Component:
    return rx.el.main(
        column(
            page_title("Galeri komponen", lead="Semua teks adalah contoh."),
            rx.el.div(more_link("Lihat semua", "/")),
            _buttons(),
            _forms(),
            _cards(),
            _journey(),
            _staff(),
            _dialogs(),
            class_name="flex flex-col gap-10 py-6",
        )
    )


def task() -> rx.Component:
    return task_frame(
        Ctx("id", "/lapor/baru"),
        page_title("Apa yang terjadi?"),
        *(field(f"Contoh {number}", name=f"c{number}") for number in range(12)),
        title="Lapor · langkah 3 dari 3",
        back="/",
        saved="Tersimpan",
        steps=progress(("Foto", "Tempat", "Masalah"), 2, "Langkah 3 dari 3: Masalah"),
        action=button("Kirim laporan"),
    )


app = rx.App(
    html_lang="id",
    reset_style=False,
    stylesheets=["/styles/city.css"],
    # No server behind these pages, so nobody should be told that it is missing.
    toaster=None,
    app_wraps={(5, "Overlay"): lambda _: rx.fragment()},
)
app.add_page(gallery, route="/", title="Galeri", description="Contoh")
app.add_page(task, route="/tugas", title="Tugas", description="Contoh")
