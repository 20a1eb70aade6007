"""The form of the seed files. A file that breaks it stops the load before the first row."""

from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from bessai_berinta.features.reports.workflow import Action

FOLDER = Path(__file__).parent

Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9. ]*$", max_length=40)]
Latitude = Annotated[float, Field(gt=0.0, lt=0.25)]  # Bontang lies just north of the equator
Longitude = Annotated[float, Field(gt=117.3, lt=117.7)]


class Strict(BaseModel):
    """No unknown names, no guessed types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SeedFile(Strict):
    """What each file says of itself."""

    about: Text
    sources: list[Text] = Field(min_length=1)


class AreaSeed(Strict):
    code: Annotated[str, Field(pattern=r"^64\.74(\.\d{2}(\.\d{4})?|\.\d{5})$")]
    kind: Literal["kecamatan", "kelurahan", "pulau"]
    name: Text
    aliases: list[Text]
    parent: Text
    postal_code: Annotated[str, Field(pattern=r"^(\d{5})?$")]
    lat: Latitude
    lon: Longitude


class Areas(SeedFile):
    areas: list[AreaSeed]


class AgencySeed(Strict):
    code: Code
    name: Text
    kind: Literal["dinas", "badan", "satuan", "kecamatan", "utilitas"]
    duties: Text
    name_verified: bool
    sources: list[Text] = Field(min_length=1)


class Agencies(Strict):
    """Here each agency has its own sources."""

    about: Text
    agencies: list[AgencySeed]


class CategorySeed(Strict):
    code: Annotated[str, Field(pattern=r"^[a-z]+$")]
    name_id: Text
    name_en: Text
    hint_id: Text
    hint_en: Text
    icon: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    target_amount: Annotated[int, Field(ge=1, le=60)]


class Categories(SeedFile):
    categories: list[CategorySeed]


class ChoiceSeed(Strict):
    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name_id: Text
    name_en: Text
    stop_id: str = ""
    stop_en: str = ""


class QuestionSeed(Strict):
    category: Text
    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    kind: Literal["teks", "angka", "pilihan", "tanggal", "catatan"]
    label_id: Text
    label_en: Text
    required: bool
    choices: list[ChoiceSeed]


class Questions(SeedFile):
    questions: list[QuestionSeed]


class RouteSeed(Strict):
    category: Text
    area: str
    agency: Code
    note: Text


class Routes(SeedFile):
    routes: list[RouteSeed]


class EmergencyNumber(Strict):
    """``dial`` is what a phone should call, null where nothing verified can be called."""

    number: str | None
    dial: Annotated[str, Field(pattern=r"^\d+$")] | None
    name_id: Text
    name_en: Text
    note_id: Text
    note_en: Text
    verified: bool
    sources: list[Text]


class DemoStep(BaseModel):
    """One step, ``after`` working days behind the one before it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    do: Action
    after: Annotated[int, Field(ge=0, le=60)]
    say: str = ""
    to: str = ""


class DemoReport(BaseModel):
    """A made-up report, filed ``age`` working days ago."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    category: Text
    area: Text
    text: Annotated[str, Field(min_length=10, max_length=2000)]
    age: Annotated[int, Field(ge=0, le=250)]
    lat: Latitude | None = None
    lon: Longitude | None = None
    anonymous: bool = False
    private: bool = False
    photo: bool = False
    steps: list[DemoStep] = []


class DemoReports(Strict):
    about: Text
    reports: list[DemoReport]


File = TypeVar("File", bound=BaseModel)


def read(name: str, form: type[File]) -> File:
    """Read and check one seed file. Raises pydantic's ValidationError naming what is wrong."""
    return form.model_validate_json((FOLDER / name).read_bytes())
