"""A folder of certificates: made once, never half, nothing of anybody's written over."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from reports.batch import Making
from reports.batch import plan_certificates
from reports.batch import render_certificates
from reports.certificates import certificates
from reports.errors import CharacterUnprintable
from reports.errors import FileInTheWay
from reports.errors import FolderUnwritable
from reports.errors import RegisteredOtherwise
from reports.outcomes import Failed
from reports.outcomes import Kept
from reports.outcomes import Made
from reports.outcomes import Outcome
from reports.outcomes import Stale
from reports.press import Given
from tests.app.shell import ROOT
from tests.app.shell import bound_by_rights
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import with_candidates

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Candidate

CLAIX = "certificat-2023_ville-de-claix_38.pdf"
BOE = "certificat-2023_ville-de-boe_38.pdf"


def boe(**changes: object) -> Candidate:
    return claix(**{"dossier": "2023-020", "name": "Ville de Boé", **changes})


def kinds(outcomes: list[Outcome]) -> list[type[Outcome]]:
    return [type(each) for each in outcomes]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.iterdir()}


@pytest.mark.slow
def test_real_edition_gives_its_22_certificates_with_workers_and_progress(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    outcomes = render_certificates(
        edition_2023(),
        tmp_path,
        jobs=2,
        on_progress=lambda done, total, outcome: seen.append((done, total)),  # noqa: ARG005
    )
    assert kinds(outcomes) == [Made] * 22
    assert seen == [(n, 22) for n in range(1, 23)]
    assert len(files(tmp_path)) == 23
    for outcome in outcomes:
        assert isinstance(outcome, Made)
        assert len(PdfReader(outcome.path).pages) == 1


def test_second_run_keeps_every_file(tmp_path: Path) -> None:
    edition = with_candidates(claix())
    render_certificates(edition, tmp_path)
    before = state(tmp_path)[CLAIX]
    assert render_certificates(edition, tmp_path) == [Kept("2023-014", tmp_path / CLAIX)]
    assert state(tmp_path)[CLAIX] == before


def test_one_change_makes_one_certificate(tmp_path: Path) -> None:
    render_certificates(with_candidates(claix(), boe()), tmp_path)
    changed = with_candidates(claix(role="Première magistrate"), boe())
    assert kinds(render_certificates(changed, tmp_path)) == [Kept, Made]


def test_bad_row_does_not_stop_the_others(tmp_path: Path) -> None:
    outcomes = render_certificates(with_candidates(boe(name="Boé 🙂"), claix()), tmp_path)
    assert kinds(outcomes) == [Failed, Made]
    assert isinstance(outcomes[0], Failed)
    assert isinstance(outcomes[0].error, CharacterUnprintable)
    assert files(tmp_path) == [CLAIX, "manifest.json"]


def test_lost_file_is_made_again(tmp_path: Path) -> None:
    edition = with_candidates(claix())
    render_certificates(edition, tmp_path)
    before = state(tmp_path)[CLAIX][1]
    (tmp_path / CLAIX).unlink()
    assert kinds(render_certificates(edition, tmp_path)) == [Made]
    assert state(tmp_path)[CLAIX][1] == before


def test_file_of_a_person_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / CLAIX).write_bytes(b"mine")
    outcomes = render_certificates(with_candidates(claix()), tmp_path)
    assert isinstance(outcomes[0], Failed)
    assert isinstance(outcomes[0].error, FileInTheWay)
    assert (tmp_path / CLAIX).read_bytes() == b"mine"


def test_certificate_changed_by_a_person_is_not_written_over(tmp_path: Path) -> None:
    render_certificates(with_candidates(claix()), tmp_path)
    signed = (tmp_path / CLAIX).read_bytes() + b"% signed"
    (tmp_path / CLAIX).write_bytes(signed)
    assert kinds(render_certificates(with_candidates(claix()), tmp_path)) == [Failed]
    assert (tmp_path / CLAIX).read_bytes() == signed


def test_file_of_an_earlier_freezing_is_reported_and_left(tmp_path: Path) -> None:
    render_certificates(with_candidates(claix(), boe()), tmp_path)
    outcomes = render_certificates(with_candidates(claix()), tmp_path)
    assert kinds(outcomes) == [Kept, Stale]
    assert outcomes[1] == Stale("2023-020", tmp_path / BOE)
    assert files(tmp_path) == [BOE, CLAIX, "manifest.json"]


def test_file_that_could_not_be_renewed_is_reported(tmp_path: Path) -> None:
    render_certificates(with_candidates(claix()), tmp_path)
    outcomes = render_certificates(with_candidates(claix(role="Maire 🙂")), tmp_path)
    assert kinds(outcomes) == [Failed, Stale]
    assert kinds(render_certificates(with_candidates(claix()), tmp_path)) == [Made]


def test_sudden_end_leaves_what_the_next_run_finishes(tmp_path: Path) -> None:
    class Unplugged(BaseException):
        """Nothing of ours may catch it."""

    def stop(done: int, total: int, outcome: Outcome) -> None:  # noqa: ARG001 - as it is called
        raise Unplugged

    edition = with_candidates(claix(), boe())
    with pytest.raises(Unplugged):
        render_certificates(edition, tmp_path, on_progress=stop)
    assert files(tmp_path) == [BOE, "manifest.json"]
    assert kinds(render_certificates(edition, tmp_path)) == [Kept, Made]


def test_file_written_just_before_a_sudden_end_is_ours(tmp_path: Path) -> None:
    edition = with_candidates(claix())
    render_certificates(edition, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    manifest["certificates"][CLAIX]["sha256"] = None
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert kinds(render_certificates(edition, tmp_path)) == [Made]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"format": "palmares-certificates/1", "certificates": '
                '{"../x.pdf": {"dossier": "1", "inputs": ""}}}'],
)  # fmt: skip
def test_manifest_that_is_none_stops_before_anything_is_written(
    content: str, tmp_path: Path
) -> None:
    (tmp_path / "manifest.json").write_text(content, "utf-8")
    with pytest.raises(FileInTheWay):
        render_certificates(with_candidates(claix()), tmp_path)
    assert files(tmp_path) == ["manifest.json"]


def test_plan_touches_nothing(tmp_path: Path) -> None:
    plan = plan_certificates(with_candidates(claix()), tmp_path / "certificats")
    assert [each.file for each in plan.todo] == [CLAIX]
    assert list(tmp_path.iterdir()) == []


def test_executor_that_is_given_does_the_drawing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as executor:
        outcomes = render_certificates(with_candidates(claix()), tmp_path, executor=executor)
        assert kinds(outcomes) == [Made]
        assert executor.submit(abs, -1).result() == 1


DRAW = """
import sys
from pathlib import Path

