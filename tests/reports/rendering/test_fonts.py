"""Which characters can be printed."""

from __future__ import annotations

import string

import pytest

from reports.errors import CharacterUnprintable
from reports.language import Language
from reports.rendering.fonts import FACES
from reports.rendering.fonts import FOLDER
from reports.rendering.fonts import Face
from reports.rendering.fonts import check_characters
from reports.rendering.fonts import check_controls
from reports.rendering.fonts import opened

FRENCH = "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ’«»“”–—…€°ªº\u202f\xa0"


def test_french_can_be_printed() -> None:
    check_characters([("Échirolles", string.printable.strip() + FRENCH)])


@pytest.mark.parametrize(
    ("text", "character", "code"),
    [
        ("Ville 🙂", "“🙂” SLIGHTLY SMILING FACE", "U+1F642"),
        ("日本", "“日” CJK UNIFIED IDEOGRAPH-65E5", "U+65E5"),
        ("עיר", "“ע” HEBREW LETTER AYIN", "U+05E2"),
        ("a\u202eb", "RIGHT-TO-LEFT OVERRIDE", "U+202E"),
        ("a\x07b", "?", "U+0007"),
        ("a\ue000b", "?", "U+E000"),
        ("a\ud800b", "?", "U+D800"),
    ],
)
def test_unprintable_character_is_named_with_its_owner(
    text: str, character: str, code: str
) -> None:
    with pytest.raises(CharacterUnprintable) as caught:
        check_characters([("Ville de Claix", "Maire"), ("Ville de Boé", text)])
    assert caught.value.explain(Language("en")) == (
        f"The character {character} ({code}) in “Ville de Boé” cannot be printed.",
        "Replace it in the workbook, then freeze the edition again.",
    )


def test_name_with_the_character_is_shown_without_it() -> None:
    with pytest.raises(CharacterUnprintable) as caught:
        check_controls([("a\u202eb", "a\u202eb")])
    assert caught.value.values["where"] == "a\N{REPLACEMENT CHARACTER}b"


def test_web_page_takes_any_script_but_no_control_character() -> None:
    check_controls([("x", "日本 עיר 🙂")])
    with pytest.raises(CharacterUnprintable):
        check_controls([("x", "a\x1bb")])


def test_each_font_travels_with_its_licence() -> None:
    for face in FACES:
        licence = (FOLDER / face.file).parent / "OFL.txt"
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text("utf-8")


def test_fonts_stay_small() -> None:
    assert sum((FOLDER / face.file).stat().st_size for face in FACES) < 3_000_000


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file)
def test_opening_a_font_says_nothing_about_it(face: Face, caplog: pytest.LogCaptureFixture) -> None:
    """The library warns of the date in a font, which is nothing to the people at a terminal."""
    with opened(face.file) as font:
        assert font["head"].unitsPerEm > 0
    assert caplog.messages == []
