"""Why mails do not go out, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.language import Language
    from sheets_sync.app.mail_server import NotTaken


class NoMailServer(PalmaresError):
    """The campaign names no mail server."""

    exit_code = ExitCode.USAGE
    sentence = N_("This campaign does not say by which server mails go.")
    remedy = N_("Write it in campaign.toml, under [mail]: server, security, user and sender.")


class NoMailTo(PalmaresError):
    """No mail, or more than one, is for who goes by a name; values: name, known."""

    exit_code = ExitCode.USAGE
    sentence = N_("No single mail is for “{name}”.")
    remedy = N_("Choose one of: {known}.")


class AgainToAll(PalmaresError):
    """Somebody asked to send again without saying to whom."""

    exit_code = ExitCode.USAGE
    sentence = N_("--again needs --only: nobody should get a mail twice by mistake.")
    remedy = N_("Name who is to get it once more: --again --only NAME.")


class MailsRefused(PalmaresError):
    """The server took some mails and refused others."""

    exit_code = ExitCode.FINDINGS
    sentence, many = NN_(
        "{count} mail was not taken by the server; {sent} went out.",
        "{count} mails were not taken by the server; {sent} went out.",
    )
    remedy = N_(
        "A code that begins with 4 passes: run the command again later. With 5, correct what "
        "the server says (the address, most often), draft again, then send again."
    )

    def __init__(self, refused: Sequence[tuple[str, NotTaken]], sent: int) -> None:
        """Keep who did not get theirs, and what the server said."""
        super().__init__(count=len(refused), sent=sent)
        self.refused = tuple(refused)

    def explain(self, language: Language) -> tuple[str, str]:
        """The count, then each name with the server's answer; the remedy."""
        count = len(self.refused)
        lines = [language.plural(self.sentence, self.many, count, sent=self.values["sent"])]
        lines += [f"– {name}: {error.explain(language)[0]}" for name, error in self.refused]
        return "\n".join(lines), language.text(self.remedy)
