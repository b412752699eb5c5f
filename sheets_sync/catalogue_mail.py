"""Findings about mails: severity, sentence, remedy."""

from __future__ import annotations

from reports.language import N_

BLOCKING = "blocking"
WARNING = "warning"
NOTE = "note"

MAIL: dict[str, tuple[str, str, str]] = {
    "config-mail-password": (
        BLOCKING,
        N_("“{key}” holds a password: this file is no place for one."),
        N_(
            "Remove it, and have the password changed if others may have read the file. Give it"
            " as PALMARES_SMTP_PASSWORD, or type it when the command asks."
        ),
    ),
    "config-mail-server": (
        BLOCKING,
        N_("{found} is not the name of a mail server."),
        N_("Write the name alone, such as “smtp.example.org”; the port has a key of its own."),
    ),
    "config-mail-unprotected": (
        BLOCKING,
        N_("Mails, and the password, would go to {host} without encryption."),
        N_("Write security = “starttls” or “tls”; “none” is for a server on this very machine."),
    ),
    "mail-address-missing": (
        WARNING,
        N_("This candidate has no e-mail address: no mail is drafted."),
        N_("Write it in the column “{heading}”, then draft again; or send the letter by post."),
    ),
    "mail-address-wrong": (
        WARNING,
        N_("“{value}” is no e-mail address that can be written to: no mail is drafted."),
        N_(
            "Correct it: one address, or several with commas between them, without accents; a"
            " domain with accents in its form that begins with “xn--”."
        ),
    ),
    "mail-held": (
        NOTE,
        N_("The letter to {name} is held back: no mail is drafted."),
        N_("Release it in the tab of decisions, freeze again, then draft again."),
    ),
    "mail-certificate-unregistered": (
        WARNING,
        N_(
            "The certificate of {name} is not in the register as it lies in the folder: who"
            " checked it would not find it. No mail is drafted."
        ),
        N_("Run “palmares certificates”, then “palmares certificates register”, then again."),
    ),
    "mail-certificate-revoked": (
        WARNING,
        N_("The certificate of {name} was revoked: no mail is drafted."),
        N_("Give it again with “palmares certificates reissue”, or write by hand."),
    ),
    "mail-letters-missing": (
        WARNING,
        N_(
            "Letters that are not made yet, or not as the edition says: {count}. They are missing"
            " from the mails."
        ),
        N_("Run “palmares letters”, then draft again."),
    ),
    "mail-draft-edited": (
        NOTE,
        N_("{file} was changed by hand: it is kept, and will go out as it is."),
        N_("Delete it to have it drafted again."),
    ),
    "mail-draft-in-the-way": (
        WARNING,
        N_("{file} was changed by hand, and no longer says what edition and workbook say."),
        N_("Keep aside what you wrote, delete the file, then run “palmares mail draft” again."),
    ),
    "mail-draft-left": (
        NOTE,
        N_("{file} is left from an earlier drafting; it will not be sent."),
        N_("Delete it once you need it no longer."),
    ),
    "mail-draft-missing": (
        WARNING,
        N_("The mail to {name} is not drafted, or not as edition and workbook say now."),
        N_("Run “palmares mail draft”, and look at what it drafted."),
    ),
    "mail-draft-unreadable": (
        WARNING,
        N_("{file} cannot be sent: it has no valid address, or is no mail."),
        N_("Correct it, or delete it and run “palmares mail draft” again."),
    ),
    "mail-unknown": (
        WARNING,
        N_(
            "Nobody knows whether the mail to {name} arrived: on {time} the connection ended"
            " before the server answered. It is not sent again."
        ),
        N_(
            "Ask the candidate, or look for {message} in the server’s log. It arrived: palmares"
            " mail arrived {dossier}. It did not: palmares mail send --again --only {dossier}."
        ),
    ),
    "mail-changed-since": (
        NOTE,
        N_("The mail to {name} went out on {time}; its draft has changed since."),
        N_("To send it once more: palmares mail send --again --only {dossier}."),
    ),
}
