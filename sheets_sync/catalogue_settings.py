"""The findings of ``config/``: code -> (severity, sentence, remedy), for the catalogue.

Apart from the others because there are many. Values: ``known`` and ``nearest`` are lists
joined by commas, ``found`` is what stands in the file, ``example`` what could.
"""

from __future__ import annotations

from reports.language import N_
from sheets_sync.catalogue_grid import GRID
from sheets_sync.catalogue_levels import LEVELS

BLOCKING = "blocking"
WARNING = "warning"

FILES: dict[str, tuple[str, str, str]] = {
    "config-file-missing": (
        BLOCKING,
        N_("The file is missing from {folder}."),
        N_("Bring it back, or copy it from a model edition (“palmares init”)."),
    ),
    "config-file-unreadable": (
        BLOCKING,
        N_("The file cannot be read: {reason}."),
        N_("Check that it is a file and that you may read it."),
    ),
    "config-encoding": (
        BLOCKING,
        N_("The file is not UTF-8 text from this line on."),
        N_("Save it again with the character set UTF-8 (LibreOffice asks when it saves)."),
    ),
    "config-toml": (
        BLOCKING,
        N_("The file stops being TOML here ({reason})."),
        N_(
            "Look for a missing quote, bracket or “=” on this line or on the one before; numbers "
            "are written 12.5, dates 2023-06-12."
        ),
    ),
    "config-toml-doubled": (
        BLOCKING,
        N_("This key or this section was already given above."),
        N_("Keep one of the two; an item of a list begins with [[two brackets]]."),
    ),
    "config-csv": (
        BLOCKING,
        N_("The table cannot be read from this line on ({reason})."),
        N_("Look for a quote that is not closed; inside a text, write every quote twice."),
    ),
}

