"""Grist's REST API, as far as a form's table is read through it, as a server on this machine.

Built to the published description of the API (columns, records, attachments); the figures
and names in it are made up.
"""
