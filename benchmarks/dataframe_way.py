"""What one would write with gspread-dataframe: put the form's export into a tab, whole.

A program of its own: python -m benchmarks.dataframe_way ADDRESS SPREADSHEET EXPORT
"""

from __future__ import annotations

import sys

import pandas as pd
from google.oauth2.credentials import Credentials
from gspread_dataframe import set_with_dataframe

from tests.servers.sheets.client import connect

TAB = "export"


def main(address: str, spreadsheet: str, export: str) -> None:
    """Write the export into the tab, made when it is not there."""
    table = pd.read_csv(export, sep=";", dtype=str, keep_default_na=False)
    token = "token-of-owner@example.org"  # noqa: S105 - of the local server
    owner = Credentials(token=token)  # type: ignore[no-untyped-call]  # no types there
    book = connect(address, owner).open_by_key(spreadsheet)
    there = {each.title: each for each in book.worksheets()}
    tab = there.get(TAB) or book.add_worksheet(TAB, *table.shape)
    set_with_dataframe(tab, table, resize=True, allow_formulas=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
