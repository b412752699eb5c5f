"""A server of Démarches Simplifiées on this machine, for tests: a real one, over HTTP."""
