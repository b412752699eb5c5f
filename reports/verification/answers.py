"""What each verdict is called, and what it means: the same on the page and in a terminal."""

from __future__ import annotations

from reports.language import N_

ANSWERS = {
    "valid": (
        N_("This certificate is valid"),
        N_("It was given by the organiser, and stands as follows. Compare each line with it."),
    ),
    "expired": (
        N_("This certificate has expired"),
        N_("It was given by the organiser; the day until which it held is past."),
    ),
    "replaced": (
        N_("This certificate was replaced"),
        N_("It was given by the organiser; another one has taken its place."),
    ),
    "revoked": (
        N_("This certificate was revoked"),
        N_("It was given by the organiser, who has taken it back."),
    ),
    "changed": (
        N_("This file is not the one that was given"),
        N_("It bears the code of a certificate, but something in it was changed or added."),
    ),
    "forged": (
        N_("This QR code is not the organiser’s"),
        N_("What it says was not signed with the organiser’s key, or was changed since."),
    ),
    "unregistered": (
        N_("The QR code is genuine, the register does not have it"),
        N_("The organiser signed these lines. Ask the organiser whether they still hold."),
    ),
    "unchecked": (
        N_("This browser cannot check the QR code"),
        N_("It says the following; the register does not have it. Try a recent browser."),
    ),
    "unknown": (
        N_("No certificate is known under this"),
        N_("Check the code, or whether the file is the one that the organiser sent."),
    ),
}
