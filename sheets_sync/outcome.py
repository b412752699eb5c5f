"""A step carried out before a person: findings, question, what was done, exit code."""

from __future__ import annotations

import os
from time import monotonic
from time import sleep
from typing import TYPE_CHECKING

import click

from reports.disk import REFUSED
from reports.disk import refusal
from reports.disk import unread
from reports.errors import ExitCode
from reports.language import N_
from reports.language import NN_
from sheets_sync.findings import blocking
from sheets_sync.memory import WHY
from sheets_sync.plan import Plan
from sheets_sync.plan import taken_out
from sheets_sync.terminal import confirm
from sheets_sync.terminal import progress
from sheets_sync.terminal import say
from sheets_sync.terminal import say_data
from sheets_sync.terminal import say_error
from sheets_sync.terminal import say_findings
from sheets_sync.terminal import say_plan
from sheets_sync.workbooks.errors import WorkbookBusy
from sheets_sync.workbooks.errors import WorkbookChanged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from reports.errors import PalmaresError
    from reports.language import Language
    from sheets_sync.app.steps import Said
    from sheets_sync.app.steps import Step
    from sheets_sync.plan import AddColumn
    from sheets_sync.plan import AddRow
    from sheets_sync.plan import CreateTab
    from sheets_sync.plan import SetCell

TRIES = 3
"""How often a command begins in all while somebody else keeps saving the workbook."""

LOOKS = 20
"""How often a command looks in all whether the workbook was closed."""

TITLES = {
    "init": N_("Campaign folder"),
    "sync": N_("Answers"),
    "close": N_("Closing"),
    "form describe": N_("Form and grid"),
    "form files": N_("Attached files"),
    "propose": N_("Proposals"),
    "jury open": N_("Jury tabs"),
    "jury pack": N_("Pack for the jury"),
    "jury unpack": N_("Marks from the pack"),
    "jury collect": N_("Marks"),
    "decide": N_("Decisions"),
    "freeze": N_("Frozen edition"),
    "certificates": N_("Certificates"),
    "mail draft": N_("Mails"),
    "register": N_("Register of certificates"),
    "reissue": N_("Another issue of a certificate"),
    "revoke": N_("Revocation of a certificate"),
    "seal": N_("Keys"),
    "letters": N_("Letters"),
    "results": N_("Results"),
    "slides": N_("Slides"),
    "proofs": N_("Proofs"),
    "minutes": N_("Minutes"),
    "site": N_("Public site"),
    "open-data": N_("Open data"),
    "sandbox": N_("Made-up people"),
    "undo": N_("Undo"),
}


def perform(
    step: Step,
    language: Language,
    *,
    dry_run: bool = False,
    yes: bool = False,
    as_json: bool = False,
    named: bool = False,
) -> ExitCode:
    """Show a step, ask, carry it out, say what was done."""
    if named:
        title = language.text(TITLES.get(step.command, step.command))
        click.echo(click.style(title, bold=True))
    if not (dry_run and as_json):
        say_findings(step.findings, language)
    if dry_run:
        if not as_json:
            step.check()  # no table of changes that could not be made
        _show(step, language, as_json=as_json)
        return ExitCode.FINDINGS if blocking(step.findings) else ExitCode.DONE
    step.check()
    if not (yes or _agreed(step, language)):
        return ExitCode.REFUSED
    step, said = _carried_out(step, language, yes=yes)
    if said is None:
        return ExitCode.REFUSED
    for each in said:
        say(each.text(language))
    if step.idle:
        say(language.text("Nothing had to be written."))
    if step.waits:
        say(step.waits.text(language))
    return ExitCode.DONE


def _agreed(step: Step, language: Language) -> bool:
    """Whether a person agrees to what will be written; nobody is asked about nothing."""
    if step.idle:
        return True
    _announce(step, language)
    agreed = confirm(language)
    if not agreed:
        say(language.text("Nothing was written."))
    return agreed


def _carried_out(
    step: Step, language: Language, *, yes: bool
) -> tuple[Step, tuple[Said, ...] | None]:
    """The step in its last form and what it says; None when a person did not agree to it.

    Starts over when somebody saved the workbook meanwhile, waits while somebody has it open
    on a server; both have their bounds. A person is asked again only about another plan.
    """
    delays = _Delays()
    while True:
        try:
            with progress(language.text(TITLES.get(step.command, step.command))) as advance:
                return step, step.carry_out(advance)
        except (WorkbookBusy, WorkbookChanged) as error:
            if step.again is None or not delays.wait(error, language):
                raise
        before, step = step, step.again()
        if step.findings != before.findings:
            say_findings(step.findings, language)
        step.check()
        if not (yes or step.plan == before.plan or _agreed(step, language)):
            return step, None


