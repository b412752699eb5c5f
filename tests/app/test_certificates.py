"""Certificates from the shell: made, registered, checked, given again, taken back, sealed."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from reports.edition_file import save
from tests.app.office import Office
from tests.app.office import Outcome
from tests.reports.samples import edition_in_english
from tests.reports.texts import text_lines
from tests.verapdf import failures

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Edition

YORK = "certificate-2023_city-of-york.pdf"
LEEDS = "certificate-2023_city-of-leeds.pdf"
ADDRESS = "https://label.example/2023/"
PASSPHRASE = {"PALMARES_SEAL_PASSPHRASE": "a passphrase"}


def two() -> Edition:
    """York and Leeds; all of it is made up."""
    edition = replace(edition_in_english(), verification=ADDRESS)
    york = edition.candidates[0]
    leeds = replace(york, dossier="E2", name="City of Leeds", level="1", mentions=())
    return replace(edition, candidates=(york, leeds))


def changed(edition: Edition) -> Edition:
    """The mayor of York corrected."""
    york = replace(edition.candidates[0], bearer="Jane DOE")
    return replace(edition, candidates=(york, *edition.candidates[1:]))


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    """A folder with a frozen edition and nothing else."""
    save(two(), tmp_path / "edition.json")
    return Office(tmp_path)


@pytest.fixture(scope="module")
def given_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same once the certificates are given."""
    desk = Office(tmp_path_factory.mktemp("given"))
    save(two(), desk.folder / "edition.json")
    desk.up_to("certificates", "certificates register")
    return desk.folder


@pytest.fixture
def given(given_once: Path, tmp_path: Path) -> Office:
    """The same for one test."""
    return Office(shutil.copytree(given_once, tmp_path, dirs_exist_ok=True))


def files(desk: Office) -> list[str]:
    return sorted(str(p.relative_to(desk.folder)) for p in desk.folder.rglob("*") if p.is_file())


def state(desk: Office) -> dict[str, bytes]:
    return {name: (desk.folder / name).read_bytes() for name in files(desk)}


def code_on(desk: Office, name: str = YORK) -> str:
    """The code that a certificate prints."""
    lines = text_lines((desk.folder / "certificats" / name).read_bytes())
    return next(line for line in lines if line.startswith("Code ")).removeprefix("Code ")


def verdict(desk: Office, what: str | Path) -> tuple[int, str]:
    """The exit code, and the first line of the answer."""
    outcome = desk.run("verify", str(what))
    return outcome.code, outcome.output.splitlines()[0]


def york(desk: Office) -> Path:
    return desk.folder / "certificats" / YORK


def test_certificates_come_with_archive_sheet_badges_and_a_key(desk: Office) -> None:
    desk.done("certificates")
    assert files(desk) == sorted([
        "badges/" + YORK.replace(".pdf", ".jwt"), "badges/" + LEEDS.replace(".pdf", ".jwt"),
        f"certificats/{YORK}", f"certificats/{LEEDS}", "certificats/manifest.json",
        "certificats.zip", "edition.json", "planche-contact.pdf", "secrets/verification.pem",
    ])  # fmt: skip
    with zipfile.ZipFile(desk.folder / "certificats.zip") as archive:
        assert archive.namelist() == [LEEDS, YORK]
        assert archive.read(YORK) == york(desk).read_bytes()


def test_second_run_writes_nothing(given: Office) -> None:
    before = state(given)
    for command in ("certificates", "certificates register"):
        assert given.done(*command.split()) == "Nothing had to be written.\n"
    assert state(given) == before


def test_archive_sheet_or_badge_that_was_lost_is_made_again(given: Office) -> None:
    before = state(given)
    for name in ("certificats.zip", "planche-contact.pdf", "badges/" + YORK.replace("pdf", "jwt")):
        (given.folder / name).unlink()
        given.done("certificates")
        assert state(given) == before


def test_dry_run_writes_nothing(desk: Office) -> None:
    before = state(desk)
    output = desk.done("certificates", "--dry-run")
    assert [line for line in output.splitlines() if line.endswith(YORK)] != []
    assert state(desk) == before


def test_same_edition_and_key_give_the_same_bytes_elsewhere(given: Office, tmp_path: Path) -> None:
    other = Office(tmp_path / "elsewhere")
    (other.folder / "secrets").mkdir(parents=True)
    for name in ("edition.json", "secrets/verification.pem"):
        (other.folder / name).write_bytes((given.folder / name).read_bytes())
    other.done("certificates")
    assert (
        state(other).items() <= {k: v for k, v in state(given).items() if "else" not in k}.items()
    )


