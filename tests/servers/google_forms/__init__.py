"""The Google Forms API (v1), as far as responses are read through it, on this machine.

Built to the published reference of the API; the figures and names in it are made up.
"""
