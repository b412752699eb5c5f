"""A WebDAV server over TLS: nothing is said to one that can't prove who it is."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sheets_sync.workbooks.webdav.client import Client
from sheets_sync.workbooks.webdav.errors import CertificateRefused
from sheets_sync.workbooks.webdav.workbook import WebdavWorkbook
from tests.contracts.workbook_contract import TAB
from tests.servers.webdav import PASSWORD
from tests.servers.webdav import USER
from tests.servers.webdav import Server
from tests.servers.webdav import served
from tests.workbooks.small import write_small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine that nobody vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificat") / "ici.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def server(tmp_path: Path, certificate: Path) -> Iterator[Server]:
    """A server over TLS with the small workbook."""
    folder = tmp_path / "serveur"
    folder.mkdir()
    write_small(folder / "campagne.xlsx")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with served(Server(folder), context) as server:
        yield server


def keys(server: Server) -> tuple[str, ...]:
    """What the workbook holds."""
    client = Client(server.address(), USER, lambda: PASSWORD, deadline=2)
    workbook = WebdavWorkbook(client, server.folder.parent / ".palmares")
    return workbook.read([TAB]).tabs[TAB.id].keys


def test_certificate_that_nobody_vouches_for_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with pytest.raises(CertificateRefused) as caught:
        keys(server)
    assert caught.value.values["detail"] == (
        "no authority that is known here vouches for its certificate"
    )
    assert server.seen == []


def test_certificate_that_the_system_knows_is_taken(
    server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert keys(server) == ("101", "102", "103")
