"""What keeps a spreadsheet from being made for a campaign, or taken for one."""

from __future__ import annotations

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_


class NoRoom(PalmaresError):
    """The account can't own files; values: account."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{account} can't own a spreadsheet: Google gives it no room for files.")
    remedy = N_(
        "Make an empty spreadsheet yourself, share it with {account} as an editor, and run the "
        "command again with its address: --google ADDRESS. Or use a person's account "
        "(--account person)."
    )


class OtherCampaign(PalmaresError):
    """The spreadsheet holds the tabs of another campaign; values: place."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{place} holds the tabs of another campaign; it is left as it is.")
    remedy = N_("Name an empty spreadsheet, or let palmares make one (--google without address).")


class NotASpreadsheet(PalmaresError):
    """What was given is no spreadsheet; values: found."""

    exit_code = ExitCode.USAGE
    sentence = N_("“{found}” is not the address or id of a Google spreadsheet.")
    remedy = N_(
        "Open the spreadsheet and copy its address. To have one made, write --google at the end "
        "of the command, without an address."
    )


class NotAnEmail(PalmaresError):
    """What was given is no e-mail address; values: found."""

    exit_code = ExitCode.USAGE
    sentence = N_("“{found}” is not an e-mail address.")
    remedy = N_("Write --share once for each person, as in --share name@example.org.")
