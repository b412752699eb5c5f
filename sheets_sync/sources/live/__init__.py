"""Forms that are asked over the network: one protocol, one module (or package) per platform.

A platform's module offers ``open_source(settings, token, tell)`` (see :mod:`.registry`) and
turns what its server says into the values of :mod:`.model`. All that comes after is common:
:mod:`.intake` keeps what was pulled, :mod:`.table` brings it to the columns of an export.
"""
