"""What is found out about a file, a code or a QR code."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from reports.certificates import draw
from reports.language import Language
from reports.verification.claims import link
from reports.verification.register import Register
from reports.verification.verdict import judge_code
from reports.verification.verdict import judge_file
from reports.verification.verdict import judge_text
from tests.reports.samples import edition_in_english
from tests.reports.verification.given import KEYS
from tests.reports.verification.given import LATER
from tests.reports.verification.given import OTHER_KEYS
from tests.reports.verification.given import Given
from tests.reports.verification.given import given
from tests.reports.verification.given import proven
from tests.reports.verification.given import replaced

TODAY = date(2024, 6, 1)
FIELDS = [
    "  Label – Open Territory",
    "  Edition – 2023",
    "  Level – Level 2",
    "  Awarded to – City of York",
    "  Application led by – Mr John DOE, Mayor",
    "  Special mentions – Best newcomer",
    "  Awarded on – Friday, March 1, 2024",
    "  Place – Town Hall, York – The Fair",
    "  Signed by – Ada MILL, Chair",
]
NOTE = "  Note – Sample data: everything in this file is made up."


@pytest.fixture(scope="module")
def york() -> Given:
    return given()


def answer(content: bytes, one: Given) -> str:
    return judge_file(content, one.register, TODAY).answer


def test_file_that_was_given_is_valid(york: Given) -> None:
    assert answer(york.content, york) == "valid"


def test_every_flipped_byte_is_found_out(york: Given) -> None:
    """Also within the code, where the file is then nobody's."""
    for place in range(0, len(york.content), 997):
        flipped = bytearray(york.content)
        flipped[place] ^= 1
        assert answer(bytes(flipped), york) in {"changed", "unknown"}


def test_appended_byte_is_found_out(york: Given) -> None:
    assert answer(york.content + b"\n", york) == "changed"


def test_changed_name_is_found_out(york: Given) -> None:
    made = BytesIO()
    with pikepdf.open(BytesIO(york.content)) as pdf:
        pdf.docinfo["/Title"] = "City of Leeds"
        pdf.save(made)
    assert answer(made.getvalue(), york) == "changed"


def test_certificate_drawn_for_another_name_with_the_same_code_is_found_out(york: Given) -> None:
    from dataclasses import replace

    assert answer(draw(replace(york.certificate, name="City of Leeds")), york) == "changed"


def test_archive_of_certificates_is_none_itself(york: Given) -> None:
    assert answer(b"PK\x03\x04" + york.content, york) == "unknown"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"palmares:0123", b"palmares:" + b"0" * 20])
def test_file_of_somebody_else_is_unknown(content: bytes, york: Given) -> None:
    assert answer(content, york) == "unknown"


def test_code_is_valid_however_it_is_typed(york: Given) -> None:
    for typed in (york.proof.printed, york.proof.code.lower(), york.proof.link):
        assert judge_text(typed, york.register, TODAY).answer == "valid"


def test_code_that_nobody_gave_is_unknown(york: Given) -> None:
    assert judge_text("0000-0000-0000-0000-0000", york.register, TODAY).answer == "unknown"


def test_qr_code_of_another_key_is_forged(york: Given) -> None:
    told = proven(keys=OTHER_KEYS).proof
    assert told is not None
    assert judge_text(told.link, york.register, TODAY).answer == "forged"


def test_genuine_qr_code_outside_the_register_says_what_was_signed(york: Given) -> None:
    empty = Register().with_key(KEYS.public, LATER)
    verdict = judge_text(york.proof.link, empty, TODAY)
    assert list(verdict.lines(Language("en"))) == [
        "The QR code is genuine, the register does not have it",
        "The organiser signed these lines. Ask the organiser whether they still hold.",
        "  Awarded to – City of York",
        "  Level – Level 2",
        "  Label – Open Territory",
        "  Awarded on – 2024-03-01",
    ]


def test_valid_certificate_is_told_with_every_printed_field(york: Given) -> None:
    assert list(judge_code(york.proof.code, york.register, TODAY).lines(Language("en"))) == [
        "This certificate is valid",
        "It was given by the organiser, and stands as follows. Compare each line with it.",
        *FIELDS,
        NOTE,
    ]


def test_every_field_is_printed_on_the_certificate(york: Given) -> None:
    from tests.reports.texts import text_lines

    printed = " ".join(text_lines(york.content))
    for name, text in york.certificate.fields:
        for part in text.split(" – ") if name == "Place" else text.split(", "):
            assert part in printed


def test_replaced_certificate_shows_the_one_that_replaces_it() -> None:
    first, second = replaced()
    assert second.proof is not None
    lines = list(judge_code(first.proof.code, first.register, TODAY).lines(Language("en")))
    assert lines == [
        "This certificate was replaced",
        "It was given by the organiser; another one has taken its place.",
        "Since May 6, 2024.",
        "Reason: The mayor’s name was misspelt.",
        *FIELDS,
        NOTE,
        "The certificate that replaces it",
        *FIELDS,
        NOTE,
    ]
    assert judge_code(second.proof.code, first.register, TODAY).answer == "valid"
    assert judge_file(first.content, first.register, TODAY).answer == "replaced"


def test_revoked_certificate_says_why(york: Given) -> None:
    register = york.register.with_revocation(york.proof.code, "Given by mistake.", LATER)
    lines = list(judge_file(york.content, register, TODAY).lines(Language("en")))
    assert lines[:4] == [
        "This certificate was revoked",
        "It was given by the organiser, who has taken it back.",
        "Since May 6, 2024.",
        "Reason: Given by mistake.",
    ]


@pytest.mark.parametrize(("today", "told"), [(31, "valid"), (32, "expired")])
def test_certificate_holds_until_its_last_day(today: int, told: str) -> None:
    one = given(valid_until=date(2024, 12, 31))
    day = date.fromordinal(date(2024, 12, 31).toordinal() + today - 31)
    assert judge_code(one.proof.code, one.register, day).answer == told
    assert ("Valid until", "December 31, 2024") in one.certificate.fields


def test_link_is_short_enough_for_large_squares() -> None:
    """A QR code of version 14 at most: 73 squares on 32 millimetres."""
    from segno import make

    certificate = proven(edition_in_english())
    assert certificate.proof is not None
    assert make(certificate.proof.link, error="m", boost_error=False).version <= 14  # type: ignore[operator]
    assert link is not None
