"""LimeSurvey's RemoteControl 2 (JSON-RPC) as a server on this machine.

Built to LimeSurvey's manual of the API and to the texts that its handler gives; the
figures and names in it are made up.
"""
