"""Certificates that can be checked: codes, keys, a register, a page. Nothing is drawn here."""
