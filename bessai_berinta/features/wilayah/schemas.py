"""What the areas feature shows."""

from dataclasses import dataclass

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
