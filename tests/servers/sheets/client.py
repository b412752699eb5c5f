"""An unmodified gspread client that talks to the local server.

The addresses of Google stay in the client; a transport adapter of requests sends what goes to
them to the local server instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urlsplit

import gspread
from google.auth.transport.requests import AuthorizedSession
from google.oauth2.credentials import Credentials
from requests.adapters import HTTPAdapter

if TYPE_CHECKING:
    from google.auth.credentials import Credentials as AnyCredentials
    from requests import PreparedRequest
    from requests import Response
    from requests import Session

    from tests.servers.sheets.server import SheetsServer

HOSTS = ("sheets.googleapis.com", "www.googleapis.com", "oauth2.googleapis.com")


class Detour(HTTPAdapter):
    """Sends requests to another address."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def send(self, request: PreparedRequest, *args: Any, **more: Any) -> Response:  # noqa: ANN401
        """Send a request to the same path of the other address."""
        parts = urlsplit(request.url or "")
        detoured = request.copy()
        detoured.url = self.address + parts._replace(scheme="", netloc="").geturl()
        answer = super().send(detoured, *args, **more)
        answer.request = request
        return answer


def detour(session: Session, address: str) -> Session:
    """Let a session reach the local server where it means Google."""
    for host in HOSTS:
        session.mount(f"https://{host}", Detour(address))
    return session


def connect(address: str, credentials: AnyCredentials) -> gspread.Client:
    """A gspread client with any credentials of google-auth."""
    session = AuthorizedSession(credentials)  # type: ignore[no-untyped-call]  # no types there
    detour(session, address)
    return gspread.Client(auth=credentials, session=session)


def client(server: SheetsServer, email: str = "owner@example.org") -> gspread.Client:
    """A gspread client of somebody, by a token that the server knows and that never expires."""
    with server.service.lock:
        token = server.service.world.token(email, token=f"token-of-{email}")
    credentials = Credentials(token=token)  # type: ignore[no-untyped-call]  # no types there
    return connect(server.address, credentials)


def service_account(server: SheetsServer, email: str) -> dict[str, str]:
    """The key file of a new service account, whose token endpoint is the local server."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    # Short, as it is loaded and checked at each of thousands of commands, and guards nothing.
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    with server.service.lock:
        server.service.world.person(email, project="local")
        server.service.world.keys[email] = public.decode()
    return {
        "type": "service_account",
        "project_id": "local",
        "private_key_id": "local",
        "private_key": private.decode(),
        "client_email": email,
        "client_id": "1",
        "token_uri": f"{server.address}/token",
    }
