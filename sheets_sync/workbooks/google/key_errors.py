"""What keeps the suite from speaking for a Google account; no secret is in any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_

if TYPE_CHECKING:
    from reports.language import Language


class KeyProblem(PalmaresError):
    """Base; ``key`` says where the key was found: a path, or the name of a variable.

    ``detail``, where a sentence names it, is a message identifier itself.
    """

    exit_code = ExitCode.USAGE

    def explain(self, language: Language) -> tuple[str, str]:
        """Sentence and remedy in a language, with the detail in that language too."""
        values = dict(self.values)
        if "detail" in values:
            values["detail"] = language.text(str(values["detail"]))
        return language.text(self.sentence, **values), language.text(self.remedy, **values)


class KeyMissing(KeyProblem):
    """Nobody gave a key; values: variable."""

    sentence = N_("No key of a Google account was given.")
    remedy = N_(
        "Write its path as “key” under [workbook] in campaign.toml, or give it in the "
        "environment, as {variable}."
    )


class KeyUnreadable(KeyProblem):
    """The file can't be read; values: key, detail."""

    sentence = N_("The key {key} can't be read: {detail}.")
    remedy = N_("Check its path, and that the file is yours.")


class KeyExposed(KeyProblem):
    """Other users of this machine may read or write the file; values: key."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The key {key} is refused: other users of this machine may read or change it.")
    remedy = N_(
        "Run “chmod 600 {key}”. If others may have read it, delete that key in the Google "
        "console and make another one."
    )


class NotAKey(KeyProblem):
    """The content is no key of the kind that is wanted; values: key, detail."""

    sentence = N_("The key {key} is not what is needed: {detail}.")
    remedy = N_("Download it again from the Google console, as a JSON file.")


class KeyElsewhere(KeyProblem):
    """The key sends its holder to a server that is not Google's; values: key, host."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The key {key} is refused: it would be used at {host}, which is not Google's.")
    remedy = N_("Do not trust that file. Download the key again from the Google console.")


class ConsentMissing(KeyProblem):
    """A person must agree first, and nobody is at a terminal."""

    sentence = N_("Nobody has allowed palmares yet to act for a Google account on this machine.")
    remedy = N_(
        "Run “palmares check” in a terminal: the browser opens and asks. Where there is no "
        "browser, use a service account (“account” in campaign.toml)."
    )


class ConsentRefused(KeyProblem):
    """The person did not agree, or not to all that is needed; values: detail."""

    exit_code = ExitCode.REFUSED
    sentence = N_("Google was not allowed to let palmares in: {detail}.")
    remedy = N_("Run the command again and agree to both rights that the page lists.")


class ApiElsewhere(PalmaresError):
    """The server that stands in for Google is not on this machine; values: variable, address."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{variable} is refused: {address} is not an address of this machine.")
    remedy = N_("Remove it, or give the address of a local server: http://127.0.0.1:PORT.")
