"""The register: only ever longer, sealed by its chain, closed to who has no code."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING
from typing import Any

import pytest

from reports.errors import RegisterDamaged
from reports.verification.register import Entry
from reports.verification.register import Register
from reports.verification.register import digest
from reports.verification.register import load
from reports.verification.register import parsed
from tests.reports.verification.given import KEYS
from tests.reports.verification.given import LATER
from tests.reports.verification.given import MOMENT
from tests.reports.verification.given import OTHER_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CODE = "0123456789ABCDEFGHJK"
NEXT = "0123456789ABCDEFGHJM"
FIELDS = (("Awarded to", "Ville de Claix"), ("Level", "Niveau 4"))


def entry(code: str = CODE, **changes: Any) -> Entry:  # noqa: ANN401
    values = {
        "code": code, "fields": FIELDS, "issued": MOMENT, "until": "2025-12-31",
        "unsigned": "a" * 64, "files": frozenset({"b" * 64}), "since": MOMENT, **changes,
    }  # fmt: skip
    return Entry(**values)


def register() -> Register:
    return Register().with_key(KEYS.public, MOMENT).with_issue(entry())


def test_certificate_is_found_by_its_code_alone() -> None:
    assert register().entry(CODE) == entry()
    assert register().entry(NEXT) is None
    assert [register().holds(CODE), register().holds(NEXT)] == [True, False]


def test_nothing_printed_can_be_read_without_the_code() -> None:
    known = register().with_revocation(CODE, "Une erreur", LATER)
    text = json.dumps(known.content(KEYS), ensure_ascii=False)
    assert [word for word in ("Claix", "Niveau", "2025", "erreur", CODE) if word in text] == []


def test_replaced_certificate_tells_by_which_and_why() -> None:
    known = register().with_issue(entry(NEXT)).with_replacement(CODE, NEXT, "Faute", LATER)
    assert known.entry(CODE) == entry(status="replaced", since=LATER, reason="Faute", by=NEXT)
    assert known.entry(NEXT) == entry(NEXT)


def test_revoked_certificate_tells_since_when_and_why() -> None:
    known = register().with_revocation(CODE, "Erreur", LATER)
    assert known.entry(CODE) == entry(status="revoked", since=LATER, reason="Erreur")


def test_another_file_of_a_certificate_is_added() -> None:
    known = register().with_file(CODE, "c" * 64, LATER)
    assert known.entry(CODE) == entry(files=frozenset({"b" * 64, "c" * 64}))


def test_adding_leaves_all_that_was_there() -> None:
    known = register()
    longer = known.with_revocation(CODE, "Erreur", LATER)
    assert longer.events[: len(known.events)] == known.events
    assert len(longer.events) == len(known.events) + 1


def test_key_in_use_is_told_once() -> None:
    known = register().with_key(KEYS.public, LATER)
    assert known == register()
    assert known.with_key(OTHER_KEYS.public, LATER).publics == (KEYS.public, OTHER_KEYS.public)


def test_file_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "registre.json"
    path.write_text(json.dumps(register().content(KEYS)), "utf-8")
    assert load(path).entry(CODE) == entry()


def test_no_file_is_an_empty_register(tmp_path: Path) -> None:
    assert load(tmp_path / "registre.json") == Register()


def changed(content: dict[str, Any]) -> None:
    content["events"][1]["files"] = ["c" * 64]


def changed_with_its_digest(content: dict[str, Any]) -> None:
    event = content["events"][-1]
    event["at"] = MOMENT
    event["digest"] = digest({key: event[key] for key in event if key != "digest"})


def cut(content: dict[str, Any]) -> None:
    content["events"].pop()


def swapped(content: dict[str, Any]) -> None:
    content["events"][1], content["events"][2] = content["events"][2], content["events"][1]


def signed_by_another(content: dict[str, Any]) -> None:
    content["signature"] = register().content(OTHER_KEYS)["signature"]


def unsigned(content: dict[str, Any]) -> None:
    del content["signature"]


def of_another_format(content: dict[str, Any]) -> None:
    content["format"] = "palmares-register/2"


@pytest.mark.parametrize(
    "change",
    [
        changed,
        changed_with_its_digest,
        cut,
        swapped,
        signed_by_another,
        unsigned,
        of_another_format,
    ],
)
def test_register_that_was_changed_is_refused(
    change: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    content = deepcopy(register().with_revocation(CODE, "Erreur", LATER).content(KEYS))
    assert parsed(deepcopy(content)).entry(CODE) is not None
    change(content)
    path = tmp_path / "registre.json"
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(RegisterDamaged):
        load(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"events": []}', "[" * 100_000])
def test_file_that_is_no_register_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "registre.json").write_text(text, "utf-8")
    with pytest.raises(RegisterDamaged):
        load(tmp_path / "registre.json")
