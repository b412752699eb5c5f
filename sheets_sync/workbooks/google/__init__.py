"""Workbooks that are Google spreadsheets."""
