"""The documents of a label campaign, from a frozen edition alone."""
