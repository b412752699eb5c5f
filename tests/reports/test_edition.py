"""The frozen edition: written, read, found out when touched."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.edition import Campaign
from reports.edition import Edition
from reports.edition import Mention
from reports.edition import digest
from reports.edition_file import load
from reports.edition_file import save
from reports.errors import EditionChanged
from reports.errors import EditionInvalid
from reports.errors import EditionUnreadable
from reports.errors import ExitCode
from reports.errors import FolderUnwritable
from reports.language import Language
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import edition_2025
from tests.reports.samples import edition_in_english
from tests.reports.samples import with_candidates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Changes = dict[str, Any]


@pytest.mark.parametrize("make", [edition_2023, edition_2025, edition_in_english])
def test_edition_comes_back_as_it_was_saved(make: Callable[[], Edition], tmp_path: Path) -> None:
    save(make(), tmp_path / "edition.json")
    assert load(tmp_path / "edition.json") == make()


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    save(edition_2023(), tmp_path / "a.json")
    save(load(tmp_path / "a.json"), tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_hash_in_the_file_is_the_digest_of_the_edition(tmp_path: Path) -> None:
    save(edition_2023(), tmp_path / "edition.json")
    content = json.loads((tmp_path / "edition.json").read_text("utf-8"))
    assert content["sha256"] == digest(edition_2023())


def test_digest_changes_with_one_point() -> None:
    assert digest(with_candidates(claix(total="61.25"))) != digest(
        with_candidates(claix(total="61.26"))
    )


@given(name=st.text(min_size=1).filter(str.strip), role=st.text(), opinion=st.text())
def test_any_text_comes_back(
    name: str, role: str, opinion: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("edition") / "edition.json"
    edition = with_candidates(claix(name=name, role=role, opinion=opinion))
    save(edition, path)
    assert load(path) == edition


def test_saving_over_a_folder_is_an_error_of_ours_and_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    (tmp_path / "edition.json").mkdir()
    with pytest.raises(FolderUnwritable):
        save(edition_2023(), tmp_path / "edition.json")
    assert [path.name for path in tmp_path.iterdir()] == ["edition.json"]


def saved(folder: Path, *, rehash: bool, **changes: object) -> Path:
    """A saved edition with some keys written over, the hash made anew or left as it was."""
    from reports.edition import fingerprint

    path = folder / "edition.json"
    save(edition_2023(), path)
    content = {**json.loads(path.read_text("utf-8")), **changes}
    if rehash:
        del content["sha256"]
        content["sha256"] = fingerprint(content)
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_file_touched_after_freezing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EditionChanged) as caught:
        load(saved(tmp_path, rehash=False, label="Un autre label"))
    assert caught.value.exit_code is ExitCode.REFUSED
    assert caught.value.explain(Language("fr")) == (
        "L’édition figée edition.json a été modifiée après avoir été figée.",
        "Corrigez les décisions dans le classeur, puis relancez «\u202fpalmares freeze\u202f».",
    )


def test_file_written_differently_but_unchanged_is_accepted(tmp_path: Path) -> None:
    assert load(saved(tmp_path, rehash=False)) == edition_2023()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe\x00", b"null", b"[" * 100_000, b'{"a": NaN'],
)
def test_file_that_is_no_edition_is_unreadable(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "edition.json").write_bytes(content)
    with pytest.raises(EditionUnreadable):
        load(tmp_path / "edition.json")


def test_missing_file_says_to_freeze(tmp_path: Path) -> None:
    with pytest.raises(EditionUnreadable) as caught:
        load(tmp_path / "edition.json")
    assert caught.value.explain(Language("en")) == (
        "The frozen edition edition.json cannot be read.",
        "Run “palmares freeze” to make it from the decisions.",
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": "other/1"}, "“format”: this program reads “palmares-edition/1”"),
        ({"colour": "red"}, "“colour”: the key is unknown"),
        ({"year": "2023"}, "“year”: the value is not of the right kind"),
        ({"year": None}, "“year”: the value is not of the right kind"),
        ({"campaign": {"opens": "2023-06-12"}}, "“campaign.closes”: the key is missing"),
        ({"jury": [{"civility": "M."}]}, "“jury[0].first_name”: the key is missing"),
        ({"candidates": [7]}, "“candidates[0]”: the value is not of the right kind"),
        ({"tracks": [{"id": "x", "name": "X", "levels": [], "more": 1}]},
         "“tracks[0].more”: the key is unknown"),
    ],
)  # fmt: skip
def test_misshapen_edition_names_the_key(changes: Changes, said: str, tmp_path: Path) -> None:
    with pytest.raises(EditionInvalid) as caught:
        load(saved(tmp_path, rehash=True, **changes))
    assert str(caught.value) == f"The frozen edition is not valid at {said}."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"language": "de"},
         "“language”: “de” is not a language that documents can be written in"),
        ({"label": " "}, "“label”: the value is empty"),
        ({"campaign": Campaign(date(2023, 6, 12), date(2023, 6, 11))},
         "“campaign.closes”: the end comes before the beginning"),
        ({"frozen_at": datetime(2023, 12, 5)},  # noqa: DTZ001 - what is tried
         "“frozen_at”: the time zone is missing"),
        ({"mentions": (Mention("a", "A"), Mention("a", "B"))}, "“mentions”: “a” stands twice"),
        ({"candidates": (claix(), claix())},
         "“candidates.dossier”: “2023-014” stands twice"),
        ({"candidates": (claix(level="6"),)},
         "“candidates[0].level”: “6” is not declared in the edition"),
        ({"candidates": (claix(track="badge"),)},
         "“candidates[0].track”: “badge” is not declared in the edition"),
        ({"candidates": (claix(mentions=("gone",)),)},
         "“candidates[0].mentions”: “gone” is not declared in the edition"),
        ({"candidates": (claix(name=" "),)}, "“candidates[0].name”: the value is empty"),
        ({"candidates": (claix(total="101"),)},
         "“candidates[0].total”: “101” is not a number of points from 0 to 100"),
        ({"candidates": (claix(domains={"strategie": "1e9"}),)},
         "“candidates[0].domains.strategie”: “1e9” is not a number of points from 0 to 100"),
    ],
)  # fmt: skip
def test_edition_that_contradicts_itself_is_not_saved(
    changes: Changes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(EditionInvalid) as caught:
        save(replace(edition_2023(), **changes), tmp_path / "edition.json")
    assert str(caught.value) == f"The frozen edition is not valid at {said}."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("points", ["0", "100", "61.25", "425/7", None])
def test_exact_points_are_accepted(points: str | None, tmp_path: Path) -> None:
    save(with_candidates(claix(total=points)), tmp_path / "edition.json")
    assert load(tmp_path / "edition.json").candidates[0].total == points


def test_problem_is_translated_with_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(EditionInvalid) as caught:
        save(replace(edition_2023(), label=""), tmp_path / "edition.json")
    assert caught.value.explain(Language("fr")) == (
        "L’édition figée n’est pas valable à «\u202flabel\u202f»\u202f: la valeur est vide.",
        "Corrigez les réglages de l’édition, puis relancez «\u202fpalmares freeze\u202f».",
    )


def test_candidates_without_a_level_are_no_laureates() -> None:
    edition = with_candidates(claix(), claix(dossier="other", level=None))
    assert [each.dossier for each in edition.laureates] == ["2023-014"]
