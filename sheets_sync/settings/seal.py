"""``[seal]`` of ``campaign.toml``: the token that holds the organiser's key; never its PIN."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.findings import Finding
from sheets_sync.settings.remote import PASSWORDS
from sheets_sync.settings.shape import Shape
from sheets_sync.settings.shape import entry
from sheets_sync.settings.shape_findings import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.settings.toml_file import TomlFile

PINS = ("pin", "user_pin", "code", *PASSWORDS)
NEEDED = ("module", "token", "key")


class SealShape(Shape):
    """``[seal]``."""

    module: str = entry(default="", examples=['"/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so"'])
    token: str = entry(default="", examples=['"Association"'])
    key: str = entry(default="", examples=['"Seal"'])
    certificate: str = ""


class SealToken(NamedTuple):
    """A token: the library that speaks to it, the labels of token, key and certificate."""

    module: Path
    token: str
    key: str
    certificate: str


def read_seal(shape: SealShape) -> SealToken | None:
    """The section, found right; None where no token is named."""
    if not shape.module:
        return None
    return SealToken(Path(shape.module), shape.token, shape.key, shape.certificate or shape.key)


def check_seal_secrets(file: TomlFile) -> Iterator[Finding]:
    """A PIN that was written in the section; what it is shows nowhere."""
    section = file.data.get("seal")
    for key in section if isinstance(section, dict) else ():
        if key in PINS:
            yield Finding("config-seal-pin", file.place(("seal", key)), {"key": key})


def check_seal(file: TomlFile, shape: SealShape, folder: Path) -> Iterator[Finding]:
    """What is wrong with the section.

    The library is run with the rights of whoever makes certificates, and the campaign folder
    is shared: it may not lie there.
    """
    if not shape.given:
        return
    for key in NEEDED:
        if not getattr(shape, key):
            example = SealShape.entries()[key].examples[0]
            values = {"key": key, "example": example}
            yield Finding("config-key-missing", file.place(("seal", key)), values)
    module = Path(shape.module)
    inside = module.resolve().is_relative_to(folder.resolve())
    if shape.module and (inside or not module.is_absolute()):
        values = {"found": shown(shape.module)}
        yield Finding("config-seal-module", file.place(("seal", "module")), values)
