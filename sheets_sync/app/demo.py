"""palmares demo: the 2023 edition from end to end.

Laureates, levels, mentions, jury and dates are those that were published; answers, marks,
comments and reasons are made up by the sandbox, and say so.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from typing import Any

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.files import write_whole
from reports.language import N_
from sheets_sync.app.certificates import certificates
from sheets_sync.app.decide import decide
from sheets_sync.app.documents import results
from sheets_sync.app.freeze import freeze
from sheets_sync.app.gathering import tracks_by_dossier
from sheets_sync.app.initiate import CAMPAIGN_FILE
from sheets_sync.app.initiate import CONFIG
from sheets_sync.app.initiate import EXPORTS
from sheets_sync.app.initiate import made_from
from sheets_sync.app.initiate import model_of
from sheets_sync.app.jury import collect
from sheets_sync.app.jury import open_jury
from sheets_sync.app.letters import letters
from sheets_sync.app.minutes import minutes
from sheets_sync.app.proposing import propose
from sheets_sync.app.register import register
from sheets_sync.app.session import open_session
from sheets_sync.app.site import site
from sheets_sync.app.slides import slides
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.sync import sync
from sheets_sync.app.tabs import all_tabs
from sheets_sync.app.taking import taken_decisions
from sheets_sync.candidates import Candidate
from sheets_sync.jury.signing import decisions_print
from sheets_sync.sandbox import answers as made_up
from sheets_sync.sandbox import people
from sheets_sync.tabs.deliberation import deliberation_tab
from sheets_sync.tabs.juror import juror_tabs
from sheets_sync.tabs.meeting import meeting_tab
from sheets_sync.tabs.panel import panel_tab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Advance
    from sheets_sync.plan import Plan
    from sheets_sync.plan import SetCell
    from sheets_sync.responses import Responses
    from sheets_sync.workbooks.base import Snapshot

EDITION = "2023"
EDITION_FILE = "edition.toml"
FORM_FILE = "form.toml"
PALMARES = "palmares.json"
EXPORT = "reponses-inventees.csv"
NOTICE = N_(
    "Demonstration: names, levels and mentions are those published for 2023; answers, "
    "points, marks, comments and the meeting are made up."
)
ADDRESS = "https://exemple.invalid/2023/verification/"
SEED = 2023
BEFORE = 5
"""Days from the made-up meeting to the ceremony."""

DEPARTURES = {4: 1, 12: -1, 16: -1}
"""Positions in the palmarès whose made-up proposal differs from the real level."""


class NotADemonstration(PalmaresError):
    """The folder holds a campaign that is no demonstration."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{folder} holds a real campaign: the demonstration won't touch it.")
    remedy = N_("Choose another folder: palmares demo DIR.")


def demo_steps(folder: Path) -> Iterator[Step]:
    """The steps of the demonstration, each made once the one before was carried out."""
    if (folder / CAMPAIGN_FILE).exists():
        if not (folder / EXPORTS / EXPORT).exists():
            raise NotADemonstration(folder=folder)
    else:
        yield _prepared(folder)
    session = open_session(folder)
    yield sync(session, None)
    yield propose(session)
    yield open_jury(session)._replace(waits=None)
    yield _made_up_marks(session)
    yield collect(session)._replace(waits=None)
    yield _made_up_decisions(session)
    yield decide(session)._replace(waits=None)
    yield _made_up_signature(session)
    yield freeze(session)
    yield minutes(folder)
    yield certificates(folder)
    yield register(folder)
    yield letters(folder)
    yield slides(folder)
    yield results(folder)
    yield site(folder)


def _prepared(folder: Path) -> Step:
    """The campaign folder and its made-up form export, as one step.

    It is made aside and brought over with the campaign file last: a demonstration that was
    stopped here is begun again, not taken for somebody's campaign.
    """
    model = model_of(EDITION)
    step = made_from(model, folder)

    def write(advance: Advance) -> tuple[Said, ...]:
        with TemporaryDirectory() as aside:
            made = Path(aside)
            made_from(model, made).carry_out(advance)
            _make_up(made)
            shutil.copytree(
                made, folder, ignore=shutil.ignore_patterns(CAMPAIGN_FILE), dirs_exist_ok=True
            )
            write_whole(folder / CAMPAIGN_FILE, (made / CAMPAIGN_FILE).read_bytes())
        return ()

    return step._replace(files=(*step.files, folder / EXPORTS / EXPORT), write=write)


def _make_up(folder: Path) -> None:
    """Turn a new campaign folder into that of the demonstration."""
    session = open_session(folder)
    settings = folder / CAMPAIGN_FILE
    text = settings.read_text(encoding="utf-8")
    notice = json.dumps(session.language.text(NOTICE), ensure_ascii=False)
    text = text.replace('export = ""', f'export = "{EXPORTS}/{EXPORT}"')
    _write_export(session, folder / EXPORTS / EXPORT)
    _say_platform(folder / CONFIG / FORM_FILE)
    _add_address(folder / CONFIG / EDITION_FILE)
    settings.write_text(f"notice = {notice}\n\n{text}", encoding="utf-8")