def test_certificate_that_was_given_is_valid_by_file_and_code(given: Office) -> None:
    assert verdict(given, york(given)) == (0, "This certificate is valid")
    assert verdict(given, code_on(given)) == (0, "This certificate is valid")


def test_draft_that_was_not_registered_is_unknown(given: Office) -> None:
    save(replace(two(), candidates=(*two().candidates, replace(two().candidates[0], dossier="E3",
         name="City of Bath"))), given.folder / "edition.json")  # fmt: skip
    given.done("certificates")
    path = given.folder / "certificats" / "certificate-2023_city-of-bath.pdf"
    assert verdict(given, path) == (1, "No certificate is known under this")
    given.done("certificates", "register")
    assert verdict(given, path) == (0, "This certificate is valid")


def test_changed_file_is_found_out(given: Office, tmp_path: Path) -> None:
    content = york(given).read_bytes()
    flipped = bytearray(content)
    flipped[9000] ^= 1
    for changed_content in (bytes(flipped), content + b"\n"):
        (tmp_path / "changed.pdf").write_bytes(changed_content)
        assert verdict(given, tmp_path / "changed.pdf") == (
            1, "This file is not the one that was given",
        )  # fmt: skip


@pytest.mark.parametrize("name", ["nowhere.pdf", "certificats", "certificats/nowhere", "mem"])
def test_path_that_is_no_file_is_said_to_be_none(given: Office, name: str) -> None:
    what = "/proc/self/mem" if name == "mem" else str(given.folder / name)
    assert given.run("verify", what) == Outcome(
        2,
        f"{what} is no file that can be read.\n"
        "→ Check its path, or type the code that stands on the certificate.\n",
    )


def test_verification_without_a_register_says_what_to_do(desk: Office) -> None:
    assert desk.run("verify", "0000") == Outcome(
        1,
        f"{desk.folder} holds no register of certificates.\n"
        "→ Run “palmares certificates register” once the certificates are given out.\n",
    )


def test_register_before_the_certificates_are_made_says_what_to_do(desk: Office) -> None:
    outcome = desk.run("certificates", "register")
    assert (outcome.code, outcome.output.splitlines()[0]) == (
        1, "Certificates that are not made yet, or not as the edition says: 2.",
    )  # fmt: skip


def test_given_certificate_is_not_changed_by_another_freezing(given: Office) -> None:
    before = york(given).read_bytes()
    save(changed(two()), given.folder / "edition.json")
    outcome = given.run("certificates")
    assert outcome.code == 1
    assert (
        "– City of York: This certificate was given already, and would not be the same now. If it"
        ' must be given again: palmares certificates reissue E1 --reason "…".'
    ) in outcome.output.splitlines()
    assert york(given).read_bytes() == before


def test_certificate_given_again_replaces_the_earlier_one(given: Office, tmp_path: Path) -> None:
    old_code = code_on(given)
    (tmp_path / "old.pdf").write_bytes(york(given).read_bytes())
    save(changed(two()), given.folder / "edition.json")
    given.done("certificates", "reissue", "E1", "--reason", "The mayor’s name was wrong.")
    assert code_on(given) != old_code
    assert verdict(given, york(given)) == (0, "This certificate is valid")
    told = given.run("verify", str(tmp_path / "old.pdf")).output.splitlines()
    assert told[0] == "This certificate was replaced"
    assert "Reason: The mayor’s name was wrong." in told
    assert [line for line in told if "led by" in line] == [
        "  Application led by – Mr John DOE, Mayor",
        "  Application led by – Mr Jane DOE, Mayor",
    ]
    assert verdict(given, given.folder / "certificats" / LEEDS)[0] == 0
    assert given.done("certificates") == "Nothing had to be written.\n"


def test_certificate_is_given_a_third_time(given: Office) -> None:
    codes = [code_on(given)]
    for _ in range(2):
        given.done("certificates", "reissue", "E1", "--reason", "Lost.")
        codes.append(code_on(given))
    assert [verdict(given, each)[1] for each in codes] == [
        "This certificate was replaced",
        "This certificate was replaced",
        "This certificate is valid",
    ]


