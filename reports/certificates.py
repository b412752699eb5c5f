"""The certificates: one page for each laureate, as values and as PDF bytes.

A certificate holds all that it prints and nothing else, so that it can be drawn by another
process and so that its hash says whether it must be drawn again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports import wording
from reports.credentials import SUFFIX
from reports.credentials import credential
from reports.errors import TextTooLong
from reports.language import reports_language
from reports.names import file_names
from reports.names import sort_key
from reports.rendering import colours
from reports.rendering.custom import OURS
from reports.typography import plain
from reports.verification.claims import Claim

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from weasyprint import Document

    from reports.edition import Candidate
    from reports.edition import Edition
    from reports.edition import Level
    from reports.edition import Signatory
    from reports.rendering.custom import Custom
    from reports.verification.proof import Proof
    from reports.verification.proof import Proving


class Step(NamedTuple):
    """Sizes to try, from the largest: of the name in points, of the rest as a share."""

    name: float
    rest: float


# More than a page holds in the smallest size: laying it out would only take long.
MOST_CHARACTERS = 4000
_DRAWING = ("pdf.py", "backdrop.py")
NOTICE_LINE = 140  # characters of the notice that surely stand on one line
STEPS = (
    Step(54, 1), Step(47, 1), Step(40, 1), Step(34, 1), Step(40, 0.88), Step(34, 0.88),
    Step(29, 0.88), Step(34, 0.78), Step(29, 0.78), Step(25, 0.78), Step(21, 0.78),
    Step(17, 0.7), Step(14, 0.65), Step(11, 0.6), Step(8.5, 0.55),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Certificate:
    """What one certificate prints, each text as it is in the edition.

    ``file`` is its file name; it never tells the level. ``created`` is the date of the
    file, an ISO date. ``until`` is the last day of validity, an ISO date. Empty texts are
    left out of the page. ``credential`` is attached to the file, "" for none.
    """

    dossier: str
    file: str
    language: str
    label: str
    year: int
    organiser: str
    level: Level
    title: str
    name: str
    department: str
    bearer: str
    role: str
    mentions: tuple[str, ...]
    given: str
    place: str
    signatories: tuple[Signatory, ...]
    notice: str
    created: str
    until: str = ""
    proof: Proof | None = None
    credential: str = ""
    custom: Custom = OURS

    @property
    def digest(self) -> str:
        """The SHA-256 of all that makes the page: what it says, and how it is drawn."""
        return _digest(self)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each text with whose it is, to check that it can be printed."""
        own = (self.name, self.department, self.bearer, self.role)
        yield from ((self.name, text) for text in own)
        shared = (self.label, self.organiser, self.title, self.given, self.place)
        yield from ((text, text) for text in (*shared, *self.mentions, self.notice))
        for signatory in self.signatories:
            yield signatory.name, signatory.name
            yield signatory.name, signatory.role

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """All that is printed, as pairs (what it is, the text), for who checks it."""
        language = reports_language(self.language)
        signed = (wording.signatory(each) for each in self.signatories)
        pairs = (
            (language.text("Label"), self.label),
            (language.text("Edition"), str(self.year)),
            (language.text("Level"), self.title),
            (language.text("Awarded to"), self.name),
            (language.text("Department"), self.department),
            (
                language.text("Application led by"),
                ", ".join(filter(None, (self.bearer, self.role))),
            ),
            (language.text("Special mentions"), language.list(self.mentions)),
            (language.text("Awarded on"), self.given),
            (language.text("Place"), self.place),
            (language.text("Signed by"), " – ".join(signed)),
            (language.text("Valid until"), wording.day(self.until, language)),
            (language.text("Note"), self.notice),
        )
        return tuple((name, plain(text, self.language)) for name, text in pairs if text.strip())


