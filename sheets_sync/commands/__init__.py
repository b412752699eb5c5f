"""The commands, by what they are about: parse, call the use case, print, exit code."""
