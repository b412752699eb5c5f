"""Keep again what the evening gives now: ``python -m tests.golden``, then read the diff."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.golden import dump
from tests.golden import evening

KEPT = Path(__file__).with_name("kept")


def renew() -> None:
    """Write every kept file; those that are no longer made go."""
    with tempfile.TemporaryDirectory() as folder:
        texts = dump.kept(evening.office(Path(folder) / "campagne"))
    KEPT.mkdir(exist_ok=True)
    for path in KEPT.iterdir():
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (KEPT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
