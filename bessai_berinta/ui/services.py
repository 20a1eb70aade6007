"""Every service of the city in this app, by what people need, not by who provides it."""

from dataclasses import dataclass

from bessai_berinta.core.i18n import N_, Message


@dataclass(frozen=True)
class Service:
    """One service; without ``path`` it is announced but not open yet.

    ``agency`` names who stands behind it, where that is known from a source.
    """

    text: Message
    line: Message
    icon_name: str
    path: str = ""
    agency: str = ""


@dataclass(frozen=True)
class Need:
    """A need of daily life, with the services that answer it."""

    text: Message
    services: tuple[Service, ...]


PUPRK = "Dinas Pekerjaan Umum dan Penataan Ruang Kota"

REPORT = Service(
    N_("Report a problem"),
    N_("Photo, place, a few words. Done in a minute, also without a connection."),
    "camera",
    "/lapor/baru",
)
PUBLIC_REPORTS = Service(
    N_("Public reports"),
    N_("See what neighbours reported, who holds it and when it is due."),
    "map-pinned",
    "/lapor",
)
EMERGENCY = Service(
    N_("Emergency numbers"),
    N_("Verified numbers to call with one press, also without a connection."),
    "phone",
    "/darurat",
)
MY_ACCOUNT = Service(
    N_("My account"),
    N_("My reports, and the devices I am signed in on."),
    "user",
    "/akun",
)
BUILDING_PERMIT = Service(
    N_("Building permit"),
    N_("Check the requirements, apply and follow your permit step by step."),
    "house",
    agency=PUPRK,
)
SPATIAL_PLAN = Service(
    N_("Spatial plan"),
    N_("May I build here? Ask the city's plan about one piece of land."),
    "map",
    agency=PUPRK,
)
PERMIT_COST = Service(
    N_("Permit cost"),
    N_("Work out the fee, with every step of the calculation shown."),
    "calculator",
    agency=PUPRK,
)
MASDARLING = Service(
    N_("Kampung Masdarling"),
    N_("How neighbourhoods care for their environment, measure by measure."),
    "leaf",
)
NEWS = Service(N_("City news"), N_("News written by the city itself."), "newspaper")
AGENDA = Service(
    N_("City agenda"), N_("Events with time and place, for your calendar."), "calendar"
)
EXPLORE = Service(
    N_("Explore Bontang"),
    N_("Islands, villages on stilts, food and culture."),
    "sailboat",
    agency="Dinas Pemuda, Olahraga, Pariwisata dan Ekonomi Kreatif",
)
INNOVATIONS = Service(
    N_("Agency innovations"),
    N_("Five innovations a year from every agency, with their evidence."),
    "lightbulb",
    agency="Badan Perencanaan Pembangunan, Riset, dan Inovasi Daerah",
)
SMART_CITY = Service(
    N_("Smart City"),
    N_("Progress of the masterplan 2025-2029, each figure with its source."),
    "building-2",
    agency="Dinas Komunikasi dan Informatika",
)

NEEDS: tuple[Need, ...] = (
    Need(N_("Something near me needs fixing"), (REPORT, PUBLIC_REPORTS)),
    Need(N_("I need help right now"), (EMERGENCY,)),
    Need(N_("House and land"), (BUILDING_PERMIT, SPATIAL_PLAN, PERMIT_COST)),
    Need(N_("My neighbourhood and environment"), (MASDARLING,)),
    Need(N_("What is going on"), (NEWS, AGENDA)),
    Need(N_("Out and about"), (EXPLORE,)),
    Need(N_("A city in the open"), (INNOVATIONS, SMART_CITY)),
    Need(N_("My affairs with the city"), (MY_ACCOUNT,)),
)


def all_services() -> list[Service]:
    return [service for need in NEEDS for service in need.services]
