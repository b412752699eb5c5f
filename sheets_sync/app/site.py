"""palmares site, palmares open-data: edition.json -> what the public reads, in one folder."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path  # noqa: TC003 - a field of a named tuple
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.errors import FileInTheWay
from reports.files import write_whole
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.documents import PROOFS
from sheets_sync.app.documents import frozen_edition
from sheets_sync.app.documents import marked
from sheets_sync.app.embargo import public
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.app.steps import Advance

FOLDER = "site"
DATA = "donnees"
MANIFESTS = ".palmares"

Made = dict[str, list[str]]
"""What the program wrote: path -> SHA-256 of what it may hold, so that nothing else is touched."""


class Place(NamedTuple):
    """A folder of pages within a campaign folder, and the name of its manifest."""

    folder: Path
    path: str = FOLDER
    manifest: str = "site.json"

    @property
    def target(self) -> Path:
        """Where the pages lie."""
        return self.folder / self.path


def site(folder: Path, *, lifted: bool = False) -> Step:
    """Plan the folder ``site``; pages that are right are kept, those of no laureate removed.

    Raises ``UnderEmbargo`` before the ceremony, unless ``lifted``; ``FileInTheWay`` where a
    file is not as this program left it.
    """
    from reports.site.site import site as pages

    edition = frozen_edition(folder)
    public(edition, lifted=lifted)
    return _step("site", Place(folder), pages(edition), "")


def proof(folder: Path) -> Step:
    """Plan the same in ``epreuves/site``, every page with its mark; embargo or not."""
    from reports.site.site import site as pages

    edition = frozen_edition(folder)
    place = Place(folder, f"{PROOFS}/{FOLDER}", "site-proof.json")
    return _step("site", place, pages(edition, marked(edition)), "")


def open_data(folder: Path, *, lifted: bool = False) -> Step:
    """Plan the files of the open data alone, below ``site``; as :func:`site` otherwise."""
    from reports.open_data import open_data as files

    edition = frozen_edition(folder)
    public(edition, lifted=lifted)
    wanted = {f"{DATA}/{name}": content for name, content in files(edition).items()}
    return _step("open-data", Place(folder), wanted, f"{DATA}/")


def _step(command: str, place: Place, wanted: Mapping[str, bytes], below: str) -> Step:
    """The step that makes what lies ``below`` some path of the site hold what is wanted."""
    target, made = place.target, _manifest(place)
    changed = {name for name, content in wanted.items() if _to_write(place, name, content, made)}
    gone = {
        name
        for name in made
        if name.startswith(below) and name not in wanted and _to_remove(place, name, made)
    }
    forgotten = {name for name in made if name.startswith(below) and name not in wanted}

    def write(advance: Advance) -> tuple[Said, ...]:
        # What may lie there is written down first: a run that is killed blocks no later one.
        new = {name: [_digest(wanted[name])] for name in changed}
        _keep(place, made | {n: [*made.get(n, ()), *new[n]] for n in new})
        for done, name in enumerate(sorted(changed)):
            advance(done, len(changed))
            write_whole(target / name, wanted[name])
        for name in gone:
            (target / name).unlink(missing_ok=True)
        kept = {name: hashes for name, hashes in made.items() if name not in forgotten}
        _keep(place, kept | new)
        return _said(target, len(changed), len(gone))

    files = tuple(target / name for name in sorted(changed | gone))
    return Step(command, files=files, write=write)


def _said(target: Path, written: int, removed: int) -> tuple[Said, ...]:
    forms = NN_("{count} file written in {path}.", "{count} files written in {path}.")
    away = NN_(
        "{count} file removed: its laureate is gone.",
        "{count} files removed: their laureates are gone.",
    )
    said = [counted(forms, written, path=target)]
    if removed:
        said.append(counted(away, removed))
    if (target / "index.html").exists():
        said.append(Said(N_("To look at it: {path}"), {"path": target / "index.html"}))
    return tuple(said)


def _to_write(place: Place, name: str, content: bytes, made: Made) -> bool:
    """Whether a file must be written; raises :class:`FileInTheWay` for one that is not ours."""
    path = _inside(place, name)
    if path.is_dir():
        raise FileInTheWay(file=path)
    if not path.exists():
        return True
    found = path.read_bytes()
    if found == content:
        return False
    if _digest(found) not in made.get(name, ()):
        raise FileInTheWay(file=path)
    return True


def _to_remove(place: Place, name: str, made: Made) -> bool:
    """Whether a file that nothing stands for any more is there; one that was changed stays."""
    path = _inside(place, name)
    return path.is_file() and _digest(path.read_bytes()) in made[name]


def _inside(place: Place, name: str) -> Path:
    """The path of a file; refuses one out of the site's folder, or a site that leads elsewhere."""
    path = place.target / name
    if not path.resolve().is_relative_to(place.folder.resolve() / place.path):
        raise FileInTheWay(file=path)
    return path


def _manifest(place: Place) -> Made:
    """What was written before; nothing where that is not known."""
    try:
        found = json.loads((place.folder / MANIFESTS / place.manifest).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(name): [str(each) for each in hashes]
        for name, hashes in found.items()
        if isinstance(hashes, list)
    }


def _keep(place: Place, made: Made) -> None:
    text = json.dumps(dict(sorted(made.items())), ensure_ascii=False, indent=0)
    write_whole(place.folder / MANIFESTS / place.manifest, f"{text}\n".encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