KEYS: dict[str, tuple[str, str, str]] = {
    "config-key-misspelt": (
        BLOCKING,
        N_("There is no key “{key}”."),
        N_("Write “{nearest}” instead."),
    ),
    "config-key-unknown": (
        BLOCKING,
        N_("There is no key “{key}”."),
        N_("Remove it; the keys here are: {known}."),
    ),
    "config-key-missing": (
        BLOCKING,
        N_("The key “{key}” is missing."),
        N_("Add it, such as: {key} = {example}"),
    ),
    "config-not-text": (
        BLOCKING,
        N_("“{key}” takes a text, not {found}."),
        N_("Write it between straight quotes."),
    ),
    "config-text-empty": (
        BLOCKING,
        N_("“{key}” is empty."),
        N_("Write at least one letter, or remove the line if it may be left out."),
    ),
    "config-not-number": (
        BLOCKING,
        N_("“{key}” takes a number, not {found}."),
        N_("Write it without quotes, with a point: 45 or 12.5."),
    ),
    "config-negative": (
        BLOCKING,
        N_("“{key}” is {found}: less than 0."),
        N_("Write 0 or more."),
    ),
    "config-not-whole": (
        BLOCKING,
        N_("“{key}” takes a whole number, not {found}."),
        N_("Write it without quotes nor decimals, such as 3."),
    ),
    "config-whole-outside": (
        BLOCKING,
        N_("“{key}” is {found}: outside the bounds."),
        N_("Write a number from {least} to {most}."),
    ),
    "config-not-bool": (
        BLOCKING,
        N_("“{key}” takes true or false, not {found}."),
        N_("Write one of the two, without quotes."),
    ),
    "config-not-date": (
        BLOCKING,
        N_("“{key}” takes a date, not {found}."),
        N_("Write year-month-day without quotes, such as 2023-06-12."),
    ),
    "config-not-moment": (
        BLOCKING,
        N_("“{key}” takes a day or a moment, not {found}."),
        N_("Write it without quotes nor time zone: 2023-11-10 or 2023-11-10T12:00:00."),
    ),
    "config-not-time": (
        BLOCKING,
        N_("“{key}” takes a time of day, not {found}."),
        N_("Write it without quotes, such as 17:00:00."),
    ),
    "config-not-list": (
        BLOCKING,
        N_("“{key}” takes a list, not {found}."),
        N_("Write it between square brackets; a list of sections begins with [[{key}]]."),
    ),
    "config-not-table": (
        BLOCKING,
        N_("“{key}” takes a table, not {found}."),
        N_("Write it between braces, such as {{ name = 10 }}, or as a section."),
    ),
    "config-list-empty": (
        BLOCKING,
        N_("There is no “{key}” at all."),
        N_("Give at least one."),
    ),
    "config-choice": (
        BLOCKING,
        N_("“{key}” may not be {found}."),
        N_("Write one of: {known}."),
    ),
    "config-colour": (
        BLOCKING,
        N_("“{key}” is not a colour: {found}."),
        N_("Write six hexadecimal digits between quotes, such as 2F7F86."),
    ),
    "config-timezone": (
        BLOCKING,
        N_("There is no time zone {found}."),
        N_("Write a name such as {nearest}."),
    ),
    "config-outside-folder": (
        BLOCKING,
        N_("“{key}” leads out of the campaign folder: {found}."),
        N_("Write the name of a file inside the folder, such as “{example}”."),
    ),
    "config-not-workbook": (
        BLOCKING,
        N_("“{key}” is not the name of a workbook: {found}."),
        N_("Write a name that ends in {known}."),
    ),
    "config-not-address": (
        BLOCKING,
        N_("“url” is not the WebDAV address of a workbook: {found}."),
        N_("Write it as the server's settings show it, with the file's name: {example}"),
    ),
    "config-not-page": (
        BLOCKING,
        N_("“verification” is not the address of a page: {found}."),
        N_("Write it whole, for instance https://label.example.org/verification.html."),
    ),
    "config-address-insecure": (
        BLOCKING,
        N_("The password and the workbook would travel to {host} for anybody to read (http)."),
        N_("Write https:// – or insecure = true, if that network is yours alone."),
    ),
    "config-address-idle": (
        BLOCKING,
        N_("“url” says that the workbook is on a server, “backend” that it is in this folder."),
        N_("Write webdav as “backend”, or remove “url”."),
    ),
    "config-password-written": (
        BLOCKING,
        N_("“{key}” holds a password: this file is no place for one."),
        N_(
            "Remove it, and have the password changed if others may have read the file. Give it"
            " as PALMARES_WEBDAV_PASSWORD, or type it when the command asks."
        ),
    ),
    "config-key-idle": (
        BLOCKING,
        N_("“{key}” is for the backend {owner}, but “backend” is {backend}."),
        N_("Remove “{key}”, or write {owner} as “backend”."),
    ),
    "config-key-written": (
        BLOCKING,
        N_("“{key}” holds a key or a token: this file is no place for one."),
        N_(
            "Remove it, and delete that key in the Google console if others may have read the"
            " file. Write the path of the key's file as “key”, or give the key as"
            " PALMARES_GOOGLE_KEY."
        ),
    ),
    "config-not-spreadsheet": (
        BLOCKING,
        N_("“spreadsheet” is not a Google spreadsheet: {found}."),
        N_("Open the spreadsheet and copy its address, such as {example}, or its id."),
    ),
    "config-spreadsheet-folder": (
        BLOCKING,
        N_("“spreadsheet” is a folder of Google Drive: {found}."),
        N_("Open the spreadsheet itself and copy its address, not that of its folder."),
    ),
    "config-separate-webdav": (
        BLOCKING,
        N_("Jurors can't have workbooks of their own on a WebDAV server."),
        N_("Write separate = false, or use the backend xlsx or google."),
    ),
    "config-juror-unknown": (
        BLOCKING,
        N_("There is no juror “{key}” in edition.toml."),
        N_("Write the id of one of the jurors: {known}."),
    ),
    "config-seal-pin": (
        BLOCKING,
        N_("“{key}” holds a PIN or a password: this file is no place for one."),
        N_(
            "Remove it, and change it if others may have read the file. Give it as"
            " PALMARES_SEAL_PIN, or type it when the command asks."
        ),
    ),
    "config-seal-module": (
        BLOCKING,
        N_("{found} is not where the library of a token may lie."),
        N_(
            "Write its whole path, outside the campaign folder, such as"
            " “/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so”: it is run with your rights."
        ),
    ),
    "config-not-email": (
        BLOCKING,
        N_("“{key}” takes e-mail addresses, not {found}."),
        N_("Write one address between quotes, such as name@example.org."),
    ),
}

