"""The shape of ``form.toml``: its keys, what each takes, and an example of each."""

from __future__ import annotations

from typing import Annotated
from typing import Literal

from sheets_sync.form import FILE_TYPES
from sheets_sync.form import LARGEST_FILE
from sheets_sync.settings.edition_shapes import Text
from sheets_sync.settings.google import spreadsheet_id
from sheets_sync.settings.shape import Shape
from sheets_sync.settings.shape import entry

Texts = Annotated[list[Text], entry(min_length=1)]
Spellings = dict[str, Texts]


class ValuesShape(Shape):
    """``[values.…]``: the form's words for the facts that have a list."""

    type: Spellings = {}
    track: Spellings = {}
    state: Spellings = {}
    department: Spellings = {}

    def by_fact(self) -> dict[str, Spellings]:
        """Fact -> id -> spellings."""
        return {
            "type": self.type,
            "track": self.track,
            "state": self.state,
            "department": self.department,
        }


class FilesShape(Shape):
    """``[source.files]``: which attached files may be downloaded."""

    largest: int = entry(default=LARGEST_FILE, ge=1, le=2_000)
    types: list[Text] = list(FILE_TYPES)
    hosts: list[Text] = []


class SourceShape(Shape):
    """``[source]``: where the form is asked live."""

    platform: Literal[
        "demarches-simplifiees", "limesurvey", "google-forms", "grist", "nextcloud-forms"
    ] = entry(examples=['"demarches-simplifiees"'])
    address: str = ""
    form: Text = entry(examples=['"12345"'])
    user: str = ""
    table: str = ""
    timezone: str = ""
    submitted: str = ""
    updated: str = ""
    instructor: str = ""
    spreadsheet: str = ""
    files: FilesShape = entry(default={})

    def keys(self) -> dict[str, str]:
        """The keys that only some platforms know, those that are given."""
        names = ("user", "table", "timezone", "submitted", "updated", "instructor")
        given = {name: str(getattr(self, name)).strip() for name in names}
        given["spreadsheet"] = spreadsheet_id(self.spreadsheet)
        return {name: value for name, value in given.items() if value}


class FormShape(Shape):
    """The whole file; every key may be left out."""

    platform: (
        Literal[
            "demarches-simplifiees",
            "framaforms",
            "limesurvey",
            "google-forms",
            "kobotoolbox",
            "nextcloud-forms",
            "grist",
            "table",
        ]
        | None
    ) = None
    dates: Literal["day-first", "month-first"] = "day-first"
    not_asked: list[Text] = []
    ignored: list[Text] = []
    facts: Spellings = {}
    joined: Spellings = {}
    constants: dict[str, Text] = {}
    questions: Spellings = {}
    codes: dict[str, Text] = {}
    options: dict[str, Spellings] = {}
    values: ValuesShape = entry(default={})
    source: SourceShape | None = None