def certificates(
    edition: Edition, proving: Proving | None = None, custom: Custom = OURS
) -> list[Certificate]:
    """One certificate for each laureate, in the order of the palmarès' sorting rule.

    With ``proving`` each bears a code and a QR code, and has a credential attached.
    """
    laureates = sorted(edition.laureates, key=lambda each: (*sort_key(each.name), each.dossier))
    language = reports_language(edition.language)
    word = language.text("certificate")
    names = file_names(
        f"{word}-{edition.year}",
        {each.dossier: (each.name, each.department or "") for each in laureates},
    )
    made = (_certificate(each, f"{names[each.dossier]}.pdf", edition) for each in laureates)
    return [_proven(replace(each, custom=custom), edition, proving) for each in made]


def _proven(certificate: Certificate, edition: Edition, proving: Proving | None) -> Certificate:
    """The certificate with what makes it checkable."""
    if proving is None:
        return certificate
    claim = Claim("", certificate.name, certificate.title, certificate.label, certificate.created)
    proof = proving.proof(edition.id, certificate.dossier, claim)
    proven = replace(certificate, proof=proof)
    signed = credential(proven, edition.id, edition.website, proving.keys)
    return replace(proven, credential=signed)


def _certificate(candidate: Candidate, file: str, edition: Edition) -> Certificate:
    language = reports_language(edition.language)
    level = edition.level(candidate)
    mentions = {each.id: each.name for each in edition.mentions}
    ceremony = edition.ceremony
    return Certificate(
        dossier=candidate.dossier,
        file=file,
        language=edition.language,
        label=edition.label,
        year=edition.year,
        organiser=edition.organiser,
        level=level,
        title=wording.titles(edition, language)[candidate.track, level.id],
        name=candidate.name,
        department=wording.department(candidate.department),
        bearer=wording.person(candidate.civility, candidate.bearer),
        role=candidate.role,
        mentions=tuple(mentions[each] for each in candidate.mentions),
        given=language.date(ceremony.date),
        place=wording.ceremony_place(ceremony),
        signatories=edition.signatories,
        notice=edition.notice,
        # The day of the ceremony, not of the freezing: freezing again for one candidate
        # must leave the certificates of all others byte for byte as they were.
        created=ceremony.date.isoformat(),
        until=edition.valid_until.isoformat() if edition.valid_until else "",
    )


class Drawn(NamedTuple):
    """A certificate's file, and the step of :data:`STEPS` in which it fits (0: the usual)."""

    content: bytes
    step: int


def draw(certificate: Certificate) -> bytes:
    """The PDF of a certificate, in the largest size that fits its page.

    Raises:
        CharacterUnprintable: a character is in none of the fonts.
        TextTooLong: it does not fit, even in the smallest size.
        TemplateWrong: a template of the organiser does not work.
    """
    return drawn(certificate).content


def drawn(certificate: Certificate) -> Drawn:
    """The same with the step; errors as in :func:`draw`."""
    from reports.rendering.backdrop import backdrop
    from reports.rendering.backdrop import lay_behind
    from reports.rendering.fonts import check_characters
    from reports.rendering.pdf import Attached
    from reports.rendering.pdf import identify
    from reports.rendering.pdf import lay_out
    from reports.rendering.pdf import write

    texts = list(certificate.texts())
    check_characters(texts)
    if sum(len(text) for _, text in texts) > MOST_CHARACTERS:
        raise TextTooLong(where=certificate.name[:80])
    assets = _assets(certificate)
    document, step = _largest(lambda step: lay_out(page(certificate, step), assets), certificate)
    behind = backdrop(document, assets)

    def finish(pdf: object) -> None:
        if behind:
            lay_behind(pdf, behind)
        if certificate.proof:
            identify(pdf, certificate.proof.mark)

    attached = []
    if certificate.credential:
        named = certificate.file.removesuffix(".pdf") + SUFFIX
        attached += [Attached(named, certificate.credential.encode(), certificate.created)]
    return Drawn(write(document, finish, attached=attached), step)


