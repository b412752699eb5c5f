"""The electronic seal: found valid by two other programs, broken by any change."""

from __future__ import annotations

import subprocess
from datetime import UTC
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from typing import NamedTuple

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import CertificateBuilder
from cryptography.x509 import KeyUsage
from cryptography.x509 import Name
from cryptography.x509 import NameAttribute
from cryptography.x509 import NameOID
from cryptography.x509 import random_serial_number

from reports.certificates import draw
from reports.errors import SealUnreadable
from reports.sealing.authority import LASTS
from reports.sealing.authority import Rehearsal
from reports.sealing.authority import new_test_authority
from reports.sealing.check import Sealed
from reports.sealing.check import bears_seal
from reports.sealing.check import check_seal
from reports.sealing.seal import Seal
from tests import system
from tests.reports.verification.given import proven
from tests.verapdf import failures

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime.now(UTC)
HOLDER = "TEST seal, no value – The Organiser"


class Signed(NamedTuple):
    """A certificate before and after it was sealed, and who certified the seal."""

    unsigned: bytes
    content: bytes
    authority: bytes


@pytest.fixture(scope="module")
def authority() -> Rehearsal:
    return new_test_authority("The Organiser", "a passphrase", NOW)


@pytest.fixture(scope="module")
def seal(authority: Rehearsal, tmp_path_factory: pytest.TempPathFactory) -> Seal:
    path = tmp_path_factory.mktemp("secrets") / "seal.p12"
    path.write_bytes(authority.seal)
    return Seal.open(path, "a passphrase")


@pytest.fixture(scope="module")
def signed(seal: Seal, authority: Rehearsal) -> Signed:
    unsigned = draw(proven())
    return Signed(unsigned, seal.seal(unsigned), authority.authority)


def found(content: bytes, *authorities: bytes) -> tuple[bool, bool] | None:
    """Whether a seal is intact and trusted."""
    sealed = check_seal(content, authorities)
    return (sealed.intact, sealed.trusted) if sealed else None


def test_sealed_file_begins_with_the_unsigned_one(signed: Signed) -> None:
    assert signed.content.startswith(signed.unsigned)
    assert [bears_seal(signed.unsigned), bears_seal(signed.content)] == [False, True]


def test_seal_is_found_valid_by_pyhanko(signed: Signed) -> None:
    sealed = check_seal(signed.content, [signed.authority])
    assert sealed is not None
    assert sealed == Sealed(HOLDER, intact=True, trusted=True, moment=sealed.moment)
    assert sealed.moment is not None
    assert NOW.replace(microsecond=0) <= sealed.moment <= datetime.now(UTC)


@pytest.mark.system
def test_seal_is_found_valid_by_poppler(signed: Signed, tmp_path: Path) -> None:
    (tmp_path / "sealed.pdf").write_bytes(signed.content)
    program = system.require(system.PDFSIG)
    said = subprocess.run(
        [program, "-nocert", tmp_path / "sealed.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert "Signature Validation: Signature is Valid." in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Total document signed" in said


@pytest.mark.system
@pytest.mark.slow
def test_sealed_file_stays_archival_and_accessible(signed: Signed, tmp_path: Path) -> None:
    (tmp_path / "sealed.pdf").write_bytes(signed.content)
    assert failures([tmp_path / "sealed.pdf"]) == {}


def test_seal_of_an_unknown_authority_is_intact_and_not_trusted(signed: Signed) -> None:
    assert found(signed.content) == (True, False)
    assert found(signed.content, new_test_authority("Other", "x", NOW).authority) == (True, False)


def test_file_without_a_seal_has_none(signed: Signed) -> None:
    assert check_seal(signed.unsigned, [signed.authority]) is None


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.8])
def test_flipped_byte_breaks_the_seal(share: float, signed: Signed) -> None:
    flipped = bytearray(signed.content)
    flipped[int(len(signed.unsigned) * share)] ^= 1
    told = found(bytes(flipped), signed.authority)
    assert told is None or not told[0]


def test_file_that_can_no_longer_be_unpacked_has_a_broken_seal(signed: Signed) -> None:
    flipped = bytearray(signed.content)
    flipped[signed.content.rindex(b"endstream") - 3] ^= 1  # in the sum of a packed stream
    assert found(bytes(flipped), signed.authority) == (False, False)


def test_appended_byte_breaks_the_seal(signed: Signed) -> None:
    told = found(signed.content + b"\n", signed.authority)
    assert told is not None
    assert not told[0]


def test_change_in_an_appended_update_breaks_the_seal(signed: Signed) -> None:
    from pyhanko.pdf_utils.generic import pdf_name
    from pyhanko.pdf_utils.generic import pdf_string
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(signed.content))
    writer.root[pdf_name("/Lang")] = pdf_string("it")
    writer.update_root()  # type: ignore[no-untyped-call]
    made = BytesIO()
    writer.write(made)  # type: ignore[no-untyped-call]
    assert made.getvalue().startswith(signed.content)
    told = found(made.getvalue(), signed.authority)
    assert told is not None
    assert not told[0]


def test_changed_name_breaks_the_seal(signed: Signed) -> None:
    made = BytesIO()
    with pikepdf.open(BytesIO(signed.content)) as pdf:
        pdf.docinfo["/Title"] = "City of Leeds"
        pdf.save(made)
    told = found(made.getvalue(), signed.authority)
    assert told is not None
    assert not told[0]


def test_test_seal_says_so_in_its_subject(seal: Seal) -> None:
    assert seal.test
    assert seal.signer.signing_cert.subject.native == {
        "common_name": HOLDER, "organizational_unit_name": "TEST",
    }  # fmt: skip


def test_seal_with_an_rsa_key_is_valid_and_no_test(tmp_path: Path, signed: Signed) -> None:
    key = rsa.generate_private_key(65537, 2048)
    name = Name([NameAttribute(NameOID.COMMON_NAME, "Some organiser")])
    usage = KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        CertificateBuilder(name, name, key.public_key(), random_serial_number())
        .not_valid_before(NOW)
        .not_valid_after(NOW + LASTS)
        .add_extension(usage, critical=True)
        .sign(key, SHA256())
    )
    content = pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, NoEncryption())
    (tmp_path / "rsa.p12").write_bytes(content)
    seal = Seal.open(tmp_path / "rsa.p12", "")
    assert not seal.test
    told = found(seal.seal(signed.unsigned))
    assert told is not None
    assert told[0]


@pytest.mark.parametrize("passphrase", ["", "another"])
def test_wrong_passphrase_is_an_error_of_ours(
    passphrase: str, authority: Rehearsal, tmp_path: Path
) -> None:
    (tmp_path / "seal.p12").write_bytes(authority.seal)
    with pytest.raises(SealUnreadable):
        Seal.open(tmp_path / "seal.p12", passphrase)


@pytest.mark.parametrize("content", [b"", b"nothing"])
def test_file_that_is_no_seal_is_an_error_of_ours(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "seal.p12").write_bytes(content)
    with pytest.raises(SealUnreadable):
        Seal.open(tmp_path / "seal.p12", "x")
