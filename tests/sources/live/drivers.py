"""Drives the servers of the platforms, as candidates and staff do, for the contract."""

from __future__ import annotations

from abc import ABC
from abc import abstractmethod
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.form import FormSource
from sheets_sync.sources.live import google_forms
from sheets_sync.sources.live import grist
from sheets_sync.sources.live import limesurvey
from sheets_sync.sources.live import nextcloud_forms
from sheets_sync.sources.live.protocol import silent
from tests.contracts.source_contract import HTML
from tests.contracts.source_contract import LABELS
from tests.contracts.source_contract import ODT
from tests.contracts.source_contract import OTHER
from tests.contracts.source_contract import QUICK
from tests.contracts.source_contract import TOKEN
from tests.servers.common.asked import Asked
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind
from tests.servers.common.faults import Fault
from tests.servers.common.serving import Local
from tests.servers.google_forms.api import GoogleForms
from tests.servers.google_forms.form import Form as GoogleForm
from tests.servers.grist import document
from tests.servers.grist.api import Grist
from tests.servers.limesurvey.rpc import USER as LIME_USER
from tests.servers.limesurvey.rpc import LimeSurvey
from tests.servers.limesurvey.survey import Survey
from tests.servers.nextcloud.form import Form as NextcloudForm
from tests.servers.nextcloud.ocs import USER as NEXTCLOUD_USER
from tests.servers.nextcloud.ocs import Nextcloud

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.protocol import LiveSource
    from sheets_sync.sources.live.protocol import Tell
    from tests.contracts.source_contract import Sent
    from tests.servers.common.asked import World

KINDS = {
    "name": Kind.SHORT,
    "department": Kind.SHORT,
    "plan": Kind.YES_NO,
    "part": Kind.NUMBER,
    "formats": Kind.MANY,
    "mot": Kind.LONG,
}
FORMATS = (("odt", ODT), ("html", HTML), ("autre", OTHER))