def test_certificate_taken_back_no_longer_verifies(given: Office) -> None:
    given.done("certificates", "revoke", "E1", "--reason", "Given by mistake.")
    assert verdict(given, york(given)) == (1, "This certificate was revoked")
    assert given.run("certificates", "revoke", "E1", "--reason", "Again.").code == 2
    assert given.done("certificates") == "Nothing had to be written.\n"


def test_level_that_was_withdrawn_can_be_revoked_and_not_given_again(given: Office) -> None:
    edition = two()
    lost = replace(edition.candidates[0], level=None, mentions=())
    content = york(given).read_bytes()
    without = replace(edition, candidates=(lost, edition.candidates[1]))
    save(without, given.folder / "edition.json")
    assert given.run("certificates", "reissue", "E1", "--reason", "x").output.splitlines()[0] == (
        "Dossier E1 has no level in the frozen edition."
    )
    given.done("certificates", "revoke", "E1", "--reason", "The level was withdrawn.")
    assert york(given).read_bytes() == content
    assert verdict(given, york(given)) == (1, "This certificate was revoked")


def test_one_is_given_again_whatever_the_others_are(given: Office) -> None:
    leeds = given.folder / "certificats" / LEEDS
    leeds.write_bytes(b"changed by hand")
    given.done("certificates", "reissue", "E1", "--reason", "Lost.")
    assert verdict(given, york(given)) == (0, "This certificate is valid")
    assert leeds.read_bytes() == b"changed by hand"


def test_history_is_only_ever_added_to(given: Office) -> None:
    path = given.folder / "verification" / "registre.json"
    lengths = []
    before: list[object] = []
    for command in ("reissue E1", "revoke E2", "revoke E1"):
        given.done("certificates", *command.split(), "--reason", "Tried.")
        events = json.loads(path.read_text("utf-8"))["events"]
        assert events[: len(before)] == before
        lengths.append([event["event"] for event in events])
        before = events
    assert lengths[-1] == ["key", "issue", "issue", "issue", "replace", "revoke", "revoke"]


@pytest.mark.parametrize("command", ["reissue", "revoke"])
def test_dossier_or_reason_that_is_none_is_refused(command: str, given: Office) -> None:
    before = state(given)
    for dossier, reason in (("E9", "x"), ("E1", " ")):
        assert given.run("certificates", command, dossier, "--reason", reason).code == 2
    assert state(given) == before


def test_register_that_was_changed_stops_every_command(given: Office) -> None:
    path = given.folder / "verification" / "registre.json"
    path.write_text(path.read_text("utf-8").replace('"issue"', '"issuE"', 1), "utf-8")
    for command in (("certificates",), ("certificates", "register"), ("verify", "0000")):
        outcome = given.run(*command)
        assert (outcome.code, outcome.output.splitlines()[0]) == (
            4, f"The register {path} is not as this program wrote it.",
        )  # fmt: skip


def test_lost_key_is_not_replaced_in_silence(given: Office) -> None:
    key = given.folder / "secrets" / "verification.pem"
    key.unlink()
    assert given.run("certificates").code == 4
    assert not key.exists()


def test_key_that_is_there_is_never_written_over(given: Office) -> None:
    before = state(given)
    assert given.run("seal", "new-key").code == 4
    assert state(given) == before


def test_preview_prints_the_path_of_one_certificate(desk: Office) -> None:
    path = desk.folder / ".palmares" / "preview" / YORK
    assert desk.done("certificates", "--preview", "york") == f"{path}\n"
    assert "City of York" in text_lines(path.read_bytes())
    assert files(desk) == [f".palmares/preview/{YORK}", "edition.json"]


def test_preview_of_no_single_laureate_names_those_there_are(desk: Office) -> None:
    assert desk.run("certificates", "--preview", "city") == Outcome(
        2,
        "No single laureate goes by “city”.\n→ Choose one of: City of Leeds; City of York.\n",
    )


def test_own_template_is_used(desk: Office) -> None:
    folder = desk.folder / "config" / "templates"
    folder.mkdir(parents=True)
    (folder / "certificate.html").write_text(
        '<html lang="en"><title>x</title><style>* { font-family: "Palmares Sans" }</style>'
        "<h1>Diploma</h1><p>{{ certificate.name }}", "utf-8",
    )  # fmt: skip
    desk.done("certificates")
    assert text_lines(york(desk).read_bytes()) == ["Diploma", "City of York"]


