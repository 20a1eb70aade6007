"""What the areas feature shows."""

from dataclasses import dataclass
from typing import Literal

from .geometry import Position


@dataclass(frozen=True)
class AreaView:
    """A kecamatan, kelurahan or island; ``lat`` and ``lon`` are its centre."""

    code: str
    kind: str
    name: str
    parent: str
    postal_code: str
    lat: float
    lon: float

    @property
    def position(self) -> Position:
        return self.lon, self.lat


@dataclass(frozen=True)
class Located:
    """The kelurahan (its code) a point belongs to.

    ``estimated`` means: by the nearest centre, or the nearest boundary for a point off all
    of them; show "perkiraan" with it.
    """

    area: str
    estimated: bool


@dataclass(frozen=True)
class KecamatanView:
    """A kecamatan with its kelurahan in the order of their codes."""

    area: AreaView
    kelurahan: tuple[AreaView, ...]


@dataclass(frozen=True)
class AgencyView:
    """An agency (OPD) or utility; its code is the abbreviation people know."""

    code: str
    name: str
    kind: str
    duties: str
    name_verified: bool
    sources: tuple[str, ...]
    head_email: str = ""


@dataclass(frozen=True)
class ImportedArea:
    """What an import did to one kelurahan."""

    code: str
    name: str
    change: Literal["new", "replaced", "same"]
    positions: int
    square_km: float
    tangles: int  # small self-intersections that were let through


@dataclass(frozen=True)
class ImportResult:
    """What an import did. ``agreement`` is the share of the land that the nearest centre,
    used until now, guesses right."""

    source: str
    areas: tuple[ImportedArea, ...]
    agreement: float

    @property
    def changed(self) -> int:
        return sum(area.change != "same" for area in self.areas)
