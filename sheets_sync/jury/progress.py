"""How far each juror is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one juror is: ``done`` of ``asked`` dossiers have a mark.

    Dossiers from which the juror stands back are counted in ``recused``, not in ``asked``.
    ``declared``: the juror said "I have finished". ``presence`` is as the chair wrote it.
    ``past``: the moment to have marked is over.
    """

    juror: str
    done: int
    asked: int
    has_tab: bool
    recused: int = 0
    declared: bool = False
    presence: str = ""
    past: bool = False

    @property
    def finished(self) -> bool:
        """Whether nothing more is waited for: every dossier has a mark, or the juror says so."""
        return self.has_tab and (self.declared or self.complete)

    @property
    def late(self) -> bool:
        """Whether marks are still waited for when they should be there."""
        return self.past and not self.finished

    @property
    def complete(self) -> bool:
        """Whether every dossier that is asked has a mark; none is asked of who stands back."""
        return self.done == self.asked and self.asked + self.recused > 0
