"""The seal on a token, tried with one in software: the key never leaves it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from reports.certificates import draw
from reports.errors import TokenUnusable
from reports.sealing.check import check_seal
from reports.sealing.token import Token
from reports.sealing.token import TokenSeal
from tests.reports.sealing.softhsm import EC
from tests.reports.sealing.softhsm import LABEL
from tests.reports.sealing.softhsm import PIN
from tests.reports.sealing.softhsm import RSA
from tests.reports.verification.given import proven

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.reports.sealing.softhsm import Made

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return draw(proven())


@contextmanager
def opened(softhsm: Made, key: str = EC, pin: str = PIN, **other: str) -> Iterator[TokenSeal]:
    """A seal, and the session with its token ended afterwards: the PIN is asked for again."""
    where = Token(softhsm.module, LABEL, key, key)._replace(**other)  # type: ignore[arg-type]
    seal = TokenSeal.of(where, pin)
    try:
        yield seal
    finally:
        seal.signer.pkcs11_session.close()


@pytest.mark.parametrize("key", [EC, RSA])
def test_seal_of_a_token_is_intact_and_trusted(softhsm: Made, unsigned: bytes, key: str) -> None:
    with opened(softhsm, key) as seal:
        contents = [seal.seal(unsigned) for _ in range(2)]
    for content in contents:
        assert content.startswith(unsigned)
        sealed = check_seal(content, [softhsm.authorities[key]])
        assert sealed is not None
        assert (sealed.intact, sealed.trusted) == (True, True)


def test_seal_of_a_token_says_whose_it_is(softhsm: Made) -> None:
    with opened(softhsm, EC) as first, opened(softhsm, RSA) as second:
        assert (first.test, second.test) == (True, False)
        assert first.identity != second.identity


@pytest.mark.parametrize(
    "wrong",
    [{"token": "another"}, {"key": "none"}, {"certificate": "none"}, {"pin": "0000"}],
    ids=str,
)
def test_token_that_lacks_what_is_asked_for_is_told(softhsm: Made, wrong: dict[str, str]) -> None:
    with pytest.raises(TokenUnusable) as caught, opened(softhsm, **wrong):
        pass
    assert f"“{wrong.get('token', LABEL)}” cannot be used for the seal" in str(caught.value)
    assert caught.value.__cause__ is None


def test_token_that_is_pulled_out_meanwhile_is_told(softhsm: Made, unsigned: bytes) -> None:
    with opened(softhsm) as seal:
        seal.seal(unsigned)
    with pytest.raises(TokenUnusable):
        seal.seal(unsigned)


@pytest.mark.parametrize("module", ["missing.so", os.devnull])
def test_library_that_is_none_is_told(tmp_path: Path, module: str) -> None:
    with pytest.raises(TokenUnusable):
        TokenSeal.of(Token(tmp_path / module, LABEL, EC, EC), PIN)
