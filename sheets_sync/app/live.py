"""The live form of a campaign: its source, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.sources.live.protocol import silent

if TYPE_CHECKING:
    from pathlib import Path

    from reports.language import Language
    from sheets_sync.app.session import Session
    from sheets_sync.form import FormSource
    from sheets_sync.settings.google import Google
    from sheets_sync.sources.live.intake import Taken
    from sheets_sync.sources.live.protocol import LiveSource
    from sheets_sync.sources.live.protocol import Tell
    from sheets_sync.sources.live.store import FormStore


GOOGLE_FORMS = "google-forms"


class NoLiveForm(PalmaresError):
    """The campaign does not say where its form is asked."""

    exit_code = ExitCode.USAGE
    sentence = N_("This campaign does not say where its form can be asked.")
    remedy = N_("Write it in config/form.toml, under [source]: platform, address and form.")


@dataclass(frozen=True)
class LiveForm:
    """The form of a campaign folder; nothing is asked before it has to be.

    ``tell`` is told of every wait. ``google`` is the workbook's account at Google, which reads
    a form there too unless the form has a token of its own.
    """

    folder: Path
    settings: FormSource
    language: Language
    tell: Tell = silent
    google: Google | None = None

    @cached_property
    def source(self) -> LiveSource:
        """The form on its platform."""
        from sheets_sync.sources.live.registry import open_source

        return open_source(self.settings, self._token, self.tell)

    def _token(self) -> str:
        from sheets_sync.app.form_token import form_token
        from sheets_sync.app.form_token import is_given

        if self.google is None or self.settings.platform != GOOGLE_FORMS or is_given():
            return form_token(self.folder, self.language)
        from sheets_sync.app.google import connection

        return connection(self.google, self.language).secret()

    @cached_property
    def store(self) -> FormStore:
        """What is kept in the campaign folder."""
        from sheets_sync.sources.live.store import FormStore

        return FormStore(self.folder, self.settings)

    def take_in(self, *, whole: bool = False) -> Taken:
        """All responses as they stand now; see :func:`sheets_sync.sources.live.intake.take_in`."""
        from sheets_sync.sources.live.intake import take_in

        return take_in(self.source, self.store, whole=whole)


def live_form(session: Session, tell: Tell = silent) -> LiveForm:
    """The live form of a campaign; raises :class:`NoLiveForm` without ``[source]``."""
    settings = session.form.source
    if settings is None:
        raise NoLiveForm
    return LiveForm(session.folder, settings, session.language, tell, session.campaign.google)
