"""All papers of one sort in one folder: made, kept, failed, out of date.

The folder has a manifest of what this program made in it. It tells what need not be made
again, what a person put there or changed (never written over), and what an earlier freezing
left behind (reported, never deleted).
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256
from typing import TYPE_CHECKING
from typing import Generic
from typing import Protocol
from typing import TypeAlias
from typing import TypeVar

from reports.drawing import Drawn
from reports.drawing import Paper
from reports.errors import FileInTheWay
from reports.errors import FontMissing
from reports.errors import LibraryMissing
from reports.errors import PalmaresError
from reports.errors import RegisteredOtherwise
from reports.errors import TemplateWrong
from reports.errors import TemporaryUnwritable
from reports.files import sweep
from reports.files import write_whole
from reports.manifest import Entry
from reports.manifest import Manifest
from reports.outcomes import Failed
from reports.outcomes import Kept
from reports.outcomes import Made
from reports.outcomes import Outcome
from reports.outcomes import Stale
from reports.workers import drawn_by
from reports.workers import workers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from reports.outcomes import Progress


Fields: TypeAlias = "tuple[tuple[str, str], ...]"


class Seal(Protocol):
    """Signs finished files."""

    @property
    def identity(self) -> str:
        """Whose seal it is: another seal, another text."""

    def seal(self, content: bytes) -> bytes:
        """The signed file of an unsigned one."""


@dataclass(frozen=True, slots=True)
class Given:
    """A paper that was given already: what it says, its file unsigned, its files."""

    fields: tuple[tuple[str, str], ...]
    unsigned: str
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Press:
    """How papers are made: ``seal`` signs; ``given`` (by dossier) may not change any more."""

    seal: Seal | None = None
    given: Mapping[str, Given] = field(default_factory=dict)

    def inputs(self, paper: Paper) -> str:
        """The hash of all that a file is made from."""
        if self.seal is None:
            return paper.digest
        return sha256(f"{paper.digest} {self.seal.identity}".encode()).hexdigest()


P = TypeVar("P", bound=Paper)


@dataclass(frozen=True, slots=True)
class Plan(Generic[P]):
    """What printing would do: papers to make, and what is settled already."""

    todo: tuple[P, ...]
    settled: tuple[Kept | Failed, ...]
    stale: tuple[Stale, ...]


def plan(wanted: Sequence[P], manifest: Manifest, press: Press) -> Plan[P]:
    """What :func:`render` would do; touches nothing."""
    todo: list[P] = []
    settled: list[Kept | Failed] = []
    for each in wanted:
        found = _settled(each, manifest, press)
        if found is None:
            todo.append(each)
        else:
            settled.append(found)
    names = {each.file for each in wanted}
    left = manifest.left_over(names)
    stale = tuple(Stale(dossier, manifest.folder / file) for file, dossier in left)
    return Plan(tuple(todo), tuple(settled), stale)


def render(
    wanted: Sequence[P],
    manifest: Manifest,
    press: Press,
    *,
    jobs: int | None = None,
    on_progress: Progress | None = None,
    executor: Executor | None = None,
) -> list[Outcome]:
    """Draw papers into the folder of a manifest.

    Each file appears whole under its name, or not at all; what is unchanged is kept; one
    failure does not stop the others. Interrupted at any moment, running it again finishes.

    Args:
        wanted: all papers of the folder.
        manifest: the manifest of the folder, which is made if missing.
        press: seal, and what was given already.
        jobs: most worker processes; None for as many as there are processors, 1 for none.
        on_progress: called after each paper.
        executor: draws instead of our own processes; it stays open.

    Returns:
        One outcome per paper, in their order, then the stale files.

    Raises:
        FontMissing, LibraryMissing, TemplateWrong, TemporaryUnwritable: nothing at all can
            be drawn.
        FolderUnwritable: the disk is full, or the folder may not be written to.
    """
    planned = plan(wanted, manifest, press)
    done: dict[str, Outcome] = {}
    tell = on_progress or _tell_nobody
    for settled in planned.settled:
        done[settled.dossier] = settled
        tell(len(done), len(wanted), settled)
    todo = [(each, press.inputs(each)) for each in planned.todo]
    sweep(manifest.folder)
    with manifest.making(todo), workers(len(todo), jobs, executor) as pool:
        for paper, result in drawn_by(planned.todo, pool):
            outcome = _written(paper, result, manifest, press)
            done[paper.dossier] = outcome
            tell(len(done), len(wanted), outcome)
    outdated = tuple(
        Stale(each.dossier, manifest.folder / each.file)
        for each in planned.todo
        if isinstance(done[each.dossier], Failed) and (manifest.folder / each.file).exists()
    )
    return [*(done[each.dossier] for each in wanted), *planned.stale, *outdated]


def alike(first: Fields, second: Fields) -> bool:
    """Whether two papers state the same, spaces aside: a later program may set them otherwise."""
    told, other = (
        [(name, "".join(text.split())) for name, text in each] for each in (first, second)
    )
    return told == other


def _settled(paper: Paper, manifest: Manifest, press: Press) -> Kept | Failed | None:
    """What is known of a paper without drawing it; None when it must be drawn."""
    path = manifest.folder / paper.file
    given = press.given.get(paper.dossier)
    if given and not alike(given.fields, paper.fields):
        return Failed(paper.dossier, paper.name, RegisteredOtherwise(dossier=paper.dossier))
    if given and manifest.on_disk(paper.file) in given.files:
        return Kept(paper.dossier, path)
    if manifest.holds(paper, press.inputs(paper)):
        return Kept(paper.dossier, path)
    if manifest.may_write(paper.file):
        return None
    return Failed(paper.dossier, paper.name, FileInTheWay(file=paper.file))


def _written(
    paper: Paper, result: Drawn | PalmaresError, manifest: Manifest, press: Press
) -> Made | Failed:
    if isinstance(result, FontMissing | LibraryMissing | TemplateWrong | TemporaryUnwritable):
        raise result
    given = press.given.get(paper.dossier)
    if isinstance(result, Drawn):
        unsigned = sha256(result.content).hexdigest()
        if given and given.unsigned != unsigned:
            result = RegisteredOtherwise(dossier=paper.dossier)
    if isinstance(result, PalmaresError):
        manifest.forget(paper)
        return Failed(paper.dossier, paper.name, result)
    content = press.seal.seal(result.content) if press.seal else result.content
    path = manifest.folder / paper.file
    write_whole(path, content)
    inputs, printed = press.inputs(paper), sha256(content).hexdigest()
    manifest.made(paper.file, Entry(paper.dossier, inputs, printed, unsigned, result.step))
    return Made(paper.dossier, path, paper.name, result.step)


def _tell_nobody(done: int, total: int, outcome: Outcome) -> None:
    del done, total, outcome
