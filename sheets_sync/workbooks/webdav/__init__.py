"""Workbooks as .xlsx files on a WebDAV server, Nextcloud for one."""
