"""The pages of the site, filled from the templates."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports import wording
from reports.departments import department_name
from reports.language import N_
from reports.language import reports_language
from reports.names import sort_key
from reports.palmares import palmares
from reports.rendering.badge import SIZES
from reports.site.laureates import every
from reports.typography import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from markupsafe import Markup

    from reports.edition import Edition
    from reports.rendering.badge import Form
    from reports.site.laureates import Laureate
    from reports.site.laureates import Section

_WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ENDINGS = {"wide": "large", "square": "carre"}
_FORMS = {"wide": N_("Wide badge"), "square": N_("Square badge")}


class Filter(NamedTuple):
    """One drop-down list: its id, what it is of in the page's data, its words, its options."""

    id: str
    of: str
    title: str
    all: str
    options: list[tuple[str, str]]


class Shown(NamedTuple):
    """One badge on a laureate's page."""

    file: str
    title: str
    width: int
    height: int
    alternative: str
    snippet: str


class Table(NamedTuple):
    """One table on the page of the open data; ``csv`` and ``json`` are sizes in words."""

    id: str
    title: str
    rows: int
    csv: str
    json: str
    fields: tuple[object, ...]


class Pages:
    """The pages of one edition."""

    def __init__(self, edition: Edition, found: tuple[Section, ...], proof: str = "") -> None:
        """Keep what all pages need; ``proof`` is what each page of a proof says of itself.

        Raises:
            CharacterUnprintable: a text holds a control character.
        """
        from reports.rendering.fonts import check_controls

        self.edition = edition
        self.sections = found
        self.proof = proof
        self.laureates = every(found)
        self.palmares = palmares(edition)
        self.language = reports_language(edition.language)
        check_controls((text, text) for text in self._texts())

    def index(self) -> bytes:
        """The palmarès: levels, map, mentions, campaign."""
        counts = _counts(self.laureates)
        return self._filled(
            "index.html",
            "",
            palmares=self.palmares,
            sections=self.sections,
            several=len(self.sections) > 1,
            signs=self._signs(),
            filters=self._filters(),
            map=self._map(counts),
            key=self._key(),
            places=self._places(),
            hours=self.language.hours(self.edition.ceremony.starts, self.edition.ceremony.ends),
            jury=self._jury(),
        )

    def laureate(self, laureate: Laureate) -> bytes:
        """The page of one laureate."""
        from reports.rendering.signs import level_sign

        block = laureate.block
        return self._filled(
            "laureate.html",
            "../",
            laureate=laureate,
            sign=level_sign(block.level, block.alternative),
            badges=[self._badge(laureate, form) for form in SIZES],
        )

    def data(self, files: Mapping[str, bytes]) -> bytes:
        """The page of the open data, which are the files given."""
        from reports.open_data import PACKAGE
        from reports.open_data import SAFE
        from reports.open_data import licence_of

        return self._filled(
            "data.html",
            "",
            package=PACKAGE,
            safe=SAFE,
            licence=licence_of(self.edition)[1],
            tables=list(self._tables(files)),
        )

    def style(self) -> bytes:
        """The style sheet of all pages, with the font."""
        from reports.rendering.templates import fill
        from reports.rendering.webfont import web_font

        font = web_font("".join(self._texts()))
        code, proof = self.edition.language, self.proof
        return fill("site/style.css", code, palmares=self.palmares, font=font, proof=proof).encode()

    def _filled(self, template: str, root: str, **values: object) -> bytes:
        from reports.rendering.custom import OURS
        from reports.rendering.templates import fill

        edition = self.edition
        return fill(
            f"site/{template}",
            edition.language,
            OURS,
            edition=edition,
            root=root,
            proof=self.proof,
            place=wording.ceremony_place(edition.ceremony),
            website=self._website(),
            verification=_address(edition.verification),
            mail=edition.contact if _MAIL_ADDRESS.fullmatch(edition.contact) else "",
            **values,
        ).encode()

    def _website(self) -> str:
        return _address(self.edition.website)

    def _signs(self) -> dict[str, Markup]:
        from reports.rendering.signs import level_sign

        return {b.anchor: level_sign(b.level, b.alternative) for b in self.palmares.blocks}

    def _jury(self) -> list[tuple[str, str]]:
        return [
            (wording.person(j.civility, f"{j.first_name} {j.last_name}"), j.role)
            for j in self.edition.jury
        ]

    def _filters(self) -> list[Filter]:
        """The lists of levels, departments and types that laureates have."""
        text = self.language.text
        levels = [(b.anchor, b.title) for b in self.palmares.blocks if b.lines]
        places = sorted({(each.number, each.place) for each in self.laureates if each.number})
        kinds = {(each.type, each.kind) for each in self.laureates if each.type}
        return [
            Filter("level", "level", text("Level"), text("All levels"), levels),
            Filter("department", "department", text("Department"), text("All departments"), places),
            Filter(
                "type", "type", text("Type"), text("All types"),
                sorted(kinds, key=lambda pair: (sort_key(pair[1]), pair[0])),
            ),
        ]  # fmt: skip

    def _map(self, counts: Mapping[str, int]) -> Markup:
        from reports.rendering.map import department_map

        def say(number: str, count: int) -> str:
            name = f"{department_name(number)} ({number})"
            forms = "{name}: {count} laureate", "{name}: {count} laureates"
            return tidy(self.language.plural(*forms, count, name=name))

        title = self.language.text("Map of the laureates by department")
        return department_map(counts, title, lambda number: f"#departement-{number}", say)

    def _key(self) -> list[tuple[int, str]]:
        text = self.language.text
        return [
            (0, text("no laureate")),
            (1, text("1 laureate")),
            (2, text("2 or 3")),
            (3, text("4 or more")),
        ]

    def _places(self) -> list[tuple[str, str, list[Laureate]]]:
        """Departments with their laureates, by number; last those who have none."""
        found: dict[tuple[bool, str, str], list[Laureate]] = {}
        for each in sorted(self.laureates, key=lambda one: sort_key(one.name)):
            place = each.place or self.language.text("Without a department")
            found.setdefault((not each.number, each.number, place), []).append(each)
        return [(number, place, found[at]) for at in sorted(found) for _, number, place in [at]]

    def _badge(self, laureate: Laureate, form: Form) -> Shown:
        wide, tall = SIZES[form]
        file, said = badge_file(laureate, form), laureate.badge.alternative
        return Shown(
            file, self.language.text(_FORMS[form]), wide, tall, said,
            snippet(file, said, wide, tall, self._website()),
        )  # fmt: skip

    def _tables(self, files: Mapping[str, bytes]) -> Iterator[Table]:
        from reports.open_data import SAID
        from reports.open_data import TABLES

        for name, fields in TABLES.items():
            title = self.language.text(SAID[name], year=self.edition.year)
            rows = len(json.loads(files[f"{name}.json"]))
            csv, plain = (self._size(len(files[f"{name}.{end}"])) for end in ("csv", "json"))
            yield Table(name, title, rows, csv, plain, tuple(fields))

    def _size(self, count: int) -> str:
        size = self.language.number(-(-count // 1000))
        return self.language.text("{size} kB", size=size)

    def _texts(self) -> Iterator[str]:
        edition = self.edition
        yield from (text for _, text in self.palmares.texts())
        for each in self.laureates:
            yield from each.texts()
        yield from (edition.label, edition.organiser, edition.website, edition.contact)
        yield from (edition.notice, edition.introduction)
        yield from (edition.ceremony.place, edition.ceremony.event)
        for name, role in self._jury():
            yield from (name, role)


def badge_file(laureate: Laureate, form: Form) -> str:
    """The file name of a badge."""
    return f"{laureate.stem}_{_ENDINGS[form]}.svg"


def snippet(file: str, said: str, wide: int, tall: int, link: str) -> str:
    """The HTML with which a website shows a badge that lies beside its page."""
    from markupsafe import Markup

    picture = Markup('<img src="{file}" width="{wide}" height="{tall}" alt="{said}">').format(
        file=file, wide=wide, tall=tall, said=tidy(said)
    )
    if not link:
        return str(picture)
    return str(Markup('<a href="{link}">\n  {picture}\n</a>').format(link=link, picture=picture))


def _counts(laureates: tuple[Laureate, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for each in laureates:
        if each.number:
            counts[each.number] = counts.get(each.number, 0) + 1
    return counts


def _address(text: str) -> str:
    """A text that is an address of the web; "" where it is none."""
    return text if _WEB_ADDRESS.fullmatch(text) else ""
