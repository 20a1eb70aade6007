"""The people of the demo: roles with a number, nobody real."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """One button on the demo provider's page."""

    username: str
    name: str
    what_id: str
    what_en: str
    groups: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.username}@demo.invalid"


_ALL = (
    Person("warga", "Warga Demo 1", "Melapor dan mengikuti laporan", "Files and follows reports"),
    Person("warga2", "Warga Demo 2", "Warga lain", "Another resident"),
    Person(
        "petugas-dlh",
        "Petugas Demo DLH",
        "Dinas Lingkungan Hidup",
        "Environment agency",
        ("petugas-dlh",),
    ),
    Person(
        "petugas-pupr",
        "Petugas Demo PUPR",
        "Dinas Pekerjaan Umum dan Penataan Ruang Kota",
        "Public works agency",
        ("petugas-pupr",),
    ),
    Person("redaksi", "Redaksi Demo", "Menulis berita kota", "Writes city news", ("redaksi",)),
    Person(
        "verifikator",
        "Verifikator Demo",
        "Memeriksa permohonan izin",
        "Checks permit applications",
        ("verifikator",),
    ),
    Person(
        "penandatangan",
        "Penandatangan Demo",
        "Menandatangani izin",
        "Signs permits",
        ("penandatangan",),
    ),
    Person(
        "bapperida", "Bapperida Demo", "Mengurus inovasi", "Curates innovations", ("bapperida",)
    ),
    Person("operator", "Operator Demo", "Pusat komando", "Command centre", ("operator",)),
    Person("admin", "Admin Demo", "Pengaturan dan audit", "Settings and audit", ("admin",)),
)

PEOPLE = {person.username: person for person in _ALL}

# What the provider's groups are worth in the demo (the form of BESSAI_ROLE_MAP).
ROLE_MAP = (
    "petugas-dlh=petugas:DLH,petugas-pupr=petugas:DPUPRK,redaksi=redaksi,"
    "verifikator=verifikator,penandatangan=penandatangan,bapperida=bapperida,"
    "operator=operator,admin=admin"
)
