"""All the certificates of an edition in one folder: made, kept, failed, out of date.

The folder has a manifest of what this program made in it. It tells what need not be made
again, what a person put there or changed (never written over), and what an earlier freezing
left behind (reported, never deleted).
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256
from typing import TYPE_CHECKING
from typing import Protocol

from reports.certificates import Drawn
from reports.certificates import certificates
from reports.certificates import drawn
from reports.errors import DrawingStopped
from reports.errors import FileInTheWay
from reports.errors import FontMissing
from reports.errors import LibraryMissing
from reports.errors import PalmaresError
from reports.errors import RegisteredOtherwise
from reports.errors import TemplateWrong
from reports.errors import TemporaryUnwritable
from reports.files import write_whole
from reports.manifest import Entry
from reports.manifest import Manifest
from reports.rendering.custom import OURS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from concurrent.futures import Executor
    from concurrent.futures import Future
    from pathlib import Path

    from reports.certificates import Certificate
    from reports.edition import Edition
    from reports.rendering.custom import Custom
    from reports.verification.proof import Proving

WORTH_A_POOL = 10  # starting a worker takes as long as drawing a few certificates
MOST_WORKERS = 8


@dataclass(frozen=True, slots=True)
class Made:
    """A certificate that was drawn and written; ``step`` as in the manifest."""

    dossier: str
    path: Path
    name: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A certificate that is there already, exactly as it would be made."""

    dossier: str
    path: Path


@dataclass(frozen=True, slots=True)
class Failed:
    """A certificate that could not be made; the others were."""

    dossier: str
    name: str
    error: PalmaresError


@dataclass(frozen=True, slots=True)
class Stale:
    """A file of an earlier freezing that says what is no longer true.

    Its laureate is gone or has another name, or the certificate that should take its place
    could not be made.
    """

    dossier: str
    path: Path


Outcome = Made | Kept | Failed | Stale


class Seal(Protocol):
    """Signs finished files."""

    @property
    def identity(self) -> str:
        """Whose seal it is: another seal, another text."""

    def seal(self, content: bytes) -> bytes:
        """The signed file of an unsigned one."""


@dataclass(frozen=True, slots=True)
class Given:
    """A certificate that was given already: what it says, its file unsigned, its files."""

    fields: tuple[tuple[str, str], ...]
    unsigned: str
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Making:
    """How certificates are made besides what the edition says.

    ``proving`` gives codes and QR codes, ``custom`` the organiser's templates, ``seal``
    signs; ``given`` are, by dossier, those that may not change any more.
    """

    proving: Proving | None = None
    custom: Custom = OURS
    seal: Seal | None = None
    given: Mapping[str, Given] = field(default_factory=dict)

    def certificates(self, edition: Edition) -> list[Certificate]:
        """The certificates to make."""
        return certificates(edition, self.proving, self.custom)

    def inputs(self, certificate: Certificate) -> str:
        """The hash of all that a file is made from."""
        if self.seal is None:
            return certificate.digest
        return sha256(f"{certificate.digest} {self.seal.identity}".encode()).hexdigest()


PLAIN = Making()


class Progress(Protocol):
    """Called after each certificate, in any order, with how many are done of how many."""

    def __call__(self, done: int, total: int, outcome: Outcome) -> None:
        """Show it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What rendering would do: certificates to make, and what is settled already."""

    todo: tuple[Certificate, ...]
    settled: tuple[Kept | Failed, ...]
    stale: tuple[Stale, ...]


def plan_certificates(edition: Edition, folder: Path, how: Making = PLAIN) -> Plan:
    """What :func:`render_certificates` would do; touches nothing."""
    return _plan(how.certificates(edition), folder, Manifest.open(folder), how)


def render_certificates(
    edition: Edition,
    folder: Path,
    how: Making = PLAIN,
    *,
    jobs: int | None = None,
    on_progress: Progress | None = None,
    executor: Executor | None = None,
) -> list[Outcome]:
    """Draw the certificates of all laureates into a folder.

    Each file appears whole under its name, or not at all; what is unchanged is kept; one
    failure does not stop the others. Interrupted at any moment, running it again finishes.

    Args:
        edition: the frozen edition.
        folder: where the certificates go; made if missing.
        how: proofs, templates, seal, and what was given already.
        jobs: most worker processes; None for as many as there are processors, 1 for none.
        on_progress: called after each certificate.
        executor: draws instead of our own processes; it stays open.

    Returns:
        One outcome per laureate, in the order of the sorting rule, then the stale files.

    Raises:
        FontMissing, LibraryMissing, TemplateWrong, TemporaryUnwritable: nothing at all can
            be drawn.
        FolderUnwritable: the disk is full, or the folder may not be written to.
        FileInTheWay: the manifest is not one.
    """
    manifest = Manifest.open(folder)
    wanted = how.certificates(edition)
    plan = _plan(wanted, folder, manifest, how)
    done: dict[str, Outcome] = {}
    tell = on_progress or _tell_nobody
    for settled in plan.settled:
        done[settled.dossier] = settled
        tell(len(done), len(wanted), settled)
    todo = [(each, how.inputs(each)) for each in plan.todo]
    with manifest.making(todo), _workers(len(todo), jobs, executor) as pool:
        for certificate, result in _drawn(plan.todo, pool):
            outcome = _written(certificate, result, manifest, how)
            done[certificate.dossier] = outcome
            tell(len(done), len(wanted), outcome)
    outdated = tuple(
        Stale(each.dossier, folder / each.file)
        for each in plan.todo
        if isinstance(done[each.dossier], Failed) and (folder / each.file).exists()
    )
    return [*(done[each.dossier] for each in wanted), *plan.stale, *outdated]


