"""Démarches Simplifiées, asked by GraphQL: the state's instance, or that of somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.sources.live.demarches_simplifiees.source import DemarchesSimplifiees

if TYPE_CHECKING:
    from collections.abc import Callable

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.protocol import Tell


def open_source(settings: FormSource, token: Callable[[], str], tell: Tell) -> DemarchesSimplifiees:
    """The démarche of some settings; nothing is asked yet."""
    return DemarchesSimplifiees(settings, token, tell)
