"""The errors of the suite: one base class, one exit code each, a sentence and a remedy.

A subclass states its ``sentence`` and its ``remedy`` as message identifiers (English,
with ``{names}``); the values are given when it is raised, and the text is made in the
reader's language at the very edge, by :meth:`PalmaresError.explain`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING
from typing import ClassVar

from reports.language import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.language import Language


class ExitCode(IntEnum):
    """What a command answers to the shell."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    OUTSIDE = 3
    REFUSED = 4
    INTERRUPTED = 130  # what shells expect of a program that Ctrl-C ended


class PalmaresError(Exception):
    """Something that stops a command; base of every error that the suite raises."""

    exit_code: ClassVar[ExitCode] = ExitCode.OUTSIDE
    sentence: ClassVar[str] = N_("The command stopped.")
    remedy: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        """Keep the values that the sentence and the remedy name."""
        super().__init__()
        self.values = values

    def explain(self, language: Language) -> tuple[str, str]:
        """Sentence and remedy in a language; the remedy may be empty."""
        values = self.told(language)
        remedy = language.text(self.remedy, **values) if self.remedy else ""
        return language.text(self.sentence, **values), remedy

    def told(self, language: Language) -> dict[str, object]:  # noqa: ARG002 - some put a value in it
        """The values as they are told in a language."""
        return self.values

    def __str__(self) -> str:
        """The sentence in English, for logs and tests."""
        return self.sentence.format_map(self.values)

    def __reduce__(self) -> tuple[Callable[..., PalmaresError], tuple[object, ...]]:
        """Cross from a worker process whole: exceptions forget keyword arguments."""
        return _rebuilt, (type(self), self.values)


class Reasoned(PalmaresError):
    """An error whose value ``reason`` is a message identifier, or what somebody else says."""

    def told(self, language: Language) -> dict[str, object]:
        """The values, the reason in the language too."""
        return {**self.values, "reason": language.text(str(self.values["reason"]))}


def _rebuilt(kind: type[PalmaresError], values: dict[str, object]) -> PalmaresError:
    return kind(**values)


# -- the frozen edition ---------------------------------------------------------------


class EditionUnreadable(PalmaresError):
    """There is no file, or it is not an edition; values: file."""

    sentence = N_("The frozen edition {file} cannot be read.")
    remedy = N_("Run “palmares freeze” to make it from the decisions.")


class EditionChanged(PalmaresError):
    """The file does not carry the hash of its own content; values: file."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The frozen edition {file} was changed after it was frozen.")
    remedy = N_("Correct the decisions in the workbook, then run “palmares freeze” again.")


class EditionInvalid(PalmaresError):
    """A key of an edition holds something else than it should.

    Values: key, problem (a message identifier of :mod:`reports.checks`) and value.
    """

    sentence = N_("The frozen edition is not valid at “{key}”: {problem}.")
    remedy = N_("Correct the settings of the edition, then run “palmares freeze” again.")

    def explain(self, language: Language) -> tuple[str, str]:
        """Sentence and remedy; the problem is put in the same language."""
        values = {**self.values, "problem": language.text(self._problem, **self.values)}
        return language.text(self.sentence, **values), language.text(self.remedy)

    def __str__(self) -> str:
        """The sentence in English."""
        problem = self._problem.format_map(self.values)
        return self.sentence.format_map({**self.values, "problem": problem})

    @property
    def _problem(self) -> str:
        return str(self.values["problem"])


# -- rendering ------------------------------------------------------------------------


class FontMissing(PalmaresError):
    """A bundled font file is gone; values: file."""

    sentence = N_("The font file {file} is missing: no document can be drawn.")
    remedy = N_("Install palmares again: the fonts come with it.")


class LibraryMissing(PalmaresError):
    """WeasyPrint cannot load the system libraries it draws with; values: reason."""

    sentence = N_("The libraries that draw PDF files cannot be loaded: {reason}")
    remedy = N_(
        "Install them: on Debian or Ubuntu, libpango-1.0-0, libpangoft2-1.0-0 and "
        "libharfbuzz-subset0."
    )


class CharacterUnprintable(PalmaresError):
    """No bundled font has a character; values: character, code, where."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("The character {character} ({code}) in “{where}” cannot be printed.")
    remedy = N_("Replace it in the workbook, then freeze the edition again.")


class TextTooLong(PalmaresError):
    """A document does not fit its page, even in the smallest size; values: where."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("The text for “{where}” does not fit on the page, even in small print.")
    remedy = N_("Shorten the name, the role or the mentions, then freeze the edition again.")


class AddressRefused(PalmaresError):
    """A document asked for something from outside; values: address."""

    exit_code = ExitCode.REFUSED
    sentence = N_("A document asked for {address}: nothing is ever fetched.")
    remedy = N_(
        "Take this address out of the template, or put its picture into the folder “templates”."
    )


class TemplateUnreadable(Reasoned):
    """A template or picture of the organiser cannot be read; values: file, reason."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("{file}, of your own templates, cannot be read ({reason}).")
    remedy = N_("Save it as text in UTF-8, or take it out of the folder “templates”.")


