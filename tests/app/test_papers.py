"""Which paper a name means."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from reports.errors import PalmaresError
from sheets_sync.app.papers import NAMED
from sheets_sync.app.papers import called


class Paper(NamedTuple):
    """For one candidate."""

    name: str
    dossier: str


class Nobody(PalmaresError):
    """Values: name, known."""

    sentence = "{name}: {known}"


CLAIX = Paper("Ville de Claix", "D-1")
CLAIX_SOUTH = Paper("Ville de Claix-Sud", "D-2")
VIF = Paper("Commune de Vif", "D-3")
EVERY = (CLAIX, CLAIX_SOUTH, VIF)


@pytest.mark.parametrize(
    ("name", "paper"),
    [("D-2", CLAIX_SOUTH), ("ville de CLAIX", CLAIX), ("sud", CLAIX_SOUTH), ("vif", VIF)],
)
def test_name_part_or_dossier_means_one(name: str, paper: Paper) -> None:
    assert called(EVERY, name, Nobody) == paper


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("claix", "Ville de Claix; Ville de Claix-Sud"),
        ("Échirolles", "Ville de Claix; Ville de Claix-Sud; Commune de Vif"),
        ("…", "Ville de Claix; Ville de Claix-Sud; Commune de Vif"),
    ],
)
def test_name_that_means_none_or_several_is_refused(name: str, known: str) -> None:
    with pytest.raises(Nobody) as caught:
        called(EVERY, name, Nobody)
    assert caught.value.values == {"name": name, "known": known}


def test_sign_that_is_no_name_means_nobody_even_where_there_is_one() -> None:
    with pytest.raises(Nobody):
        called((VIF,), "…", Nobody)


def test_refusal_lists_few_names() -> None:
    many = tuple(Paper(f"Ville {n}", f"D-{n}") for n in range(3 * NAMED))
    with pytest.raises(Nobody) as caught:
        called(many, "ville", Nobody)
    assert str(caught.value.values["known"]).count(";") == NAMED - 1