def test_own_template_that_does_not_work_stops_with_its_line(desk: Office) -> None:
    folder = desk.folder / "config" / "templates"
    folder.mkdir(parents=True)
    (folder / "certificate.html").write_text("<p>\n{{ nothing }}", "utf-8")
    outcome = desk.run("certificates")
    assert outcome.code == 1
    assert "Your own template certificate.html does not work, line 2" in outcome.output


# -- the electronic seal --------------------------------------------------------------


@pytest.fixture(scope="module")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificates sealed for a rehearsal, and given."""
    desk = Office(tmp_path_factory.mktemp("sealed") / "campaign")
    with pytest.MonkeyPatch.context() as environment:
        for name, value in PASSPHRASE.items():
            environment.setenv(name, value)
        desk.done("init", ".", "--edition", "2025")
        save(two(), desk.folder / "edition.json")
        desk.up_to("seal new-test-authority", "certificates", "certificates register")
    return desk.folder


@pytest.fixture
def sealed(sealed_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The same for one test, who knows the passphrase."""
    for name, value in PASSPHRASE.items():
        monkeypatch.setenv(name, value)
    return Office(shutil.copytree(sealed_once, tmp_path / "campaign"))


@pytest.mark.system
@pytest.mark.slow
def test_sealed_certificates_are_valid_archival_and_marked_as_a_rehearsal(sealed: Office) -> None:
    outcome = sealed.run("verify", str(york(sealed)))
    assert outcome.code == 0
    assert outcome.output.splitlines()[-1] == (
        "Its electronic seal holds: TEST seal, no value – ADULLACT."
    )
    said = "Rehearsal: sealed by a test authority, without any value."
    assert said in " ".join(text_lines(york(sealed).read_bytes()))
    assert sealed.done("certificates") == "Nothing had to be written.\n"
    assert failures(sorted(sealed.folder.rglob("*.pdf"))) == {}


def test_change_is_found_out_by_register_and_seal(sealed: Office, tmp_path: Path) -> None:
    with pikepdf.open(york(sealed)) as pdf:
        pdf.docinfo["/Title"] = "City of Bath"
        pdf.save(tmp_path / "renamed.pdf")
    content = york(sealed).read_bytes()
    (tmp_path / "appended.pdf").write_bytes(content + b"\n")
    (tmp_path / "flipped.pdf").write_bytes(content[:9000] + b"\0" + content[9001:])
    for name in ("renamed", "appended", "flipped"):
        outcome = sealed.run("verify", str(tmp_path / f"{name}.pdf"))
        lines = outcome.output.splitlines()
        assert (outcome.code, lines[0], lines[-1]) == (
            1,
            "This file is not the one that was given",
            "Its electronic seal is broken: the file was changed after it was sealed.",
        )


def test_sealed_certificate_that_was_lost_is_sealed_anew_and_entered(sealed: Office) -> None:
    york(sealed).unlink()
    sealed.done("certificates")
    assert verdict(sealed, york(sealed))[0] == 1
    sealed.done("certificates", "register")
    assert verdict(sealed, york(sealed)) == (0, "This certificate is valid")


def test_seal_without_its_passphrase_says_where_to_give_it(
    sealed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PALMARES_SEAL_PASSPHRASE")
    york(sealed).unlink()
    outcome = sealed.run("certificates")
    assert outcome.code == 2
    assert "PALMARES_SEAL_PASSPHRASE" in outcome.output
    monkeypatch.setenv("PALMARES_SEAL_PASSPHRASE", "wrong")
    assert sealed.run("certificates").code == 4


def test_secrets_are_their_owners_alone(sealed: Office) -> None:
    rights = {p.name: oct(p.stat().st_mode & 0o777) for p in (sealed.folder / "secrets").iterdir()}
    assert rights == dict.fromkeys(
        ["verification.pem", "sceau.p12", "autorite-de-test.pem"], "0o600"
    )
    assert (sealed.folder / "secrets").stat().st_mode & 0o777 == 0o700


def test_scheduler_that_is_not_there_is_told_and_nothing_is_drawn(desk: Office) -> None:
    outcome = desk.run("certificates", "--scheduler", "nonsense://x")
    assert outcome.code == 3
    assert "No Dask scheduler answers at nonsense://x" in outcome.output
    assert not (desk.folder / "certificats").exists()