class TemplateWrong(PalmaresError):
    """A template of the organiser does not work; values: file, line, reason."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("Your own template {file} does not work, line {line}: {reason}.")
    remedy = N_("Correct it, or take it out of the folder “templates”: ours is used then.")


class TemplateStopped(TemplateWrong):
    """A template of the organiser takes far too much; values: file, line, reason."""

    sentence = N_(
        "Your own template {file} was stopped, line {line}: it takes far more than a page "
        "needs ({reason})."
    )
    remedy = N_(
        "Look there for a loop without end, or for a repetition or a width that is far too "
        "large; or take the file out of the folder “templates”: ours is used then."
    )


class DrawingFailed(PalmaresError):
    """WeasyPrint complained, or broke; values: reason."""

    sentence = N_("A document could not be drawn: {reason}")
    remedy = N_(
        "With templates or pictures of your own: correct what it names. Else run the command "
        "again; if it fails again, please report this sentence."
    )


class DrawingStopped(PalmaresError):
    """A worker process died while it drew; no values."""

    sentence = N_("The process that was drawing this document was stopped.")
    remedy = N_("Free some memory, then run the command again: what is made is kept.")


class ClusterUnreachable(PalmaresError):
    """No scheduler answers; values: address, reason."""

    sentence = N_("No Dask scheduler answers at {address}: {reason}.")
    remedy = N_("Check the address, or leave out --scheduler: this machine then draws alone.")


class ClusterEmpty(PalmaresError):
    """A scheduler has no workers; values: address, seconds."""

    sentence = N_("The Dask scheduler at {address} has had no worker for {seconds} seconds.")
    remedy = N_("Start workers there, or leave out --scheduler: this machine then draws alone.")


class ClusterUnlike(PalmaresError):
    """A worker would draw other files; values: worker, reason."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The Dask worker {worker} does not draw as this machine does ({reason}).")
    remedy = N_("Install the same version of palmares and of WeasyPrint on all of them.")


# -- files ----------------------------------------------------------------------------


class FileInTheWay(PalmaresError):
    """A file that the program did not make, or not as it is now; values: file."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{file} is not as this program left it, so it is kept.")
    remedy = N_("Move it elsewhere or delete it, then run the command again.")


class FolderUnwritable(Reasoned):
    """A file cannot be written; values: file, reason (a message identifier)."""

    sentence = N_("{file} cannot be written: {reason}.")
    remedy = N_("Check the free space and the rights of the folder, then run again.")


class TemporaryUnwritable(Reasoned):
    """Temporary files can't be written; values: folder, reason (a message identifier)."""

    sentence = N_("The folder for temporary files, {folder}, cannot be written: {reason}.")
    remedy = N_(
        "Free some space there, or name another folder in the variable TMPDIR, then run again."
    )


class MeetingUnknown(PalmaresError):
    """The edition was frozen without its meeting; no values."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("This edition was frozen without the meeting of the jury: it has no minutes.")
    remedy = N_("Run “palmares freeze” again, then “palmares minutes”.")


# -- verification ---------------------------------------------------------------------


class KeyUnreadable(PalmaresError):
    """A file holds no key pair of ours; values: file."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{file} holds no key that certificates can be signed with.")
    remedy = N_(
        "Put the organiser’s own key back from a backup; without it, “palmares seal new-key” "
        "makes another, and certificates that are already given must be given again."
    )


class RegisterDamaged(PalmaresError):
    """The register was changed, or is none; values: file."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The register {file} is not as this program wrote it.")
    remedy = N_("Put back the last copy of it that was published or saved.")


class RegisteredOtherwise(PalmaresError):
    """The register has a certificate that says something else; values: dossier."""

    exit_code = ExitCode.REFUSED
    sentence = N_("This certificate was given already, and would not be the same now.")
    remedy = N_('If it must be given again: palmares certificates reissue {dossier} --reason "…".')


class ExtraMissing(PalmaresError):
    """A part of the suite that is installed apart is not there; values: extra."""

    exit_code = ExitCode.OUTSIDE
    sentence = N_("This needs a part of palmares that is not installed: {extra}.")
    remedy = N_("Install it: pip install 'palmares[{extra}]'.")


class SealUnreadable(PalmaresError):
    """A file holds no seal, or the passphrase is wrong; values: file."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The seal {file} cannot be opened.")
    remedy = N_("It must be a PKCS#12 file (.p12, .pfx) with its key; check the passphrase.")


class TokenUnusable(PalmaresError):
    """A token does not open, or lacks what is asked for; values: token, module, reason."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The token “{token}” cannot be used for the seal ({reason}).")
    remedy = N_(
        "Check [seal] in campaign.toml, that the token is plugged in, and its PIN: after a few "
        "wrong ones a token locks itself. The library is {module}."
    )
