"""Workbooks as .xlsx files, patched in place."""
