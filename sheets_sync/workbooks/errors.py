"""What can go wrong with a workbook as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_

if TYPE_CHECKING:
    from reports.language import Language


UNNAMED = "?"
"""Who has a workbook open, when nothing tells."""


class WorkbookError(PalmaresError):
    """Base of the errors of a workbook; ``place`` names it in every sentence.

    ``detail`` and ``cure``, where a sentence or a remedy names them, are message
    identifiers themselves and may name the other values.
    """

    def explain(self, language: Language) -> tuple[str, str]:
        """Sentence and remedy in a language, with detail and cure in that language too."""
        values = dict(self.values)
        for name in {"detail", "cure"} & values.keys():
            values[name] = language.text(str(values[name]), **self.values)
        if values.get("who") == UNNAMED:
            values["who"] = language.text(N_("somebody"))
        remedy = language.text(self.remedy, **values) if self.remedy else ""
        return language.text(self.sentence, **values), remedy

    def __str__(self) -> str:
        """The sentence in English, for logs and tests."""
        detail = str(self.values.get("detail", "")).format_map(self.values)
        return self.sentence.format_map({**self.values, "detail": detail})


class NotAWorkbook(WorkbookError):
    """The file is not a workbook, or is cut short; ``backups`` is "" where there are none."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("{place} is not a workbook that can be read ({detail}).")
    remedy = N_("Put back a whole .xlsx file (earlier versions lie in {backups}), then try again.")
    alone = N_("Put back a whole .xlsx file, then try again.")

    def explain(self, language: Language) -> tuple[str, str]:
        """Sentence and remedy; earlier versions are named where there are some."""
        sentence, remedy = super().explain(language)
        return sentence, remedy if self.values.get("backups") else language.text(self.alone)


class WorkbookClosed(NotAWorkbook):
    """The file is an old one, or has a password: people can save it as one that can be read."""

    remedy = alone = N_(
        "In Excel, save it as “Excel Workbook (.xlsx)” and without a password, then try again."
    )


class WorkbookUnreadable(NotAWorkbook):
    """The file is there, and may not be read."""

    sentence = N_("{place} can't be read: its rights, or the disk, don't allow it.")
    remedy = alone = N_("Ask for the right to read it, then try again; nothing was written.")


class WorkbookBusy(WorkbookError):
    """Somebody has the workbook open; with ``patience``, waiting so many seconds may help."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{place} is open: {who}.")
    remedy = N_("Ask them to close it, then try again; nothing was written.")

    @property
    def patience(self) -> float:
        """Seconds to wait in all before giving up; 0 when nobody asked for that."""
        return float(str(self.values.get("patience", 0)))


class WorkbookOpen(WorkbookBusy):
    """A file beside the workbook says that somebody has it open; ``lock`` is what it is called."""

    remedy = N_(
        "Ask them to close it, then try again; nothing was written. If nobody has it open any "
        "more, delete the file {lock} beside it."
    )


class WorkbookLocked(WorkbookBusy):
    """Another run of the suite is writing the workbook."""

    sentence = N_("{place} is being written by another run of this program.")
    remedy = N_("Wait until that run is done, then try again; nothing was written.")


class WorkbookChanged(WorkbookError):
    """Somebody saved the workbook between our reading and our writing."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{place} was changed by somebody while the command was running.")
    remedy = N_("Run the command again: it starts from what is there now. Nothing was written.")


class WorkbookUnwritable(WorkbookError):
    """The disk is full, or the folder may not be written."""

    exit_code = ExitCode.OUTSIDE
    sentence = N_("{place} can't be written: {detail}.")
    remedy = N_("Free some space or ask for the right to write there; the workbook is as it was.")


class WorkbookUnreachable(WorkbookError):
    """The server that has the workbook can't be reached, or refuses; nothing was written."""

    exit_code = ExitCode.OUTSIDE
    sentence = N_("{place} can't be reached: {detail}.")
    remedy = N_("Check the network, then run the command again: it is safe; nothing was written.")


class WorkbookUncertain(WorkbookError):
    """The server did not say whether it saved the workbook."""

    exit_code = ExitCode.OUTSIDE
    sentence = N_("It is not known whether {place} was saved: {detail}.")
    remedy = N_("Run the command again: it is safe, and starts from what is there.")


class WorkbookUnsafe(WorkbookError):
    """The workbook holds something that the suite could not keep as it is."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{place} holds something that could not be kept safely: {detail}.")
    remedy = N_("Nothing was written. Take it out of the managed tabs, then try again.")


class WorkbookUnfit(WorkbookUnsafe):
    """The workbook as a whole may not be changed as it is; ``cure`` says what people can do."""

    sentence = N_("{place} can't be changed as it is: {detail}.")
    remedy = N_("Nothing was written. {cure}")


SAVE_AGAIN = N_("Open it in Excel or LibreOffice, save it there, then try again.")
"""The cure of what only an odd program writes."""


class WorkbookDamaged(WorkbookError):
    """What was written beside the workbook does not read back as it should."""

    exit_code = ExitCode.OUTSIDE
    sentence = N_("{place} was not replaced: its new version does not read back right ({detail}).")
    remedy = N_("The workbook is as it was. Report this, with a copy of the workbook.")
