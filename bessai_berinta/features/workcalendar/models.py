"""The city's own changes to the national calendar."""

from datetime import date

from sqlmodel import Field, SQLModel


class CalendarOverride(SQLModel, table=True):
    """A day that is worked or not worked whatever the national calendar says."""

    __tablename__ = "calendar_overrides"

    day: date = Field(primary_key=True)
    worked: bool
    note: str = ""
