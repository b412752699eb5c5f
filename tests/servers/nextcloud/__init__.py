"""Nextcloud Forms (OCS API v3), as far as responses are read through it, on this machine.

Built to the app's description of its API; the figures and names in it are made up.
"""
