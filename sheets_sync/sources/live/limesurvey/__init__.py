"""Surveys of LimeSurvey, through RemoteControl 2 and the library citric.

LimeSurvey can't be asked by date: every pull is whole. Responses that were begun and never
sent are left out. The session is released whatever happens.
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
    """The survey of some settings; the token is the user's password.

    ``address`` is that of the site or of its ``admin/remotecontrol``. Keys: ``user``, and
    ``timezone`` of the site's clock when it is not that of Paris.
    """
    from sheets_sync.sources.live.limesurvey.source import LimeSurveySource

    return LimeSurveySource(settings, token, tell, patience)
