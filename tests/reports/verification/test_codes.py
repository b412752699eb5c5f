"""Codes, keys and claims: unguessable, readable, and nobody else's."""

from __future__ import annotations

import stat
import subprocess
from base64 import urlsafe_b64encode
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from hypothesis import given as whatever
from hypothesis import strategies as st
from PIL import Image

from reports.certificates import draw
from reports.errors import KeyUnreadable
from reports.verification.claims import Claim
from reports.verification.claims import link
from reports.verification.claims import read_link
from reports.verification.codes import ALPHABET
from reports.verification.codes import code
from reports.verification.codes import in_groups
from reports.verification.codes import index
from reports.verification.codes import read_code
from reports.verification.keys import Keys
from reports.verification.keys import signed_by
from reports.verification.proof import Proof
from tests.reports.verification.given import ADDRESS
from tests.reports.verification.given import KEYS
from tests.reports.verification.given import OTHER_KEYS
from tests.reports.verification.given import proven

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = Claim("0123456789ABCDEFGHJK", "Ville d’Échirolles", "Niveau 4", "Label", "2023-12-06")


def test_code_depends_on_key_edition_dossier_and_issue() -> None:
    codes = {
        code(key, edition, dossier, issue)
        for key in (b"a", b"b")
        for edition in ("2023", "2024")
        for dossier in ("1", "11")
        for issue in (1, 2)
    }
    assert len(codes) == 16
    assert {len(each) for each in codes} == {20}


def test_code_stays_the_same_for_good() -> None:
    """Certificates that hang on walls bear codes made by this very rule."""
    assert KEYS.code("2023", "2023-014", 1) == "P03RRTWR94DAD7EF6KPC"
    assert (
        index("0123456789ABCDEFGHJK")
        == "23df3df62bd1a2f379b109c519f1939ec85bb2cd77ce3eff400779ca602952c1"
    )


@whatever(st.text(alphabet=ALPHABET, min_size=20, max_size=20))
def test_code_is_read_however_it_is_typed(made: str) -> None:
    misread = made.replace("0", "o").replace("1", "l").lower()
    assert [read_code(each) for each in (made, in_groups(made), f" {misread} ")] == [made] * 3


@pytest.mark.parametrize(
    "typed",
    [
        "Code 0123-4567-89AB-CDEF-GHJK",
        "code : 0123 4567 89ab cdef ghjk.",
        "0123\u22124567\u221289AB\u2212CDEF\u2212GHJK",
        "".join(chr(ord(each) + 0xFEE0) for each in "0123456789ABCDEFGHJK"),
    ],
)
def test_code_is_read_as_it_is_copied_from_a_certificate(typed: str) -> None:
    assert read_code(typed) == CLAIM.code


def test_code_that_begins_as_the_word_does_is_read() -> None:
    assert read_code("code 4567 89ab cdef ghjk") == "C0DE456789ABCDEFGHJK"


@pytest.mark.parametrize("text", ["", "0123", "0123456789ABCDEFGHJKM", "U" * 20, "é" * 20])
def test_text_that_is_no_code_is_none(text: str) -> None:
    assert read_code(text) is None


def test_claim_is_read_back_from_its_link() -> None:
    made = link(CLAIM, KEYS, ADDRESS)
    assert made.startswith(ADDRESS + "#")
    assert read_link(made, [OTHER_KEYS.public, KEYS.public]) == CLAIM
    assert read_link(link(CLAIM, KEYS, ""), [KEYS.public]) == CLAIM


def test_claim_of_another_key_is_refused() -> None:
    assert read_link(link(CLAIM, OTHER_KEYS, ADDRESS), [KEYS.public]) is None


def test_claim_whose_name_was_changed_is_refused() -> None:
    signature = link(CLAIM, KEYS, "").partition(".")[2]
    told = "\n".join(("palmares-claim/1", CLAIM.code, "Ville de Grenoble", *("Niveau 4", "Label")))
    message = urlsafe_b64encode(f"{told}\n2023-12-06".encode()).decode().rstrip("=")
    assert read_link(f"palmares:{message}.{signature}", [KEYS.public]) is None


@whatever(st.text())
def test_any_text_is_a_claim_or_none(text: str) -> None:
    assert read_link(text, [KEYS.public]) is None


def test_every_flipped_letter_of_a_claim_is_found_out() -> None:
    made = link(CLAIM, KEYS, "")
    for place in range(len("palmares:"), len(made)):
        other = "A" if made[place] != "A" else "B"
        found = read_link(made[:place] + other + made[place + 1 :], [KEYS.public])
        # The last letter of a base 64 text holds bits that stand for nothing.
        assert found in {None, CLAIM}
        assert found is None or made[place + 1 : place + 2] in {".", ""}


def test_long_name_is_cut_so_that_the_squares_stay_large() -> None:
    long = Claim(CLAIM.code, "x" * 300, CLAIM.title, CLAIM.label, CLAIM.given)
    found = read_link(link(long, KEYS, ADDRESS), [KEYS.public])
    assert found is not None
    assert found.name == "x" * 69 + "…"


@pytest.mark.parametrize("name", ["Ville de Claix", "Communauté d’agglomération " * 8, "日本"])
def test_qr_code_is_read_by_another_program(name: str, tmp_path: Path) -> None:
    told = link(Claim(CLAIM.code, name, "Niveau 4", "Label", "2023-12-06"), KEYS, ADDRESS)
    (tmp_path / "code.png").write_bytes(Proof(CLAIM.code, told, ADDRESS).picture())
    with Image.open(tmp_path / "code.png") as picture:
        larger = picture.convert("L").resize((picture.width * 4, picture.height * 4))
        found = zxingcpp.read_barcodes(larger)
    assert [each.text for each in found] == [told]


@pytest.mark.system
@pytest.mark.parametrize("resolution", ["100", "300"])
def test_qr_code_on_the_page_is_read_on_screen_and_in_print(
    resolution: str, tmp_path: Path, pdftoppm: str
) -> None:
    certificate = proven()
    assert certificate.proof is not None
    (tmp_path / "made.pdf").write_bytes(draw(certificate))
    page = subprocess.run(
        [pdftoppm, "-r", resolution, tmp_path / "made.pdf"], capture_output=True, check=True
    ).stdout
    with Image.open(BytesIO(page)) as picture:
        found = zxingcpp.read_barcodes(picture.convert("L"))
    assert [each.text for each in found] == [certificate.proof.link]


def test_key_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "verification.pem"
    KEYS.save(path)
    assert Keys.load(path) == KEYS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_secret_shows_in_no_representation() -> None:
    assert repr(KEYS) == "Keys()"


def test_two_new_keys_are_two() -> None:
    assert Keys.new().public != Keys.new().public


@pytest.mark.parametrize("content", [b"", b"nothing", b"-----BEGIN PRIVATE KEY-----\n\n"])
def test_file_without_a_key_is_an_error_of_ours(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_bytes(content)
    with pytest.raises(KeyUnreadable):
        Keys.load(tmp_path / "key.pem")


def test_signature_holds_for_its_message_and_key_alone() -> None:
    signature = KEYS.sign(b"message")
    assert [
        signed_by(KEYS.public, signature, b"message"),
        signed_by(KEYS.public, signature, b"messagE"),
        signed_by(OTHER_KEYS.public, signature, b"message"),
        signed_by("no key", signature, b"message"),
    ] == [True, False, False, False]
