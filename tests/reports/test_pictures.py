"""Documents look as they did when somebody looked at them and kept their pictures."""

from __future__ import annotations

import pytest
from PIL import Image

from reports.certificates import certificates
from reports.certificates import draw
from tests.reports.pictures import ALIKE
from tests.reports.pictures import FOLDER
from tests.reports.pictures import KEPT
from tests.reports.pictures import difference
from tests.reports.pictures import picture
from tests.reports.samples import claix
from tests.reports.samples import with_candidates

pytestmark = [pytest.mark.system, pytest.mark.slow]


def kept(name: str) -> Image.Image:
    with Image.open(FOLDER / f"{name}.png") as found:
        return found.convert("RGB")


def test_kept_pictures_are_those_that_are_compared() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.png")) == sorted(KEPT)


@pytest.mark.parametrize("name", KEPT)
def test_page_looks_as_it_was_kept(name: str) -> None:
    assert difference(KEPT[name].draw(), kept(name)) < ALIKE


def test_another_letter_in_a_name_is_another_picture() -> None:
    other = draw(certificates(with_candidates(claix(name="Ville de Glaix")))[0])
    assert difference(picture(other, 1), kept("certificate")) > 2 * ALIKE
