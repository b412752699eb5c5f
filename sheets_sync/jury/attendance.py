"""Who was at the meeting, and who dissents: the tab "Jury" as the chair filled it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.candidates import cell_text
from sheets_sync.tabs import panel
from sheets_sync.tabs.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.language import Language
    from sheets_sync.scheme import Juror
    from sheets_sync.scheme import Scheme
    from sheets_sync.workbooks.base import TabState

WORDS = {
    panel.PRESENT: "present",
    panel.REMOTE: "remote",
    panel.EXCUSED: "excused",
    panel.ABSENT: "absent",
}
"""How the frozen edition names what the list offers."""


def attendance(state: TabState | None, scheme: Scheme, language: Language) -> dict[str, str]:
    """Presence by juror id, in the jury's order; who is not spoken of is left out.

    What the list does not offer stays as it was typed ("Present until four").
    """
    known = {plain(language.text(word)): name for word, name in WORDS.items()}
    said = _texts(state, panel.PRESENCE, scheme)
    return {juror: known.get(plain(text), text) for juror, text in said.items()}


def dissents(state: TabState | None, scheme: Scheme) -> dict[str, str]:
    """What jurors asked to be written down, by juror id, word for word."""
    return _texts(state, panel.DISSENT, scheme)


def left_out(presence: Mapping[str, str], scheme: Scheme) -> list[Juror]:
    """The jurors of whom it is not said whether they were there."""
    return [each for each in scheme.jury if each.id not in presence]


def _texts(state: TabState | None, column: str, scheme: Scheme) -> dict[str, str]:
    if state is None:
        return {}
    cells = state.values.get(column, ())
    found = {key: cell_text(cells, at) for at, key in enumerate(state.keys)}
    return {each.id: found[each.id] for each in scheme.jury if found.get(each.id)}
