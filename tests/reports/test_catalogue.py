"""The French catalogue has every message of the package, and no other."""

from __future__ import annotations

import gettext
import re
import string
from io import BytesIO
from pathlib import Path
from typing import IO
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import reports

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as BabelMessage

ROOT = Path(reports.__file__).parent
PO = ROOT / "locale" / "fr" / "LC_MESSAGES" / "reports.po"
KEYWORDS = {"N_": None, "text": None, "plural": (1, 2)}

TYPED = re.compile(r"""--\w+ "[^"]*"|pip install '[^']*'""")
"""What is typed into a shell as it stands, where signs are not typography."""

Message = str | tuple[str, ...]


def used() -> set[Message]:
    """The messages of sources and templates."""
    found = extract_from_dir(
        ROOT, [("**.py", "python"), ("templates/**", "jinja2")], keywords=KEYWORDS
    )
    return {message for _, _, message, _, _ in found}


def catalogue() -> Catalog:
    """The French catalogue, read."""
    with PO.open("rb") as source:
        return read_po(source)


def entries() -> list[BabelMessage]:
    """Its messages, without the header."""
    return [message for message in catalogue() if message.id]


def forms(text: object) -> tuple[str, ...]:
    """Singular and plural, or the one form."""
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def title(entry: BabelMessage) -> str:
    return forms(entry.id)[0][:40]


def test_catalogue_has_the_messages_that_are_used_and_no_other() -> None:
    assert {entry.id for entry in entries()} == used()


@pytest.mark.parametrize("entry", entries(), ids=title)
def test_translation_is_there_and_names_the_same_values(entry: BabelMessage) -> None:
    assert not entry.fuzzy
    for form in forms(entry.string):
        assert form
        assert names(form) == names(forms(entry.id)[0])


@pytest.mark.parametrize("entry", entries(), ids=title)
def test_translation_is_set_as_french_is_printed(entry: BabelMessage) -> None:
    for form in forms(entry.string):
        said = TYPED.sub("", form)
        assert [
            wrong for wrong in (" :", " ;", " !", " ?", " »", "« ", "'", '"') if wrong in said
        ] == []


def test_compiled_catalogue_is_that_of_the_source() -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    with PO.with_suffix(".mo").open("rb") as kept:
        assert messages(kept) == messages(compiled)


def messages(compiled: IO[bytes]) -> dict[object, str]:
    """What a compiled catalogue holds, but the header, which has the time in it."""
    found = dict(gettext.GNUTranslations(compiled)._catalog)  # type: ignore[attr-defined]
    del found[""]
    return found


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
