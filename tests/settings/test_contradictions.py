"""``[[contradictions]]`` and ``[announced]`` of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.scheme import Announced
from sheets_sync.scheme import Contradiction
from sheets_sync.settings.edition import read_edition
from tests.settings.small import EDITION
from tests.settings.small import Said
from tests.settings.small import refused
from tests.settings.small import write

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = """
[[contradictions]]
sentence = "Pas de plan, pas d’adresse."
answers = { p-one = ["a"], p-one-link = ["answered"] }

[announced]
candidates = 40
laureates = 22
"""
WRONG = """
[[contradictions]]
sentence = "Une seule question."
answers = { p-yes = ["maybe"] }

[[contradictions]]
sentence = "Rien de tel."
answers = { p-one = ["c"], nowhere = ["answered"] }
"""


def test_contradictions_and_announced_counts_are_read(tmp_path: Path) -> None:
    scheme = read_edition(write(tmp_path / "config", EDITION + RIGHT)).scheme
    assert scheme.contradictions == (
        Contradiction(
            "Pas de plan, pas d’adresse.", {"p-one": ("a",), "p-one-link": ("answered",)}
        ),
    )
    assert scheme.announced == Announced(40, 22)


def test_edition_without_them_has_none(tmp_path: Path) -> None:
    scheme = read_edition(write(tmp_path / "config")).scheme
    assert (scheme.contradictions, scheme.announced) == ((), Announced())


def test_contradictions_that_can_not_be(tmp_path: Path) -> None:
    said = refused(write(tmp_path / "config", EDITION + WRONG))
    assert [(each.code, each.sentence) for each in said] == [
        (
            "config-contradiction-short",
            "A contradiction takes answers to two questions or more, not to 1.",
        ),
        (
            "config-contradiction-answer",
            "“maybe” is no answer to the question “p-yes”, of type yes_no.",
        ),
        (
            "config-contradiction-answer",
            "“c” is no answer to the question “p-one”, of type single.",
        ),
        ("config-question-unknown", "grid.csv has no question “nowhere”."),
    ]
    assert said[1] == Said(
        "config-contradiction-answer",
        "edition.toml, line 92, key “contradictions.answers.p-yes”",
        "“maybe” is no answer to the question “p-yes”, of type yes_no.",
        "Write one of: yes, no, answered.",
    )
