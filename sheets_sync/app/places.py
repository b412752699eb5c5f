"""Where certificates, and what makes them checkable, lie in a campaign folder."""

from __future__ import annotations

CERTIFICATES = "certificats"
BUNDLE = "certificats.zip"
SHEET = "planche-contact"
BADGES = "badges"
LETTERS = "lettres"
MAILS = "courriels"
TEMPLATES = ("config", "templates")
SECRETS = "secrets"
KEY = "verification.pem"
SEAL = "sceau.p12"
AUTHORITY = "autorite-de-test.pem"
PUBLIC = "verification"
REGISTER = "registre.json"
PAGE = "index.html"
