"""Forms of Google, through the Google Forms API, or the tab in which they write.

The API can be asked for what was sent since a moment, but it tells of no deletion: a form
that was asked so would keep the responses that were withdrawn. Every pull is whole. Its
answers hold the words of an option: answers given before an option was reworded keep the old
words.
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
    """The form of some settings; with ``spreadsheet``, by the tab that it is linked with.

    The token is the key file of a service account with which the form was shared (its
    JSON text), or an access token made elsewhere. ``address`` is Google's when it is empty.
    """
    if settings.keys.get("spreadsheet"):
        from sheets_sync.sources.live.google_forms.tab import LinkedTab

        return LinkedTab(settings, token, tell, patience)
    from sheets_sync.sources.live.google_forms.source import GoogleFormsSource

    return GoogleFormsSource(settings, token, tell, patience)
