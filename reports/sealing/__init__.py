"""The organiser's electronic seal on finished PDF files (PAdES). Needs ``palmares[sign]``."""
