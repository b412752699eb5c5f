"""What Google Forms does in its own way."""

from __future__ import annotations

import json
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sheets_sync.form import FormSource
from sheets_sync.sources.live import google_forms
from sheets_sync.sources.live.google_forms.items import questions_of
from sheets_sync.sources.live.google_forms.refusals import NotShared
from sheets_sync.sources.live.google_forms.refusals import ServiceOff
from sheets_sync.sources.live.google_forms.source import GOOGLE
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.protocol import SourceRefused
from tests.contracts.source_contract import QUICK
from tests.servers.common.asked import Asked
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind
from tests.servers.common.serving import Local
from tests.servers.google_forms.api import GoogleForms
from tests.servers.google_forms.form import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.sources.live.protocol import LiveSource

READER = "palmares@essai.iam.example"
WORD = Asked("word", "Un mot", Kind.LONG, section="Divers")
WHY = Asked("why", "Pourquoi ?", Kind.MANY, (("a", "L’argent, surtout"), ("b", "Le droit")), True)  # noqa: FBT003 - "other"


class Site:
    """The service with a form, on this machine; two responses to a page."""

    def __init__(self) -> None:
        self.form = Form()
        self.platform = GoogleForms(self.form, accounts={READER}, page=2)
        self.local = Local(self.platform)

    def source(self, secret: str = "", form: str = "") -> LiveSource:
        """A source that asks it; without a secret, with an access token."""
        token = secret or self.platform.world.token(READER, "ya29.essai")
        settings = FormSource("google-forms", self.local.address, form or self.form.id)
        return google_forms.open_source(settings, lambda: token, patience=QUICK)

    def key_file(self) -> str:
        """The key file of a service account that the server knows."""
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa

        key = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - quick
        form = serialization.PrivateFormat.PKCS8
        private = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
        public = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self.platform.world.person(READER)
        self.platform.world.keys[READER] = public.decode()
        info = {"type": "service_account", "project_id": "essai", "private_key_id": "1"}
        info |= {"private_key": private.decode(), "client_email": READER, "client_id": "1"}
        return json.dumps({**info, "token_uri": f"{self.local.address}/token"})


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    with made.local:
        yield made


def test_questions_are_described_under_their_sections(site: Site) -> None:
    site.form.ask(WHY)
    site.form.ask(WORD)
    form = site.source().describe()
    options = (Option("L’argent, surtout"), Option("Le droit"))
    assert form.title == "Candidature (essai)"
    assert form.questions == (
        Question(site.form.ids["why"], "Pourquoi ?", Shape.MANY, options, other=True),
        Question(site.form.ids["word"], "Un mot", Shape.TEXT, section="Divers"),
    )


def test_responses_have_ids_moments_and_the_mail(site: Site) -> None:
    site.form.ask(WHY)
    sent = datetime(2023, 10, 2, 8, tzinfo=UTC)
    number = site.form.submit({"why": Given(ticked=("b",), other="Rien")}, "a@b.example", sent)
    site.form.change(number, {}, sent + timedelta(days=1))
    (response,) = site.source().pull().responses
    part = timedelta(milliseconds=482)
    assert (response.id, response.facts) == (number, {"email": "a@b.example"})
    assert (response.submitted, response.updated) == (sent + part, sent + part + timedelta(days=1))
    assert response.answers == {site.form.ids["why"]: ("Le droit", "Rien")}


def test_files_are_told_and_not_fetched(site: Site) -> None:
    site.form.ask(Asked("acte", "L’acte", Kind.FILES))
    site.form.submit({"acte": Given(files=("acte.pdf",))})
    (response,) = site.source().pull().responses
    file = AttachedFile("acte.pdf", "https://drive.google.com/open?id=1x0", type="application/pdf")
    assert [*response.answers.values()] == [(file,)]


def test_all_pages_are_turned(site: Site) -> None:
    site.form.ask(WORD)
    sent = [site.form.submit({"word": Given(str(n))}) for n in range(5)]
    assert [each.id for each in site.source().pull().responses] == sent
    assert site.local.journal.notes() == ["form", "responses", "responses", "responses"]


