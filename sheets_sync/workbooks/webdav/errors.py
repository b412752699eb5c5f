"""What a WebDAV server can refuse; nothing was written whenever one of these is raised."""

from __future__ import annotations

from reports.errors import ExitCode
from reports.language import N_
from sheets_sync.workbooks.errors import WorkbookUnreachable
from sheets_sync.workbooks.errors import WorkbookUnsafe


class LoginRefused(WorkbookUnreachable):
    """The name or the password is wrong; values: place, user."""

    sentence = N_("{place}: the server refuses the user {user} or the password.")
    remedy = N_(
        "Check “user” in campaign.toml and PALMARES_WEBDAV_PASSWORD; on Nextcloud, make an "
        "application password (Settings, Security). Nothing was written."
    )


class AccessRefused(WorkbookUnreachable):
    """The user may not do this; values: place, user."""

    sentence = N_("{place}: the server does not allow this to the user {user}.")
    remedy = N_("Ask its owner to share it with the right to edit. Nothing was written.")


class FolderMissing(WorkbookUnreachable):
    """The folder of the workbook is not there; values: place."""

    sentence = N_("{place}: this folder is not on the server.")
    remedy = N_("Check “url” in campaign.toml, or make the folder there. Nothing was written.")


class PageInstead(WorkbookUnreachable):
    """The server answers with a page for people, of a login as a rule; values: place."""

    sentence = N_("{place}: the server answers with a web page, not with the workbook.")
    remedy = N_(
        "Check “url” in campaign.toml (on Nextcloud it begins with "
        "https://…/remote.php/dav/files/) and that no login page of the network is in the way. "
        "Nothing was written."
    )


class AddressMoved(WorkbookUnreachable):
    """The server sends elsewhere, where the password does not follow; values: address."""

    sentence = N_("{place}: the server sends on to another address, {address}.")
    remedy = N_(
        "If you trust that address, write it as “url” in campaign.toml. The password was not "
        "sent there, and nothing was written."
    )


class CertificateRefused(WorkbookUnreachable):
    """Nothing proves that the server is the right one; values: detail."""

    sentence = N_("{place}: the certificate of the server is not valid ({detail}).")
    remedy = N_(
        "Ask whoever runs the server. The certificate of an authority of your own belongs in "
        "the system's store, or in a file named by SSL_CERT_FILE. No password was sent."
    )


class NoPrecondition(WorkbookUnsafe):
    """A change by somebody else could not be noticed while writing; values: place."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{place}: the server does not tell one version from another (no strong ETag).")
    remedy = N_(
        "Somebody's work could be lost, so nothing was written. Keep the workbook on another "
        "server, or in the campaign folder (the backend xlsx)."
    )