def _assets(certificate: Certificate) -> dict[str, bytes]:
    """The pictures that the page may ask for; the organiser's take the place of ours."""
    from reports.rendering.ornament import frame

    assets = {"frame.svg": frame(certificate.level.colour)}
    if certificate.proof:
        assets["code.png"] = certificate.proof.picture()
    return assets | dict(certificate.custom.pictures)


def _largest(lay_out: Callable[[Step], Document], certificate: Certificate) -> tuple[Document, int]:
    """The document in the largest size that fits, and which; most certificates fit at once."""
    document = lay_out(STEPS[0])
    if fits(document):
        return document, 0
    found = None
    low, high = 1, len(STEPS)
    while low < high:
        middle = (low + high) // 2
        document = lay_out(STEPS[middle])
        if fits(document):
            found, high = document, middle
        else:
            low = middle + 1
    if found is None:
        raise TextTooLong(where=certificate.name[:80])
    return found, high


def page(certificate: Certificate, step: Step = STEPS[0]) -> str:
    """The HTML of a certificate in one size."""
    from reports.rendering.signs import level_sign
    from reports.rendering.templates import fill

    language = reports_language(certificate.language)
    alternative = wording.sign_title(certificate.level, certificate.title, language)
    return fill(
        "certificate.html",
        certificate.language,
        certificate.custom,
        certificate=certificate,
        until=wording.day(certificate.until, language),
        sign=level_sign(certificate.level, alternative),
        palette=colours.palette(certificate.level.colour),
        quoted=language.list(language.text("“{name}”", name=each) for each in certificate.mentions),
        step=step,
        lifted=_lifted(certificate.notice),
    )


def _lifted(notice: str) -> float:
    """How far all else moves up for the notice at the foot, in millimetres."""
    lines = -(-len(notice) // NOTICE_LINE)
    return round(3.2 * lines, 1)


def fits(document: Document) -> bool:
    """Whether one page holds it all, each block inside its place."""
    if len(document.pages) != 1:
        return False
    boxes = document.pages[0].anchors
    places = {"award": "stage", "given": "foot", "signed": "foot"}
    if {"notice", "foot"} <= boxes.keys() and boxes["notice"][1] < boxes["foot"][3] - 1:
        return False
    return all(
        _inside(boxes[inner], boxes[outer])
        for inner, outer in places.items()
        if inner in boxes and outer in boxes
    )


def _inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    left, top, right, bottom = inner
    return (
        left >= outer[0] - 1
        and top >= outer[1] - 1
        and right <= outer[2] + 1
        and bottom <= outer[3] + 1
    )


@lru_cache(maxsize=50_000)
def _digest(certificate: Certificate) -> str:
    total = hashlib.sha256(_drawing().encode())
    total.update(page(certificate).encode("utf-8", "surrogatepass"))
    for name, picture in sorted(_inputs(certificate).items()):
        total.update(f"\0{name}\0{len(picture)}\0".encode())
        total.update(picture)
    return total.hexdigest()


def _inputs(certificate: Certificate) -> dict[str, bytes]:
    """What makes the file besides its page; the QR code by its text, which is quicker."""
    bare = _assets(replace(certificate, proof=None))
    link = certificate.proof.link if certificate.proof else ""
    return {**bare, "link": link.encode(), "credential": certificate.credential.encode()}


@lru_cache(maxsize=1)
def _drawing() -> str:
    """A hash of what draws every page: fonts, the library, and this code."""
    from importlib.metadata import version
    from pathlib import Path

    from reports.rendering.fonts import font_files

    total = hashlib.sha256(version("weasyprint").encode())
    for content in font_files().values():
        total.update(hashlib.sha256(content).digest())
    here = Path(__file__).parent
    for source in (Path(__file__), *(here / "rendering" / name for name in _DRAWING)):
        total.update(hashlib.sha256(source.read_bytes()).digest())
    return total.hexdigest()
