"""``edition.toml`` -> :class:`~sheets_sync.scheme.Scheme`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from zoneinfo import ZoneInfo

from reports.release import Letters
from sheets_sync.scheme import Announced
from sheets_sync.scheme import CandidateType
from sheets_sync.scheme import Ceremony
from sheets_sync.scheme import Contradiction
from sheets_sync.scheme import Deliberation
from sheets_sync.scheme import Domain
from sheets_sync.scheme import Juror
from sheets_sync.scheme import Level
from sheets_sync.scheme import Mention
from sheets_sync.scheme import PopulationClass
from sheets_sync.scheme import Scheme
from sheets_sync.scheme import Signatory
from sheets_sync.scheme import Track
from sheets_sync.scheme import Variant
from sheets_sync.settings.edition_checks import check_scheme
from sheets_sync.settings.edition_shapes import EditionShape
from sheets_sync.settings.errors import raise_if_blocking
from sheets_sync.settings.toml_file import read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.findings import Finding
    from sheets_sync.settings.edition_shapes import ContradictionShape
    from sheets_sync.settings.edition_shapes import TrackShape
    from sheets_sync.settings.edition_shapes import VariantShape
    from sheets_sync.settings.toml_file import TomlFile

EDITION_FILE = "edition.toml"


class LoadedScheme(NamedTuple):
    """A scheme whose shape is right, and what its checks found."""

    scheme: Scheme
    file: TomlFile
    findings: tuple[Finding, ...]


def read_scheme(folder: Path) -> Scheme:
    """The scheme of an edition's folder; ``BadSettings`` with all that is wrong in it.

    What depends on the questions is checked by ``read_edition`` only.
    """
    loaded = load_scheme(folder)
    raise_if_blocking(loaded.findings)
    return loaded.scheme


def load_scheme(folder: Path) -> LoadedScheme:
    """The scheme with its findings; ``BadSettings`` when not even its shape is right."""
    file = read_toml(folder / EDITION_FILE)
    shape = file.shaped(EditionShape)
    scheme = _scheme(shape)
    weekdays = {name: day for name, day in shape.weekdays.as_dict().items() if day is not None}
    findings = tuple(check_scheme(scheme, weekdays, file))
    return LoadedScheme(scheme, file, findings)


def _scheme(shape: EditionShape) -> Scheme:
    return Scheme(
        id=shape.id,
        year=shape.year,
        label=shape.label,
        language=shape.language,
        organiser=shape.organiser,
        timezone=shape.timezone,
        opens=shape.opens,
        closes=shape.closes.replace(tzinfo=ZoneInfo(shape.timezone)),
        ceremony=Ceremony(**shape.ceremony.as_dict()),
        published=shape.published,
        domains=tuple(Domain(**each.as_dict()) for each in shape.domains),
        tracks=tuple(_track(each) for each in shape.tracks),
        types=tuple(CandidateType(**each.as_dict()) for each in shape.types),
        population_classes=tuple(PopulationClass(**each.as_dict()) for each in shape.classes),
        variants=tuple(_variant(each) for each in shape.variants),
        jury=tuple(Juror(**each.as_dict()) for each in shape.jury),
        mentions=tuple(Mention(**each.as_dict()) for each in shape.mentions),
        signatories=tuple(Signatory(**each.as_dict()) for each in shape.signatories),
        website=shape.website,
        contact=shape.contact,
        notice=shape.notice.strip(),
        introduction=shape.introduction.strip(),
        not_enough=shape.not_enough,
        verification=shape.verification,
        valid_until=shape.valid_until,
        deliberation=_deliberation(shape),
        licence=shape.licence,
        letters=Letters(**shape.letters.as_dict()),
        contradictions=tuple(_contradiction(each) for each in shape.contradictions),
        announced=Announced(**shape.announced.as_dict()),
    )


def _contradiction(shape: ContradictionShape) -> Contradiction:
    answers = {question: tuple(words) for question, words in shape.answers.items()}
    return Contradiction(shape.sentence, answers)


def _deliberation(shape: EditionShape) -> Deliberation:
    given = shape.deliberation
    return Deliberation(
        quorum=given.quorum,
        solid=given.solid,
        solid_word=given.words.solid.strip(),
        discuss_word=given.words.discuss.strip(),
        recusals=tuple(given.recusals),
        ties=tuple(given.ties),
        due=given.due.replace(tzinfo=ZoneInfo(shape.timezone)) if given.due else None,
        signoff=given.signoff,
    )


def _track(shape: TrackShape) -> Track:
    """A track; its levels are ranked by their order in the file."""
    levels = tuple(
        Level(
            id=level.id,
            name=level.name,
            track=shape.id,
            rank=rank,
            sign=level.sign,
            count=level.count,
            colour=level.colour,
            threshold=level.threshold,
            floors=level.floors,
            mandatory=tuple(level.mandatory),
        )
        for rank, level in enumerate(shape.levels, start=1)
    )
    return Track(shape.id, shape.name, levels)


def _variant(shape: VariantShape) -> Variant:
    return Variant(
        name=shape.name,
        tracks=tuple(shape.tracks),
        types=tuple(shape.types),
        classes=tuple(shape.classes),
        weights=shape.weights,
        points=shape.points,
        domain_weights=shape.domain_weights,
        thresholds=shape.thresholds,
        floors=shape.floors,
    )
