"""Servers that stand in for services beyond this machine, over real HTTP."""
