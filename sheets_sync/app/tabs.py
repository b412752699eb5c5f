"""Which managed tabs a campaign has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.conflicts import conflicts_tab
from sheets_sync.journal import journal_tab
from sheets_sync.memory import BASE_TAB
from sheets_sync.tabs.dashboard import dashboard_tab
from sheets_sync.tabs.decisions import decisions_tab
from sheets_sync.tabs.deliberation import deliberation_tab
from sheets_sync.tabs.juror import juror_tabs
from sheets_sync.tabs.meeting import meeting_tab
from sheets_sync.tabs.opinions import opinions_tab
from sheets_sync.tabs.panel import panel_tab
from sheets_sync.tabs.proposals import proposals_tab
from sheets_sync.tabs.readme import readme_tab
from sheets_sync.tabs.responses import responses_tab
from sheets_sync.tabs.signals import signals_tab

if TYPE_CHECKING:
    from sheets_sync.app.session import Session
    from sheets_sync.tabs.model import Tab


def all_tabs(session: Session) -> list[Tab]:
    """Every managed tab of the campaign, in the order in which people find them."""
    scheme, language = session.scheme, session.language
    return [
        readme_tab(scheme, language),
        responses_tab(scheme, session.grid, language),
        proposals_tab(scheme, language),
        dashboard_tab(scheme, language),
        panel_tab(scheme, language),
        *juror_tabs(scheme, language),
        deliberation_tab(scheme, language),
        opinions_tab(scheme, language),
        meeting_tab(scheme, language),
        decisions_tab(scheme, language),
        signals_tab(language),
        conflicts_tab(language),
        journal_tab(language),
        BASE_TAB,
    ]