IDS: dict[str, tuple[str, str, str]] = {
    "config-id-form": (
        BLOCKING,
        N_("“{id}” may not be an id."),
        N_("Use small letters without accents, digits and hyphens, such as “{example}”."),
    ),
    "config-id-reserved": (
        BLOCKING,
        N_("The id “{id}” is taken by the program."),
        N_("Choose another, such as “{example}”."),
    ),
    "config-id-doubled": (
        BLOCKING,
        N_("The id “{id}” already stands on line {line}."),
        N_("Give one of the two another id, or remove it."),
    ),
    "config-name-doubled": (
        BLOCKING,
        N_("“{name}” is the name of line {line} too: in the workbook it could mean either."),
        N_("Give one of the two another name."),
    ),
    "config-name-taken": (
        BLOCKING,
        N_("“{name}” is what people write in the workbook for no level at all."),
        N_("Give the level another name."),
    ),
    "config-classes-alike": (
        BLOCKING,
        N_("This class begins at {found} inhabitants, as that of line {line} does already."),
        N_("Write another number, or remove one of the two."),
    ),
    "config-question-unknown": (
        BLOCKING,
        N_("grid.csv has no question “{id}”."),
        N_("Write the id of a question; the nearest: {nearest}."),
    ),
    "config-option-unknown": (
        BLOCKING,
        N_("The question “{question}” has no option “{id}”."),
        N_("Write the id of one of its options; the nearest: {nearest}."),
    ),
    "config-domain-unknown": (
        BLOCKING,
        N_("edition.toml has no domain “{id}”."),
        N_("Write the id of a domain; the nearest: {nearest}."),
    ),
    "config-criterion-unknown": (
        BLOCKING,
        N_("“{id}” can't order the palmarès: it is neither a criterion nor a domain."),
        N_("Write “total”, “median”, “name” or the id of a domain; the nearest: {nearest}."),
    ),
    "config-track-unknown": (
        BLOCKING,
        N_("edition.toml has no track “{id}”."),
        N_("Write the id of a track; the nearest: {nearest}."),
    ),
    "config-type-unknown": (
        BLOCKING,
        N_("edition.toml has no type “{id}”."),
        N_("Write the id of a type; the nearest: {nearest}."),
    ),
    "config-class-unknown": (
        BLOCKING,
        N_("edition.toml has no population class “{id}”."),
        N_("Write the id of a class; the nearest: {nearest}."),
    ),
    "config-level-unknown": (
        BLOCKING,
        N_("edition.toml has no level “{id}”."),
        N_("Write the id of a level; the nearest: {nearest}."),
    ),
}

DATES: dict[str, tuple[str, str, str]] = {
    "config-closes-early": (
        BLOCKING,
        N_("Applications close ({closes}) before they open ({opens})."),
        N_("Correct “opens” or “closes”."),
    ),
    "config-ceremony-early": (
        BLOCKING,
        N_("The ceremony ({ceremony}) is before applications close ({closes})."),
        N_("Correct “closes” or the date of the ceremony."),
    ),
    "config-published-early": (
        BLOCKING,
        N_("Results are published ({published}) before applications close ({closes})."),
        N_("Correct “published” or “closes”."),
    ),
    "config-ceremony-hours": (
        BLOCKING,
        N_("The ceremony ends ({ends}) before it starts ({starts})."),
        N_("Correct “starts” or “ends”."),
    ),
    "config-weekday": (
        BLOCKING,
        N_("{date} is a {right}, not a {found}."),
        N_("Correct the date or the weekday: the one that was announced is wrong."),
    ),
}

SETTINGS = {**FILES, **KEYS, **IDS, **DATES, **LEVELS, **GRID}
