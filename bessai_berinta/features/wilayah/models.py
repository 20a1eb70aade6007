"""The city's areas (Kemendagri codes) and agencies (OPD), and its emergency numbers."""

from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


class Area(SQLModel, table=True):
    """A kecamatan (``64.74.01``), a kelurahan (``64.74.01.1003``) or an island."""

    __tablename__ = "areas"

    code: str = Field(primary_key=True)
    kind: str = Field(index=True)  # kecamatan | kelurahan | pulau
    name: str
    aliases: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    parent: str = Field(default="", index=True)
    postal_code: str = ""
    lat: float
    lon: float
    boundary: dict[str, object] | None = Field(default=None, sa_column=Column(JSONB))
    boundary_source: str = ""


class Agency(SQLModel, table=True):
    """An agency of the city or a public utility that reports are handed to."""

    __tablename__ = "agencies"

    code: str = Field(primary_key=True)  # DLH, DPUPRK ...
    name: str
    kind: str
    duties: str = ""
    name_verified: bool = True
    sources: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    head_email: str = ""  # told when a term of the agency has passed; set by an admin
    active: bool = True
