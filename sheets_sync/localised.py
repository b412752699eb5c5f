"""Commands whose help speaks the reader's language."""

from __future__ import annotations

import copy
import gettext
import os
from collections import UserDict
from typing import TYPE_CHECKING
from typing import TypeVar

import click

from reports.language import N_
from sheets_sync.language import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.language import Language

C = TypeVar("C", bound=click.Command)
SUBCOMMANDS = (N_("COMMAND [ARGS]..."), N_("[COMMAND] [ARGS]..."))
"""What click says of a group that needs a command below it, and of one that may do without."""


def localised(command: C, language: Language) -> C:
    """A copy of a command, and of all below it, with its help in a language."""
    twin = copy.copy(command)
    twin.help = language.text(command.help) if command.help else command.help
    twin.epilog = language.text(command.epilog) if command.epilog else command.epilog
    twin.params = [_parameter(each, language) for each in command.params]
    if isinstance(twin, click.Group):
        twin.subcommand_metavar = language.text(twin.subcommand_metavar)
        twin.commands = _Below(twin.commands, language)
    return twin


class _Below(UserDict[str, click.Command]):
    """The commands of a group, each put in a language when it is asked for: one is run."""

    def __init__(self, commands: Mapping[str, click.Command], language: Language) -> None:
        super().__init__(commands)
        self._language = language

    def __getitem__(self, name: str) -> click.Command:
        return localised(super().__getitem__(name), self._language)


def _parameter(parameter: click.Parameter, language: Language) -> click.Parameter:
    twin = copy.copy(parameter)
    if twin.metavar:
        twin.metavar = language.text(twin.metavar)
    if isinstance(twin.type, click.IntRange):
        twin.type = copy.copy(twin.type)
        twin.type.name = language.text(N_("whole number"))
    if isinstance(twin, click.Option) and twin.help:
        twin.help = language.text(twin.help)
    return twin


def translate_click(language: Language) -> None:
    """Make click's own words ("Usage:", "Options:") speak the language too."""
    os.environ["LANGUAGE"] = language.code
    gettext.bindtextdomain("click", str(COMMANDS.folder))
    gettext.textdomain("click")
