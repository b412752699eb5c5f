"""Measure: python -m benchmarks [NAME ...] [--write]."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from benchmarks.machine import described
from benchmarks.page import PAGE
from benchmarks.page import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.report import Report

NAMES = ("scoring", "jury", "start", "campaign", "workbook", "google", "forms", "certificates")


def main(arguments: Sequence[str]) -> None:
    """Measure what is named, or everything; a missed aim is said, and no failure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(NAMES)}")
    parser.add_argument("--write", action="store_true", help="write the figures into the README")
    asked = parser.parse_args(arguments)
    unknown = set(asked.names) - set(NAMES)
    if unknown:
        parser.error(f"no measure is called {', '.join(sorted(unknown))}")
    for name in asked.names or NAMES:
        machine = described()
        report: Report = import_module(f"benchmarks.{name}").measure()
        print(report.plain(), machine, "\n", sep="", flush=True)
        if asked.write:
            section = f"{report.markdown()}\n{machine}.\n"
            PAGE.write_text(written(PAGE.read_text("utf-8"), name, section), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
