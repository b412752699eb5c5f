"""One module per form platform, one protocol: what a form asks, and what was answered."""