def test_form_that_nobody_answered_is_empty(site: Site) -> None:
    site.form.ask(WORD)
    assert site.source().pull().responses == ()


def test_service_account_gets_a_token_for_reading_only(site: Site) -> None:
    site.form.ask(WORD)
    number = site.form.submit({"word": Given("Oui")})
    source = site.source(site.key_file())
    assert [each.id for each in source.pull().responses] == [number]
    (granted,) = site.platform.world.tokens.values()
    assert sorted(granted.scopes or ()) == [
        "https://www.googleapis.com/auth/forms.body.readonly",
        "https://www.googleapis.com/auth/forms.responses.readonly",
    ]


def test_token_that_ends_in_the_middle_is_asked_again(site: Site) -> None:
    site.form.ask(WORD)
    sent = [site.form.submit({"word": Given(str(n))}) for n in range(5)]
    source = site.source(site.key_file())
    site.local.before = lambda n: site.platform.revoke() if n == 4 else None
    assert [each.id for each in source.pull().responses] == sent
    assert site.local.journal.notes().count("token") == 2


def test_account_that_google_does_not_know_is_told(site: Site) -> None:
    secret = site.key_file()
    site.platform.world.keys.clear()
    with pytest.raises(SourceRefused, match="gives no token"):
        site.source(secret).pull()


@pytest.mark.parametrize("secret", ["{}", "{", '{"type": "service_account"}', '{"a": [1]}'])
def test_key_file_that_is_none_is_told(site: Site, secret: str) -> None:
    with pytest.raises(SourceRefused, match="not the key file"):
        site.source(secret).pull()


def test_form_that_was_not_shared_is_told(site: Site) -> None:
    site.platform.accounts.clear()
    with pytest.raises(NotShared, match="not shared with this account"):
        site.source().pull()


def test_api_that_is_switched_off_is_told(site: Site) -> None:
    site.platform.disabled = True
    with pytest.raises(ServiceOff, match="the Google Forms API is switched off"):
        site.source().pull()


def test_token_without_the_right_is_told(site: Site) -> None:
    token = site.platform.world.token(READER, "ya29.moins", scopes=frozenset({"openid"}))
    with pytest.raises(SourceRefused, match="has not the right"):
        site.source(token).pull()


@pytest.mark.parametrize(
    "address",
    ["https://oauth2.googleapis.com.example/token", "http://oauth2.googleapis.com/token", "x"],
)
def test_key_that_would_be_used_elsewhere_is_refused(site: Site, address: str) -> None:
    told = json.loads(site.key_file()) | {"token_uri": address}
    with pytest.raises(SourceRefused, match="not Google’s"):
        site.source(json.dumps(told)).pull()


def test_form_that_is_not_there_is_told(site: Site) -> None:
    with pytest.raises(SourceRefused, match="it has no form"):
        site.source(form="../autre").pull()


def test_rows_of_a_table_are_questions_of_their_own() -> None:
    rows = [
        {"questionId": "1", "required": True, "rowQuestion": {"title": "Serveurs"}},
        {"questionId": "2", "rowQuestion": {"title": "Postes"}},
    ]
    columns = {"type": "CHECKBOX", "options": [{"value": "Libre"}, {"value": "Autre"}]}
    item = {
        "title": "Quels systèmes ?",
        "questionGroupItem": {"questions": rows, "grid": {"columns": columns}},
    }
    options = (Option("Libre"), Option("Autre"))
    assert [*questions_of([item, {"title": "Un texte", "textItem": {}}])] == [
        Question("1", "Quels systèmes ? [Serveurs]", Shape.MANY, options, required=True),
        Question("2", "Quels systèmes ? [Postes]", Shape.MANY, options),
    ]


def test_address_is_googles_when_none_is_given() -> None:
    assert GOOGLE == "https://forms.googleapis.com"
    settings = FormSource("google-forms", "", "1FAIpQL")
    assert google_forms.open_source(settings, lambda: "").place == "Google Forms 1FAIpQL"
