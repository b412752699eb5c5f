"""The token of a live form: from the environment, a file outside the campaign, or a person."""

from __future__ import annotations

import os
import stat
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from reports.disk import unread
from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.errors import Reasoned
from reports.language import N_
from sheets_sync.sources.live.protocol import TOKEN

if TYPE_CHECKING:
    from reports.language import Language

TOKEN_FILE = "PALMARES_FORM_TOKEN_FILE"  # noqa: S105 - its name, not the token
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LONGEST = 1 << 16


class TokenMissing(PalmaresError):
    """Nobody gave the token; values: variable, file."""

    exit_code = ExitCode.USAGE
    sentence = N_("The token that reads the form is missing.")
    remedy = N_(
        "Give it in the environment, as {variable}; or write it into a file that only you can"
        " read, and give the file's name as {file}."
    )


class TokenExposed(PalmaresError):
    """The file of the token can be read by others, or lies in the campaign folder; value: file."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The token in {file} is not used: others can read that file.")
    remedy = N_(
        "Put it outside the campaign folder and take their right away (chmod 600); make a new"
        " token if they may have read it."
    )


class TokenUnreadable(Reasoned):
    """The file of the token can't be read; values: file, reason."""

    exit_code = ExitCode.USAGE
    sentence = N_("The file of the token, {file}, can't be read: {reason}.")
    remedy = N_("Check its name and your rights.")


def is_given() -> bool:
    """Whether the environment names a token of the form's own."""
    return any(os.environ.get(name, "").strip() for name in (TOKEN, TOKEN_FILE))


def form_token(folder: Path, language: Language) -> str:
    """The token; raises the errors above.

    ``folder`` is the campaign's, which is shared: no token may lie there.
    """
    given = os.environ.get(TOKEN, "").strip()
    named = os.environ.get(TOKEN_FILE, "").strip()
    if not given and named:
        given = _of_file(Path(named), folder)
    if not given and sys.stdin.isatty():
        given = getpass(language.text("Token of the form: ")).strip()
    if not given:
        raise TokenMissing(variable=TOKEN, file=TOKEN_FILE)
    return given


def _of_file(path: Path, folder: Path) -> str:
    try:
        with path.open("rb") as file:
            rights = os.fstat(file.fileno()).st_mode
            exposed = os.name == "posix" and rights & OTHERS
            if exposed or path.resolve().is_relative_to(folder.resolve()):
                raise TokenExposed(file=path)
            return file.read(LONGEST).decode("utf-8").strip()
    except OSError as error:
        raise TokenUnreadable(file=path, reason=unread(error)) from None
    except UnicodeDecodeError:
        raise TokenUnreadable(file=path, reason=N_("it is no text")) from None
