"""A step: what a command wants to do, before it is done, and what it will say."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import ParamSpec
from typing import TypeAlias

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.findings import Finding
from sheets_sync.findings import blocking
from sheets_sync.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from reports.language import Language
    from sheets_sync.app.recorder import Recorder
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.base import Workbook


Advance: TypeAlias = "Callable[[int, int], None]"
Given = ParamSpec("Given")


def silent(done: int, of: int) -> None:
    """Show no progress."""


class BlockingFindings(PalmaresError):
    """Findings stop the command; nothing was written."""

    exit_code = ExitCode.FINDINGS
    sentence, many = NN_(
        "{count} finding stops this command; nothing was written.",
        "{count} findings stop this command; nothing was written.",
    )
    remedy = N_("Follow the remedy of each, then run the command again.")

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep the findings that block."""
        super().__init__(count=len(findings))
        self.findings = tuple(findings)

    def explain(self, language: Language) -> tuple[str, str]:
        """The sentence that agrees with the count, and the remedy."""
        sentence = language.plural(self.sentence, self.many, len(self.findings))
        return sentence, language.text(self.remedy)


class UnsoundWorkbook(BlockingFindings):
    """The workbook can't be worked from: the command stops before it makes a plan."""


def sound(snapshot: Snapshot) -> Snapshot:
    """The same snapshot; raises :class:`UnsoundWorkbook` when something in it blocks.

    For commands that work from what the workbook holds: a key that stands twice, say, has
    no answers of its own.
    """
    stopping = blocking(snapshot.problems)
    if stopping:
        raise UnsoundWorkbook(stopping)
    return snapshot


class Said(NamedTuple):
    """A sentence for the terminal: a message identifier and its values.

    With ``many``, the sentence agrees with the value named ``count``.
    """

    msgid: str
    values: Mapping[str, object] = {}
    many: str = ""

    def text(self, language: Language) -> str:
        """The sentence in a language; errors and findings among the values say theirs."""
        values = {name: _told(value, language) for name, value in self.values.items()}
        if self.many:
            others = {k: v for k, v in values.items() if k != "count"}
            return language.plural(self.msgid, self.many, int(str(values["count"])), **others)
        return language.text(self.msgid, **values)


def _told(value: object, language: Language) -> object:
    if isinstance(value, PalmaresError):
        return value.explain(language)[0]
    return value.sentence(language) if isinstance(value, Finding) else value


def counted(forms: tuple[str, str], count: int, **values: object) -> Said:
    """A sentence that agrees with a count (also available as ``{count}``)."""
    return Said(forms[0], {"count": count, **values}, forms[1])


class Step(NamedTuple):
    """One command, ready to be shown, confirmed and carried out.

    ``plan`` are the changes in the workbook; ``files`` what is written in the folder, with
    ``write`` that writes it. ``recorder`` lets the journal tell of the plan (None: what is
    written stands for what people do, and is not the program's to undo). ``findings`` were
    met on the way. ``keep`` writes down what need not be asked for again: nobody is asked
    about that. ``summary`` is said once it is done; ``waits`` says what people must do
    next, when something waits for them. ``again`` makes the step anew from what is there
    then, for when the workbook was changed or open meanwhile.
    """

    command: str
    plan: Plan = Plan()
    snapshot: Snapshot | None = None
    workbook: Workbook | None = None
    recorder: Recorder | None = None
    findings: tuple[Finding, ...] = ()
    files: tuple[Path, ...] = ()
    write: Callable[[Advance], tuple[Said, ...]] | None = None
    summary: tuple[Said, ...] = ()
    waits: Said | None = None
    again: Callable[[], Step] | None = None
    keep: Callable[[], None] | None = None

    @property
    def idle(self) -> bool:
        """Whether there is nothing to write."""
        return self.plan.empty and not self.files

    def check(self) -> None:
        """Raise :class:`BlockingFindings` when a finding blocks."""
        stopping = blocking(self.findings)
        if stopping:
            raise BlockingFindings(stopping)

    def carry_out(self, advance: Advance = silent) -> tuple[Said, ...]:
        """Apply the plan, write the files; returns what to say.

        ``advance`` is told (done, of) while long work goes on.
        """
        self.check()
        if self.keep:
            self.keep()
        if self.workbook and self.snapshot and not self.plan.empty:
            if self.recorder:
                self.recorder.apply(self.plan, self.snapshot, self.workbook)
            else:
                self.workbook.apply(self.plan, self.snapshot)
        written = self.write(advance) if self.write and self.files else ()
        return (*self.summary, *written)


def repeatable(use_case: Callable[Given, Step]) -> Callable[Given, Step]:
    """A use case whose steps can be made again: it must read the workbook itself."""

    @wraps(use_case)
    def made(*args: Given.args, **kwargs: Given.kwargs) -> Step:
        return use_case(*args, **kwargs)._replace(again=lambda: made(*args, **kwargs))

    return made
