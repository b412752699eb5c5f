"""The page of commands, docs/commands.md: the help of each, as the program prints it.

    python -m scripts.commands

Between ``<!-- help -->`` and ``<!-- end of help -->`` stands what the commands print.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheets_sync.cli import cli
from sheets_sync.language import language_for
from sheets_sync.localised import localised

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
BLOCK = re.compile(r"(<!-- help -->\n).*?(<!-- end of help -->)", re.DOTALL)
WIDTH = 90


def helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    """What ``--help`` prints, of a command and of all below it."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH)
    yield command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            yield from helps(command.commands[below], below, context)


def filled(text: str) -> str:
    """A page with the help of now."""
    told = "\n\n".join(helps(localised(cli, language_for("en")), "palmares", None))
    return BLOCK.sub(lambda found: f"{found[1]}```text\n{told}\n```\n{found[2]}", text)


def main() -> int:
    """Write the page anew."""
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
