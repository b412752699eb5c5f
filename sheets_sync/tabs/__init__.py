"""The managed tabs: one module each, its columns, who owns them, rows <-> records."""
