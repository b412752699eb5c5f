"""palmares sync: the form's answers -> the tab "Réponses"."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.likenesses import unsettled
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import repeatable
from sheets_sync.app.weave import WITHDRAWN
from sheets_sync.app.weave import weave
from sheets_sync.findings import Finding
from sheets_sync.responses import FACTS
from sheets_sync.responses import STATES
from sheets_sync.sources.live.protocol import silent
from sheets_sync.tabs.readme import readme_lines
from sheets_sync.tabs.readme import readme_tab
from sheets_sync.tabs.responses import CORRECTED
from sheets_sync.tabs.responses import QUESTION
from sheets_sync.tabs.responses import STATUS
from sheets_sync.tabs.responses import responses_tab
from sheets_sync.wanted import Rules
from sheets_sync.wanted import Wanted
from sheets_sync.wanted import Work
from sheets_sync.workbooks.text import LONGEST
from sheets_sync.workbooks.text import SHORT
from sheets_sync.workbooks.text import all_short
from sheets_sync.workbooks.text import fit_text
from sheets_sync.workbooks.text import too_long

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Step
    from sheets_sync.responses import Responses
    from sheets_sync.sources.live.protocol import Tell
    from sheets_sync.tabs.model import Tab

CUT = N_("… [cut: {count} characters, {digest}; see the export]")
"""Ends a text that is longer than a cell holds; the digest of the whole shows its changes."""

LONGEST_ID = 1_000
"""Characters of a dossier's id: the program's memory writes more beside it in one cell."""

SHOWN_OF_AN_ID = 30


class NoExport(PalmaresError):
    """No form export was named."""

    exit_code = ExitCode.USAGE
    sentence = N_("Which form export? None was given.")
    remedy = N_(
        "Add --from FILE, write its path under [form] export in campaign.toml, or say under"
        " [source] in form.toml where the form can be asked."
    )


@repeatable
def sync(
    session: Session, export: Path | None, *, whole: bool = False, tell: Tell = silent
) -> Step:
    """Plan the changes that a form brings to the workbook.

    ``export`` None asks the live form of ``form.toml``, or else takes the export named in
    ``campaign.toml``. ``whole`` asks a live form for everything again, ``tell`` is told of
    its waits.
    """
    responses, place, keep = pulled(session, export, whole=whole, tell=tell)
    tab = responses_tab(session.scheme, session.grid, session.language)
    readme = readme_tab(session.scheme, session.language)
    live = session.campaign.google is not None
    lines = Wanted(*readme_lines(session.scheme, session.grid, session.language, live=live))
    rules = Rules(STATUS, session.language.text(WITHDRAWN), CORRECTED)
    count = len(responses.table)
    step = weave(
        session,
        "sync",
        [Work(readme, lines), Work(tab, wanted_answers(responses, tab, session), rules)],
        findings=responses.findings,
        summary=(
            counted(
                NN_("{count} dossier read from {source}.", "{count} dossiers read from {source}."),
                count,
                source=place,
            ),
        ),
    )
    told = unsettled(session, step.snapshot, step.findings)
    return step._replace(keep=keep, findings=told)


def pull(session: Session, export: Path | None) -> Responses:
    """The answers of the form; see :func:`pulled`."""
    return pulled(session, export).responses


class Pulled(NamedTuple):
    """Answers, what to call where they come from, and what keeps them for the next time."""

    responses: Responses
    place: str
    keep: Callable[[], None] | None = None


def pulled(
    session: Session, export: Path | None, *, whole: bool = False, tell: Tell = silent
) -> Pulled:
    """The answers of the form.

    Raises :class:`NoExport` when nothing says where, ``SourceError`` when a live form can't
    be asked.
    """
    if export is None and session.form.source is not None:
        from sheets_sync.app.live_answers import live_answers

        found = Pulled(*live_answers(session, whole=whole, tell=tell))
    else:
        path = export or session.campaign.export
        if path is None:
            raise NoExport
        from sheets_sync.sources.exports import read_export

        read = read_export(path, session.form, session.grid, session.scheme)
        found = Pulled(read, path.name)
    responses = found.responses
    findings = (*responses.findings, *_too_long(responses))
    return found._replace(responses=responses._replace(findings=findings))


def wanted_answers(responses: Responses, tab: Tab, session: Session) -> Wanted:
    """What the tab should hold: names in place of ids, texts as a cell can hold them."""
    table, known = responses.table, {*tab.ids()}
    columns: dict[str, Sequence[str | None]] = {
        name: table[name] for name in FACTS if name in table and name in known
    }
    if "state" in columns:
        states = {each: session.language.text(name) for each, name in STATES.items()}
        columns["state"] = [states.get(str(v), v) if v else v for v in columns["state"]]
    scheme = session.scheme
    names = {each.id: each.name for each in scheme.types}
    names |= {each.id: each.name for each in scheme.tracks}
    for choice in ("type", "track"):
        if choice in columns:
            columns[choice] = [names.get(str(v), v) if v else v for v in columns[choice]]
    marker = session.language.text(CUT, count="{count}", digest="{digest}")
    fitted = {column: _fitted(cells, marker) for column, cells in columns.items()}
    for q in session.grid.questions:
        if q.id in table and QUESTION + q.id in known:
            short = responses.keeps_within(q.id, SHORT)
            fitted[QUESTION + q.id] = table[q.id] if short else _fitted(table[q.id], marker)
    return Wanted(tuple(map(str, table["dossier"])), fitted)


def _fitted(cells: Sequence[str | None], marker: str) -> Sequence[str | None]:
    """Texts as a cell holds them, so that the next run finds them equal."""
    if all_short(cells):
        return cells
    fits = {text: fit_text(text, marker)[0] for text in set(cells) if text is not None}
    return [text if text is None else fits[text] for text in cells]


def _too_long(responses: Responses) -> Iterator[Finding]:
    """A finding for each fact that a cell can't hold whole; those of answers are there.

    An id is never cut: two dossiers might be one then.
    """
    for row, key in enumerate(map(str, responses.table["dossier"])):
        if len(key) > LONGEST_ID:
            place = responses.place(row, "dossier")._replace(row=f"{key[:SHOWN_OF_AN_ID]}…")
            values = {"length": len(key), "most": LONGEST_ID}
            yield Finding("export-id-too-long", place, values)
    for fact in FACTS:
        if fact not in responses.table or fact == "dossier":
            continue
        short = responses.keeps_within(fact, SHORT)
        for row, text in () if short else enumerate(responses.table[fact]):
            if isinstance(text, str) and too_long(text):
                values = {"length": len(text), "most": LONGEST}
                yield Finding("answer-too-long", responses.place(row, fact), values)
