"""The part of Drive v3 (and of the v2 upload) that has to do with spreadsheets."""