def attempt(certificate: Certificate) -> Drawn | PalmaresError:
    """A certificate's file, or why there is none; runs in a worker."""
    try:
        return drawn(certificate)
    except PalmaresError as error:
        return error


def _plan(wanted: Sequence[Certificate], folder: Path, manifest: Manifest, how: Making) -> Plan:
    todo: list[Certificate] = []
    settled: list[Kept | Failed] = []
    for each in wanted:
        found = _settled(each, manifest, how)
        if found is None:
            todo.append(each)
        else:
            settled.append(found)
    names = {each.file for each in wanted}
    stale = tuple(Stale(dossier, folder / file) for file, dossier in manifest.left_over(names))
    return Plan(tuple(todo), tuple(settled), stale)


def _settled(certificate: Certificate, manifest: Manifest, how: Making) -> Kept | Failed | None:
    """What is known of a certificate without drawing it; None when it must be drawn."""
    path = manifest.folder / certificate.file
    given = how.given.get(certificate.dossier)
    if given and given.fields != certificate.fields:
        otherwise = RegisteredOtherwise(dossier=certificate.dossier)
        return Failed(certificate.dossier, certificate.name, otherwise)
    if given and manifest.on_disk(certificate.file) in given.files:
        return Kept(certificate.dossier, path)
    if manifest.holds(certificate, how.inputs(certificate)):
        return Kept(certificate.dossier, path)
    if manifest.may_write(certificate.file):
        return None
    error = FileInTheWay(file=certificate.file)
    return Failed(certificate.dossier, certificate.name, error)


def _written(
    certificate: Certificate, result: Drawn | PalmaresError, manifest: Manifest, how: Making
) -> Made | Failed:
    if isinstance(result, FontMissing | LibraryMissing | TemplateWrong | TemporaryUnwritable):
        raise result
    given = how.given.get(certificate.dossier)
    if isinstance(result, Drawn):
        unsigned = sha256(result.content).hexdigest()
        if given and given.unsigned != unsigned:
            result = RegisteredOtherwise(dossier=certificate.dossier)
    if isinstance(result, PalmaresError):
        manifest.forget(certificate)
        return Failed(certificate.dossier, certificate.name, result)
    content = how.seal.seal(result.content) if how.seal else result.content
    path = manifest.folder / certificate.file
    write_whole(path, content)
    entry = Entry(
        certificate.dossier,
        how.inputs(certificate),
        sha256(content).hexdigest(),
        unsigned,
        result.step,
    )
    manifest.made(certificate.file, entry)
    return Made(certificate.dossier, path, certificate.name, result.step)


def _drawn(
    todo: Sequence[Certificate], pool: Executor | None
) -> Iterator[tuple[Certificate, Drawn | PalmaresError]]:
    if pool is None:
        yield from ((each, attempt(each)) for each in todo)
        return
    waiting = {pool.submit(attempt, each): each for each in todo}
    for future in as_completed(waiting):
        # What is written need not be remembered: thousands of files would fill the memory.
        yield waiting.pop(future), _result(future)


def _result(future: Future[Drawn | PalmaresError]) -> Drawn | PalmaresError:
    try:
        return future.result()
    except BrokenProcessPool:
        return DrawingStopped()


@contextmanager
def _workers(todo: int, jobs: int | None, executor: Executor | None) -> Iterator[Executor | None]:
    """Who draws: the executor given, our own processes, or None for this very process."""
    count = min(jobs or os.cpu_count() or 1, MOST_WORKERS)
    if executor is not None or count == 1 or todo <= WORTH_A_POOL:
        yield executor
        return
    # Not forked: a process that has threads (a progress bar) must not be.
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(
        count, mp_context=get_context("spawn"), initializer=_clean_up_at_the_end
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _clean_up_at_the_end() -> None:
    """Have a worker remove its folder of fonts: worker processes run no ``atexit``."""
    from multiprocessing.util import Finalize

    from reports.rendering.pdf import toolkit

    Finalize(None, toolkit.cache_clear, exitpriority=1)


def _tell_nobody(done: int, total: int, outcome: Outcome) -> None:
    del done, total, outcome
