"""The organiser's seal on a token: a card, a key on USB, a module. The key never leaves it.

Spoken to by PKCS#11, through the library of whoever made the token.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from reports.errors import ExtraMissing
from reports.errors import TokenUnusable
from reports.sealing.seal import EXTRA
from reports.sealing.seal import Seal
from reports.sealing.seal import library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ELLIPTIC = "ec"


class Token(NamedTuple):
    """Where the key is: the maker's library, the labels of token, key and certificate."""

    module: Path
    token: str
    key: str
    certificate: str


@dataclass(frozen=True)
class TokenSeal(Seal):
    """A seal whose key is on a token, which may be pulled out at any moment."""

    where: Token

    @classmethod
    def of(cls, where: Token, pin: str) -> TokenSeal:
        """The seal on a token; the other certificates there go along as its chain.

        Raises:
            TokenUnusable: the library, the token, the key or its certificate is not there,
                or the PIN is wrong. It is tried once: tokens lock themselves.
            ExtraMissing: pyHanko or python-pkcs11 is not installed.
        """
        _libraries()
        with _told(where):
            session = _session(where, pin)
            try:
                return cls(_signer(session, where), where)
            except BaseException:
                session.close()
                raise

    def seal(self, content: bytes) -> bytes:
        """The file with the signature after it; raises :class:`TokenUnusable`."""
        with _told(self.where):
            return super().seal(content)


def _libraries() -> None:
    """Load python-pkcs11 and pyHanko, or raise :class:`ExtraMissing`."""
    library()
    try:
        import pkcs11
        import pyhanko.sign.pkcs11  # noqa: F401

        del pkcs11
    except ImportError as error:
        raise ExtraMissing(extra=EXTRA) from error


def _session(where: Token, pin: str) -> Any:  # noqa: ANN401 - a class of python-pkcs11
    """A session with the token; one that is open already lets this one in."""
    from pkcs11.exceptions import UserAlreadyLoggedIn
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import open_pkcs11_session

    module, criteria = str(where.module), TokenCriteria(label=where.token)
    try:
        return open_pkcs11_session(module, token_criteria=criteria, user_pin=pin)
    except UserAlreadyLoggedIn:
        return open_pkcs11_session(module, token_criteria=criteria)


def _signer(session: Any, where: Token) -> Any:  # noqa: ANN401 - classes of the libraries
    """A signer with its certificates at hand; raises what the libraries raise."""
    import asyncio

    from pyhanko.sign.pkcs11 import PKCS11Signer

    signer = PKCS11Signer(
        session,
        cert_label=where.certificate,
        key_label=where.key,
        other_certs_to_pull=None,
    )
    asyncio.run(signer.ensure_objects_loaded())  # type: ignore[no-untyped-call]
    # Many tokens can't hash for elliptic curves: they are given the hash.
    signer.use_raw_mechanism = signer.signing_cert.public_key.algorithm == ELLIPTIC
    return signer


@contextmanager
def _told(where: Token) -> Iterator[None]:
    """Say in words what a token, or the library that speaks to it, refuses."""
    from pkcs11.exceptions import PKCS11Error
    from pyhanko.sign.general import SigningError

    try:
        yield
    except (PKCS11Error, SigningError, OSError, RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise TokenUnusable(token=where.token, module=where.module, reason=reason) from None
