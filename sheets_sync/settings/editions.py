"""The model editions that come with the program."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
INSTALLED = _PACKAGE / "_config"
CHECKOUT = _PACKAGE.parent / "config"


def model_editions() -> dict[str, Path]:
    """Folders of the model editions by id, in the order of their ids.

    An installed package carries them inside; a checkout has them beside the package.
    """
    home = INSTALLED if INSTALLED.is_dir() else CHECKOUT
    if not home.is_dir():
        return {}
    found = sorted(path.parent for path in home.glob("*/edition.toml"))
    return {folder.name: folder for folder in found}
