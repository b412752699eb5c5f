"""Tables of Grist, through its REST API.

Asked by our own HTTP client: of the two libraries, pygrister takes its settings from the
environment and from a file in the home folder, neither waits within bounds nor limits what
it takes in, and grist-api reads by a request that Grist calls deprecated. What is needed
here are four requests.

Grist can't be asked by date: every pull is whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.sources.live.protocol import silent

if TYPE_CHECKING:
    from collections.abc import Callable

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.protocol import LiveSource
    from sheets_sync.sources.live.protocol import Tell


def open_source(
    settings: FormSource,
    token: Callable[[], str],
    tell: Tell = silent,
    patience: Patience | None = None,
) -> LiveSource:
    """The table of some settings; the token is an API key.

    ``form`` is the document's id. Keys: ``table``; ``submitted`` and ``updated``, the ids of
    the columns that hold these moments, where there are such columns.
    """
    from sheets_sync.sources.live.grist.source import GristSource

    return GristSource(settings, token, tell, patience)
