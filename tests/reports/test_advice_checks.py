"""An edition whose advice contradicts it is refused, with the key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reports.edition import Advice
from reports.edition import Better
from reports.edition import Strength
from reports.edition_file import load
from reports.edition_file import save
from reports.errors import EditionInvalid
from tests.reports.letter_samples import ADVICE
from tests.reports.letter_samples import edition
from tests.reports.letter_samples import york

if TYPE_CHECKING:
    from pathlib import Path


def test_advice_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    made = edition(york(), york(dossier="H", held=True, advice=None))
    save(made, tmp_path / "edition.json")
    assert load(tmp_path / "edition.json") == made


@pytest.mark.parametrize(
    ("advice", "key"),
    [
        (Advice(next="9"), "next"),
        (Advice(strong=("zzz",)), "strong"),
        (Advice(strengths=(Strength("?", "zzz"),)), "domains"),
        (Advice(changes=(Better("?", "zzz", "", ""),)), "domains"),
        (Advice(changes=(Better("?", "data", "", "", "101"),)), "points"),
        (Advice(earlier={"zzz": "1"}), "earlier"),
        (Advice(earlier={"data": "many"}), "points"),
    ],
)
def test_advice_that_contradicts_its_edition_is_refused(
    advice: Advice, key: str, tmp_path: Path
) -> None:
    with pytest.raises(EditionInvalid) as found:
        save(edition(york(advice=advice)), tmp_path / "edition.json")
    assert found.value.values["key"] == f"candidates[0].advice.{key}"


def test_advice_names_levels_of_its_own_track(tmp_path: Path) -> None:
    (label,) = edition().tracks
    other = replace(label, id="other", levels=(replace(label.levels[0], id="x"),))
    made = replace(edition(york(advice=replace(ADVICE, next="x"))), tracks=(label, other))
    with pytest.raises(EditionInvalid):
        save(made, tmp_path / "edition.json")