class _Delays:
    """How often a step was begun again, and how long that took."""

    def __init__(self) -> None:
        self._changes = 0
        self._since: float | None = None

    def wait(self, error: WorkbookBusy | WorkbookChanged, language: Language) -> bool:
        """Say what is in the way and wait as long as makes sense; false to give up."""
        if isinstance(error, WorkbookChanged):
            self._changes += 1
            if self._changes < TRIES:
                say(language.text("Somebody saved the workbook meanwhile: starting over."))
            return self._changes < TRIES
        now = monotonic()
        if self._since is None and error.patience:
            sentence, _ = error.explain(language)
            seconds = f"{error.patience:.0f}"
            waiting = language.text("Waiting for at most {seconds} seconds.", seconds=seconds)
            say(f"{sentence} {waiting}", error=True)
        self._since = now if self._since is None else self._since
        left = self._since + error.patience - now
        sleep(max(0, min(left, error.patience / LOOKS)))
        return left > 0


def _show(step: Step, language: Language, *, as_json: bool) -> None:
    if as_json:
        stopped = blocking(step.findings)
        plan, files = (Plan(step.command), ()) if stopped else (step.plan, step.files)
        say_data(plan, files, step.findings, language)
        return
    if not step.plan.empty:
        say_plan(step.plan, language)
    for path in step.files:
        say(language.text("would write {path}", path=path))
    if step.idle:
        say(language.text("Nothing would be written."))


def _announce(step: Step, language: Language) -> None:
    plan = step.plan
    gone = taken_out(plan)
    counts = (
        (_seen(plan.create), NN_("{count} new tab", "{count} new tabs")),
        (_seen(plan.columns), NN_("{count} new column", "{count} new columns")),
        (_seen(plan.rows), NN_("{count} new line", "{count} new lines")),
        (_seen(_lines_out(plan, gone)), NN_("{count} line taken out", "{count} lines taken out")),
        (_seen(_cells(plan, gone)), NN_("{count} changed cell", "{count} changed cells")),
        (len(step.files), NN_("{count} file", "{count} files")),
    )
    parts = [language.plural(*forms, count) for count, forms in counts if count]
    parts = parts or [language.text(WHY)]
    say(language.text("To write: {what}.", what=language.list(parts)))


def _lines_out(plan: Plan, gone: frozenset[tuple[str, str]]) -> Iterator[SetCell]:
    """The change that takes out a line: that of its key."""
    for each in plan.cells:
        if each.column == each.tab.key and (each.tab.id, each.key) in gone:
            yield each


def _cells(plan: Plan, gone: frozenset[tuple[str, str]]) -> Iterator[SetCell]:
    """The changes in lines that stay."""
    return (each for each in plan.cells if (each.tab.id, each.key) not in gone)


def _seen(changes: Iterable[CreateTab | AddColumn | AddRow | SetCell]) -> int:
    """How many changes people will see: the hidden memory is not theirs."""
    return sum(not each.tab.hidden for each in changes)


def report(error: PalmaresError, language: Language) -> ExitCode:
    """Say what stopped a command; its findings first when it has some."""
    findings = getattr(error, "findings", ())
    already = type(error).__name__ == "BlockingFindings"
    if findings and not already:
        say_findings(findings, language)
    say_error(error, language)
    return error.exit_code


def _refused(error: OSError, language: Language) -> str:
    """What the system refuses, which may have no name: what a command prints to, say."""
    from reports.network import unconnected  # seldom: it loads TLS

    known = refusal(error)
    detail = language.text(known if known != REFUSED else unconnected(error) or unread(error))
    if error.filename is None:
        return language.text("The system refuses: {detail}.", detail=detail)
    return language.text("The system refuses {file}: {detail}.", file=error.filename, detail=detail)


def report_interrupt(language: Language) -> ExitCode:
    """Say what is left when a person stops a command."""
    say("", error=True)  # the line that the terminal began with ^C
    say(
        language.text("Interrupted: nothing is half-written; run the command again to go on."),
        error=True,
    )
    return ExitCode.INTERRUPTED


def report_bug(error: Exception, language: Language) -> ExitCode:
    """Say that an error is ours; its details only when PALMARES_DEBUG asks for them."""
    if isinstance(error, OSError):
        say(_refused(error, language), error=True)
        say(language.text("Check the free space and the rights there, then run again."), error=True)
    else:
        kind = type(error).__name__
        say(language.text("This is a fault of palmares itself ({kind}).", kind=kind), error=True)
        say(
            language.text("Run again with PALMARES_DEBUG=1 and report what it prints."),
            error=True,
        )
    if os.environ.get("PALMARES_DEBUG"):
        import traceback

        say("".join(traceback.format_exception(error)), error=True)
    return ExitCode.OUTSIDE