def _say_platform(path: Path) -> None:
    """What the sandbox writes is a plain table, and no platform needs to be looked for."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\ndates = ", '\nplatform = "table"\ndates = ', 1), "utf-8")


def _add_address(path: Path) -> None:
    """Where certificates would be checked: no such address exists, and its name says so."""
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("\ncontact = ", f'\nverification = "{ADDRESS}"\ncontact = ', 1), "utf-8"
    )


def _published(session: Session) -> list[dict[str, Any]]:
    path = session.campaign.config / PALMARES
    laureates: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["laureates"]
    return laureates


def _dossier(position: int) -> str:
    return f"2023-{position + 1:03}"


def _candidates(session: Session) -> list[Candidate]:
    track = session.scheme.tracks[0].id
    return [
        Candidate(
            _dossier(position),
            each["name"],
            each["department"] or "",
            each["type"],
            None,
            None,
            track,
            each["civility"],
            each["bearer"],
            each["role"],
        )
        for position, each in enumerate(_published(session))
    ]


def _ranks(session: Session) -> list[int]:
    ranks = {level.id: level.rank for level in session.scheme.tracks[0].levels}
    return [ranks[each["level"]] for each in _published(session)]


def _write_export(session: Session, path: Path) -> None:
    from sheets_sync.sources.generic import write_export

    write_export(_responses(session), session.grid, session.form, path)


def _responses(session: Session) -> Responses:
    from sheets_sync.responses import Responses
    from sheets_sync.table import Table

    candidates = _candidates(session)
    ranks = made_up.departures(_ranks(session), DEPARTURES, 5)
    answers = made_up.answers_for(
        candidates, ranks, session.scheme, session.grid, session.language, SEED
    )
    types = {each.id: each.name for each in session.scheme.types}
    rows = []
    for position, (candidate, given) in enumerate(zip(candidates, answers, strict=True)):
        moment = (
            f"{session.scheme.closes.date().isoformat()}T{8 + position // 6:02}:{position:02}:00"
        )
        facts = {
            "dossier": candidate.dossier,
            "name": candidate.name,
            "department": candidate.department or None,
            "type": types[candidate.type],
            "civility": candidate.civility,
            "bearer": candidate.bearer,
            "role": candidate.role,
            "email": f"dossier-{position + 1:03}@exemple.invalid",
            "submitted": moment,
            "updated": moment,
        }
        rows.append({**facts, **given})
    asked = [q.id for q in session.grid.questions if any(q.id in row for row in rows)]
    return Responses(Table.of_records(rows, [*facts, *asked]), EXPORT)


def _made_up_marks(session: Session) -> Step:
    snapshot = session.read(all_tabs(session))
    tabs = juror_tabs(session.scheme, session.language)
    levels = {_dossier(position): rank for position, rank in enumerate(_ranks(session))}
    tracks = tracks_by_dossier(session, snapshot)
    plan = people.marks(tabs, snapshot, levels, tracks, session.language, SEED)
    said = Said(N_("Made-up jurors have marked in their tabs."))
    return _by_people(session, plan, said)


def _made_up_decisions(session: Session) -> Step:
    snapshot = session.read(all_tabs(session))
    tab = deliberation_tab(session.scheme, session.language)
    levels = {_dossier(position): rank for position, rank in enumerate(_ranks(session))}
    names = {mention.id: mention.name for mention in session.scheme.mentions}
    mentions = {
        _dossier(position): tuple(names[mention] for mention in each["mentions"])
        for position, each in enumerate(_published(session))
    }
    tracks = tracks_by_dossier(session, snapshot)
    plan = people.decisions(tab, snapshot, levels, mentions, tracks, session.language)
    plan = replace(plan, cells=(*plan.cells, *_made_up_meeting(session, snapshot)))
    said = Said(N_("The chair's decisions are those of the published palmarès."))
    return _by_people(session, plan, said)


def _made_up_meeting(session: Session, snapshot: Snapshot) -> tuple[SetCell, ...]:
    """Who was there, and the line of the meeting: some days before the ceremony."""
    scheme, language = session.scheme, session.language
    day = (scheme.ceremony.date - timedelta(days=BEFORE)).isoformat()
    there = people.presences(panel_tab(scheme, language), snapshot, language)
    held = people.held(meeting_tab(scheme, language), snapshot, day, language)
    return (*there.cells, *held.cells)


def _made_up_signature(session: Session) -> Step:
    """The made-up chair signs what was recorded."""
    snapshot = session.read(all_tabs(session))
    taken, _, _ = taken_decisions(session, snapshot)
    tab = meeting_tab(session.scheme, session.language)
    current = decisions_print(session.scheme.id, taken)
    plan = people.signature(tab, snapshot, current, session.language)
    return _by_people(session, plan, Said(N_("The made-up chair has signed the decisions.")))


def _by_people(session: Session, plan: Plan, said: Said) -> Step:
    """Write as people do, in the cells that are theirs; only the demonstration may.

    The journal does not tell of it, as it does not of what people type.
    """
    snapshot = session.read(all_tabs(session))
    return Step("sandbox", plan, snapshot, session.workbook, summary=(said,))