class Driver(ABC):
    """A server with the form of the contract; see ``FormDriver`` there."""

    page = 0
    incremental = False
    tells_deletions = False
    settings: FormSource

    def __init__(self, world: World, platform: Any) -> None:  # noqa: ANN401 - one of the four
        """Ask the questions; use it as a context manager to listen."""
        self.world = world
        self.platform = platform
        self.local = Local(platform)
        self.formats = dict(FORMATS)
        for key, kind in KINDS.items():
            options = FORMATS if kind is Kind.MANY else ()
            world.ask(Asked(key, LABELS[key], kind, options))

    def __enter__(self) -> Self:
        """Listen."""
        self.local.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening."""
        self.local.__exit__(kind, error, trace)

    @abstractmethod
    def source(self, patience: Patience = QUICK, tell: Tell = silent) -> LiveSource:
        """A new source that asks this form."""

    @abstractmethod
    def codes(self) -> dict[str, str]:
        """Question -> the id that the platform gives it."""

    def given(self, sent: Sent) -> dict[str, Given]:
        """The answers of a candidate."""
        codes = {label: code for code, label in self.formats.items()}
        plan = {None: "", True: "yes", False: "no"}[sent.plan]
        return {
            "name": Given(sent.name),
            "department": Given(sent.department or ""),
            "plan": Given(plan),
            "part": Given(sent.part or ""),
            "formats": Given(ticked=tuple(codes[each] for each in sent.formats)),
            "mot": Given(sent.mot or ""),
        }

    def submit(self, sent: Sent) -> str:
        """A candidate sends the form."""
        return self.world.submit(self.given(sent), at=sent.sent)

    def change(self, dossier: str, sent: Sent) -> None:
        """The candidate changes the answers."""
        self.world.change(dossier, self.given(sent), self.moment_of_change(sent))

    def moment_of_change(self, sent: Sent) -> datetime | None:  # noqa: ARG002 - Nextcloud's differs
        """When the change is made: a minute later."""
        return None

    def withdraw(self, dossier: str) -> None:
        """A response is deleted."""
        self.world.delete(dossier)

    def rename_question(self, question: str, label: str) -> None:
        """A question is worded otherwise."""
        self.world.rename(question, label)

    def rename_option(self, label: str, after: str) -> None:
        """An option of "formats" is worded otherwise."""
        code = next(code for code, each in self.formats.items() if each == label)
        self.formats[code] = after
        self.world.rename_option("formats", code, after)

    def add_question(self, label: str) -> None:
        """A text question more."""
        self.world.ask(Asked("nouvelle", label, Kind.LONG))

    def expire_token(self) -> None:
        """The token is no longer good."""
        self.platform.revoke()

    def throttle(self, times: int) -> None:
        """Too many requests."""
        headers = (("Retry-After", "1"),)
        self.local.faults.add(Fault("status", status=429, times=times, headers=headers))

    def cut(self, after: int, times: int = 1_000_000) -> None:
        """Break connections in the middle of answers, from some request on."""
        self.local.faults.clear()
        self.local.faults.add(Fault("cut", nth=after + 1, times=times))

    def heal(self) -> None:
        """No faults any more."""
        self.local.faults.clear()

    def requests(self) -> int:
        """How many requests came."""
        return self.local.journal.count


class LimeSurveyDriver(Driver):
    """RemoteControl 2."""

    def __init__(self) -> None:
        """A new survey."""
        self.survey = Survey()
        super().__init__(self.survey, LimeSurvey(self.survey, password=TOKEN))
        keys = {"user": LIME_USER}
        self.settings = FormSource(
            "limesurvey", self.local.address, str(self.survey.sid), keys=keys
        )

    def source(self, patience: Patience = QUICK, tell: Tell = silent) -> LiveSource:
        """A new source that asks this form."""
        return limesurvey.open_source(self.settings, lambda: TOKEN, tell, patience)

    def codes(self) -> dict[str, str]:
        """Codes are the ids."""
        return {key: key for key in KINDS}


class GristDriver(Driver):
    """The REST API of Grist."""

    def __init__(self) -> None:
        """A new document."""
        self.document = document.Document()
        super().__init__(self.document, Grist(self.document, key=TOKEN))
        keys = {"table": self.document.table_id}
        keys |= {"submitted": document.SENT, "updated": document.CHANGED}
        self.settings = FormSource("grist", self.local.address, self.document.id, keys=keys)

    def source(self, patience: Patience = QUICK, tell: Tell = silent) -> LiveSource:
        """A new source that asks this form."""
        return grist.open_source(self.settings, lambda: TOKEN, tell, patience)

    def codes(self) -> dict[str, str]:
        """Numbers of columns are the ids."""
        return {key: str(self.document.codes[key]) for key in KINDS}


class NextcloudDriver(Driver):
    """The OCS API of Nextcloud Forms, three submissions to a page."""

    page = 3

    def __init__(self) -> None:
        """A new form."""
        self.form = NextcloudForm()
        super().__init__(self.form, Nextcloud(self.form, password=TOKEN))
        keys = {"user": NEXTCLOUD_USER}
        self.settings = FormSource(
            "nextcloud-forms", self.local.address, str(self.form.id), keys=keys
        )

    def source(self, patience: Patience = QUICK, tell: Tell = silent) -> LiveSource:
        """A new source that asks this form."""
        return nextcloud_forms.open_source(self.settings, lambda: TOKEN, tell, patience, self.page)

    def codes(self) -> dict[str, str]:
        """Numbers of questions are the ids."""
        return {each.asked.code: str(each.id) for each in self.form.questions}

    def moment_of_change(self, sent: Sent) -> datetime | None:
        """Nextcloud keeps one moment: to let it stay, the change is made in the same second."""
        return sent.sent


class GoogleFormsDriver(Driver):
    """The Google Forms API, three responses to a page."""

    page = 3

    def __init__(self) -> None:
        """A new form."""
        self.form = GoogleForm()
        service = GoogleForms(self.form, accounts={"reader@example.org"}, page=self.page)
        service.world.token("reader@example.org", TOKEN)
        super().__init__(self.form, service)
        self.settings = FormSource("google-forms", self.local.address, self.form.id)

    def source(self, patience: Patience = QUICK, tell: Tell = silent) -> LiveSource:
        """A new source that asks this form."""
        return google_forms.open_source(self.settings, lambda: TOKEN, tell, patience)

    def codes(self) -> dict[str, str]:
        """Google's ids."""
        return {key: self.form.ids[key] for key in KINDS}
