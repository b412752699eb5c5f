"""The password of the mail server: from the environment or a person, never from a file."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_

if TYPE_CHECKING:
    from reports.language import Language

PASSWORD = "PALMARES_SMTP_PASSWORD"  # noqa: S105 - its name, not the password


class PasswordMissing(PalmaresError):
    """Nobody gave the password; values: variable."""

    exit_code = ExitCode.USAGE
    sentence = N_("The password of the mail server is missing.")
    remedy = N_("Give it in the environment, as {variable}, or run the command in a terminal.")


def password(language: Language) -> str:
    """The password of the server, from the environment or whoever is at the terminal.

    Raises :class:`PasswordMissing` when there is neither.
    """
    given = os.environ.get(PASSWORD, "")
    if not given and sys.stdin.isatty():
        given = getpass(language.text("Password of the mail server: "))
    if not given:
        raise PasswordMissing(variable=PASSWORD)
    return given
