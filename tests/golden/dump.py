"""What the evening left, as texts that a person can read and a diff can show.

Every tab that people see becomes a table, one line a row; moments of this very run are
masked (all dates of the made-up campaign lie in 2023, so later ones are the clock's).
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl

from tests.golden import evening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.app.office import Office

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
YEAR = r"20(?:2[4-9]|[3-9]\d)"
MASKS = (
    (re.compile(rf"{YEAR}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?)?"), "[moment]"),
    (re.compile(rf"\d+(?:er)?\s(?:{MONTHS})\s{YEAR}(?:\sà\s\d+\sh(?:\s\d+)?)?"), "[moment]"),
    (re.compile(r"'?\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b'?"), "[empreinte]"),
    (re.compile(r"(?<=\t)\S+@\S+(?=\t)"), "[qui]"),
)
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
LINES = frozenset({f"{TEXT}p", f"{TEXT}h"})
SPACES = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": " ⏎ "}
"""What stands for spaces, tabulators and the ends of lines in such a text."""


def kept(desk: Office) -> dict[str, str]:
    """Run the evening: file name -> text, for everything that is kept."""
    told = "\n".join(evening.held(desk)).replace(str(desk.folder), "[dossier]")
    book = openpyxl.load_workbook(desk.workbook)
    seen = [sheet for sheet in book if sheet.sheet_state == "visible"]
    texts = {f"{at:02}-{_plain(each.title)}.tsv": tab(each) for at, each in enumerate(seen, 1)}
    texts["commandes.txt"] = told
    texts["edition.json"] = (desk.folder / "edition.json").read_text("utf-8")
    texts["proces-verbal.txt"] = "\n".join(minutes(desk.folder / "proces-verbal.odt")) + "\n"
    return {name: masked(text) for name, text in texts.items()}


def masked(text: str) -> str:
    """A text without what the clock put in it."""
    for found, instead in MASKS:
        text = found.sub(instead, text)
    return text


def tab(sheet: Worksheet) -> str:
    """The values of a tab, a line for each row, cells parted by tabulators."""
    rows = ("\t".join(map(_shown, row)).rstrip("\t") for row in sheet.values)
    return "\n".join(rows).rstrip("\n") + "\n"


def _shown(value: object) -> str:
    """A value; texts that look like numbers keep their quotes."""
    if value is None:
        return ""
    text = str(value).replace("\n", " ⏎ ").replace("\t", " ⇥ ")
    number = isinstance(value, int | float)
    return f"'{text}'" if not number and re.fullmatch(r"[-\d.,]+", text) else text


def minutes(path: Path) -> Iterator[str]:
    """The paragraphs of an OpenDocument text, in their order."""
    with zipfile.ZipFile(path) as file:
        root = ET.fromstring(file.read("content.xml"))  # noqa: S314 - our own file
    for each in root.iter():
        text = _said(each).strip() if each.tag in LINES else ""
        if text:
            yield text


def _said(element: ET.Element) -> str:
    """The text of a paragraph, as it is read."""
    space = SPACES.get(element.tag, "") * int(element.get(f"{TEXT}c", "1"))
    inside = "".join(_said(each) + (each.tail or "") for each in element)
    return space + (element.text or "") + inside


def _plain(title: str) -> str:
    """A title as a file name."""
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", "-", bare.lower()).strip("-")
