"""LibreOffice, as somebody who works in a workbook and saves it again.

It is started once and stays open, as on somebody's desk: a session in a small workbook
then takes a fraction of a second. It is told what to do by a macro (libreoffice.bas).
"""

from __future__ import annotations

import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from typing import TypeAlias
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

PATIENCE = 180
MACRO = Path(__file__).with_suffix(".bas")
LIBRARY = "user/basic/Standard"
MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="People"\
 script:language="StarBasic">{}</script:module>
"""
LIST = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"\
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="People"/>
</library:library>
"""

Order: TypeAlias = "tuple[object, ...]"
"""What to do: a name, then its arguments, see libreoffice.bas; rows and columns from 0."""


def saved(soffice: str, workbook: Path, scratch: Path) -> Path:
    """The workbook as LibreOffice saves it, in a folder of its own."""
    folder = scratch / "saved"
    run(soffice, scratch, *_to_xlsx(folder, workbook))
    return folder / workbook.name


def save_in_place(soffice: str, workbook: Path, scratch: Path) -> None:
    """Let LibreOffice save the workbook over itself."""
    saved(soffice, workbook, scratch).replace(workbook)


def _to_xlsx(folder: Path, workbook: Path) -> tuple[str | Path, ...]:
    return "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, workbook


def run(soffice: str, scratch: Path, *arguments: str | Path) -> None:
    """Run LibreOffice with a profile in a folder of its own, until it ends."""
    line = [*_command(soffice, scratch), *arguments]
    subprocess.run(line, check=True, capture_output=True, timeout=PATIENCE)


def _command(soffice: str, scratch: Path) -> list[str]:
    profile = (scratch / "profile").as_uri()
    return [soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore"]


class Desk:
    """A LibreOffice that is open, at the other end of a connection."""

    def __init__(self, link: socket.socket, orders: Path) -> None:
        """Begin with nothing open."""
        self._answers = link.makefile("r", encoding="ascii")
        self._link = link
        self._orders = orders

    def work(self, workbook: Path, orders: Sequence[Order]) -> list[str]:
        """Open a workbook, carry out orders, save it over itself; the orders refused."""
        lines = [workbook.as_uri(), *("\t".join(map(str, each)) for each in orders)]
        self._orders.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self._link.sendall(b"!")
        return [each for each in self.answer().split(",") if each]

    def answer(self) -> str:
        """Wait for an answer."""
        answer = self._answers.readline()
        assert answer.endswith("\n"), "LibreOffice is gone"
        return answer.rstrip("\n")


@contextmanager
def libreoffice(soffice: str, scratch: Path) -> Iterator[Desk]:
    """A LibreOffice that stays open for a while."""
    run(soffice, scratch, "--terminate_after_init")  # makes a profile
    library = scratch / "profile" / LIBRARY
    (library / "People.xba").write_text(MODULE.format(escape(MACRO.read_text("utf-8"))), "utf-8")
    (library / "script.xlb").write_text(LIST, "utf-8")
    orders = scratch / "orders"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE)
        macro = f'macro:///Standard.People.Serve("{server.getsockname()[1]}","{orders.as_uri()}")'
        office = subprocess.Popen([*_command(soffice, scratch), macro])
        try:
            link, _ = server.accept()
            with link:
                link.settimeout(PATIENCE)
                desk = Desk(link, orders)
                desk.answer()
                yield desk
        finally:
            office.kill()
            office.wait()
