"""The token endpoint: service accounts (signed JWT), refresh tokens and codes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import quote

from tests.servers.sheets.call import queried
from tests.servers.sheets.replies import Reply
from tests.servers.sheets.replies import told
from tests.servers.sheets.world import Consent

if TYPE_CHECKING:
    from tests.servers.sheets.world import World

JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
Object = dict[str, Any]


def refused(error: str, description: str) -> Reply:
    """400 as OAuth words it."""
    return told({"error": error, "error_description": description}, 400)


def token(world: World, content: bytes) -> Reply:
    """An access token for an assertion, a refresh token or a code."""
    given = {name: values[-1] for name, values in queried(content.decode()).items()}
    kind = given.get("grant_type", "")
    if kind == JWT:
        return signed(world, given.get("assertion", ""))
    if kind == "refresh_token":
        email = world.refreshing.get(given.get("refresh_token", ""))
        if email is None:
            return refused("invalid_grant", "Token has been expired or revoked.")
        agreed = world.consents.get(given["refresh_token"], Consent())
        return granted(world, email, agreed.scopes or None, app=agreed.client)
    if kind == "authorization_code":
        return exchanged(world, given)
    return refused("unsupported_grant_type", f"Invalid grant_type: {kind}")


def exchanged(world: World, given: dict[str, str]) -> Reply:
    """Tokens for a code, which only who began the consent can have (PKCE)."""
    code = given.get("code", "")
    email = world.refreshing.get(code)
    if email is None:
        return refused("invalid_grant", "Malformed auth code.")
    agreed = world.consents.get(code, Consent())
    proof = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
    if agreed.challenge and agreed.challenge != base64.urlsafe_b64encode(proof).decode().strip("="):
        return refused("invalid_grant", "Invalid code verifier.")
    return granted(world, email, agreed.scopes or None, code, agreed.client)


def granted(
    world: World, email: str, scopes: str | None, refresh: str = "", app: str = ""
) -> Reply:
    """The answer with a new token."""
    limited = None if scopes is None else frozenset(scopes.split())
    answer: Object = {
        "access_token": world.token(email, scopes=limited, app=app),
        "expires_in": int(world.lifetime.total_seconds()),
        "token_type": "Bearer",
    }
    if scopes:
        answer["scope"] = scopes
    return told(answer | ({"refresh_token": refresh} if refresh else {}))


def claims(assertion: str) -> Object:
    """What a JWT says, unchecked."""
    part = [*assertion.split("."), "", ""][1]
    try:
        found: Object = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, binascii.Error):
        return {}
    return found


def signed(world: World, assertion: str) -> Reply:
    """A token for a service account whose key the server knows."""
    from google.auth import exceptions
    from google.auth import jwt

    said = claims(assertion)
    email = str(said.get("iss", ""))
    if email not in world.keys:
        return refused("invalid_grant", "Invalid grant: account not found")
    try:
        key = world.keys[email].encode()
        jwt.decode(assertion, certs=key, audience=said.get("aud"))  # type: ignore[no-untyped-call]
    except (ValueError, exceptions.GoogleAuthError):
        return refused("invalid_grant", "Invalid JWT Signature.")
    return granted(world, email, str(said.get("scope", "")))


def consent(world: World, query: dict[str, list[str]]) -> Reply:
    """The consent page, agreed to at once by the account named in ``login_hint``."""
    email = query.get("login_hint", ["person@example.org"])[-1]
    code = f"code-{email}"
    world.person(email)
    world.refreshing[code] = email
    asked = {name: query.get(name, [""])[-1] for name in ("client_id", "scope", "code_challenge")}
    world.consents[code] = Consent(asked["client_id"], asked["scope"], asked["code_challenge"])
    back = query.get("redirect_uri", [""])[-1]
    state = quote(query.get("state", [""])[-1])
    location = f"{back}?code={quote(code)}&state={state}"
    return Reply(302, headers=(("Location", location),))
