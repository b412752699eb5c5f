"""A campaign that pulls from a server, in a process of its own that can be measured."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sheets_sync.form import FormSource
from sheets_sync.sources.live.demarches_simplifiees.source import DemarchesSimplifiees
from sheets_sync.sources.live.intake import take_in
from sheets_sync.sources.live.store import FormStore
from sheets_sync.sources.live.table import form_table

TOKEN = "benchmark"  # noqa: S105 - of a server that lives for a measure


def main(address: str, folder: str) -> None:
    """Pull, keep, make the table; print the figures as JSON."""
    settings = FormSource("demarches-simplifiees", address, "42")
    source = DemarchesSimplifiees(settings, lambda: TOKEN)
    store = FormStore(Path(folder), settings)
    taken = take_in(source, store)
    store.save(taken.kept)
    table = form_table(source.place, taken.kept.form, taken.kept.responses)
    figures = {
        "rows": len(table.rows),
        "kept": store.path.stat().st_size / 1024 / 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