from reports.batch import render_certificates
from reports.errors import FolderUnwritable
from tests.reports.samples import claix
from tests.reports.samples import with_candidates

try:
    render_certificates(with_candidates(claix()), Path(sys.argv[1]))
except FolderUnwritable:
    print("refused")
"""


def test_folder_that_may_not_be_written_to_is_an_error_of_ours(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    draw = [*bound_by_rights(), sys.executable, "-c", DRAW, str(tmp_path)]
    assert subprocess.run(draw, check=True, cwd=ROOT, stdout=subprocess.PIPE).stdout == b"refused\n"


def test_folder_that_is_a_file_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "certificats").write_bytes(b"")
    with pytest.raises((FolderUnwritable, FileInTheWay)):
        render_certificates(with_candidates(claix()), tmp_path / "certificats")


def test_full_disk_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    import resource

    from reports.files import write_whole

    (tmp_path / "a").write_bytes(b"before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(FolderUnwritable):
            write_whole(tmp_path / "a", b"x" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    assert state(tmp_path).keys() == {"a"}
    assert (tmp_path / "a").read_bytes() == b"before"


# -- codes, seals, and what was given -------------------------------------------------


class Stamp:
    """A seal that only adds a line; sealing itself is tried elsewhere."""

    def __init__(self, identity: str = "stamp") -> None:
        self.identity = identity

    def seal(self, content: bytes) -> bytes:
        return content + self.identity.encode()


def entry(folder: Path) -> dict[str, object]:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    found: dict[str, object] = manifest["certificates"][CLAIX]
    return found


def test_manifest_has_the_hash_of_the_unsigned_file_and_of_its_own(tmp_path: Path) -> None:
    edition = with_candidates(claix())
    render_certificates(edition, tmp_path / "plain")
    render_certificates(edition, tmp_path / "sealed", Making(seal=Stamp()))
    plain, sealed = entry(tmp_path / "plain"), entry(tmp_path / "sealed")
    assert plain["unsigned"] == plain["sha256"] == sealed["unsigned"]
    content = (tmp_path / "sealed" / CLAIX).read_bytes()
    assert content.endswith(b"stamp")
    assert sealed["sha256"] == sha256(content).hexdigest()


def test_another_seal_makes_the_file_again_and_the_same_keeps_it(tmp_path: Path) -> None:
    edition = with_candidates(claix())
    for seal, kind in ((None, Made), (Stamp(), Made), (Stamp(), Kept), (Stamp("other"), Made)):
        assert kinds(render_certificates(edition, tmp_path, Making(seal=seal))) == [kind]


def test_name_that_had_to_be_set_smaller_is_told(tmp_path: Path) -> None:
    edition = with_candidates(claix(name="Saint-" * 30), boe(name="Boé", mentions=()))
    short, long = render_certificates(edition, tmp_path)
    assert isinstance(short, Made)
    assert isinstance(long, Made)
    assert (short.name, short.step) == ("Boé", 0)
    assert long.step > 0


def given(folder: Path) -> Making:
    """What is in a folder, taken as given."""
    certificate = certificates(with_candidates(claix()))[0]
    content = (folder / CLAIX).read_bytes()
    told = Given(
        certificate.fields, str(entry(folder)["unsigned"]), frozenset({sha256(content).hexdigest()})
    )
    return Making(given={certificate.dossier: told})


def test_given_certificate_is_kept_even_when_it_would_be_drawn_otherwise(tmp_path: Path) -> None:
    render_certificates(with_candidates(claix()), tmp_path)
    how = given(tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    manifest["certificates"][CLAIX]["inputs"] = "drawn by an older library"
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert kinds(render_certificates(with_candidates(claix()), tmp_path, how)) == [Kept]


def test_given_certificate_is_kept_when_a_later_program_sets_spaces_otherwise(
    tmp_path: Path,
) -> None:
    render_certificates(with_candidates(claix()), tmp_path, jobs=1)
    known = given(tmp_path).given["2023-014"]
    fields = tuple((name, text.replace(" ", "\xa0")) for name, text in known.fields)
    how = Making(given={"2023-014": Given(fields, known.unsigned, known.files)})
    (outcome,) = render_certificates(with_candidates(claix()), tmp_path, how)
    assert isinstance(outcome, Kept)


def test_given_certificate_that_would_say_something_else_is_left_and_reported(
    tmp_path: Path,
) -> None:
    render_certificates(with_candidates(claix()), tmp_path)
    before = (tmp_path / CLAIX).read_bytes()
    (outcome,) = render_certificates(
        with_candidates(claix(role="Première magistrate")), tmp_path, given(tmp_path)
    )
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, RegisteredOtherwise)
    assert (tmp_path / CLAIX).read_bytes() == before


def test_given_certificate_that_was_lost_is_drawn_again_byte_for_byte(tmp_path: Path) -> None:
    render_certificates(with_candidates(claix()), tmp_path)
    how, before = given(tmp_path), (tmp_path / CLAIX).read_bytes()
    (tmp_path / CLAIX).unlink()
    assert kinds(render_certificates(with_candidates(claix()), tmp_path, how)) == [Made]
    assert (tmp_path / CLAIX).read_bytes() == before


def test_given_certificate_that_cannot_be_drawn_the_same_is_reported(tmp_path: Path) -> None:
    render_certificates(with_candidates(claix()), tmp_path)
    how = given(tmp_path)
    known = how.given["2023-014"]
    how = Making(given={"2023-014": Given(known.fields, "0" * 64, known.files)})
    (tmp_path / CLAIX).unlink()
    (outcome,) = render_certificates(with_candidates(claix()), tmp_path, how)
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, RegisteredOtherwise)
    assert not (tmp_path / CLAIX).exists()
