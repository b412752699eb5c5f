"""Message catalogues: extracted from the sources, merged with translations, compiled.

    python -m scripts.messages [EXTRA.po ...]

Message identifiers are English sentences; a catalogue holds their French. Translations of
the extra files fill what has none yet. What is left to translate is listed.
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import IO
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.messages.pofile import write_po
from jinja2 import Environment
from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
LOCALE = "fr"

Keywords = dict[str, tuple[int, ...] | None]
OURS: Keywords = {"N_": None, "NN_": (1, 2), "text": None, "plural": (1, 2)}
CLICKS: Keywords = {"_": None, "ngettext": (1, 2)}


class Domain(NamedTuple):
    """One catalogue: what its messages are read from, and the package that carries it."""

    name: str
    sources: Path
    package: str
    keywords: Keywords

    def path(self, kind: str) -> Path:
        """Its file: ``kind`` is "po" or "mo"."""
        return ROOT / self.package / "locale" / LOCALE / "LC_MESSAGES" / f"{self.name}.{kind}"


DOMAINS = (
    Domain("reports", ROOT / "reports", "reports", OURS),
    Domain("sheets_sync", ROOT / "sheets_sync", "sheets_sync", OURS),
    Domain("click", Path(click.__file__).parent, "sheets_sync", CLICKS),
)


def from_template(
    stream: IO[bytes],
    keywords: Iterable[str],
    comment_tags: object,
    options: object,
) -> Iterator[tuple[int, str, tuple[Any, ...], list[str]]]:
    """Messages of a Jinja template: ``text("…")`` or ``language.text("…")`` (for Babel)."""
    del comment_tags, options
    tree = Environment(autoescape=True).parse(stream.read().decode("utf-8"))
    for call in tree.find_all(nodes.Call):
        name = str(getattr(call.node, "attr", None) or getattr(call.node, "name", ""))
        if name in keywords:
            yield call.lineno, name, (*map(constant, call.args), None), []


def constant(node: nodes.Expr) -> str | None:
    """The text of a literal; None for what is only known when the template is rendered."""
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None


def extract(domain: Domain) -> Catalog:
    """The messages that the sources of a domain hold, without translations."""
    template = Catalog(locale=LOCALE)
    methods = [("**.py", "python"), ("**/templates/**", "scripts.messages:from_template")]
    found = extract_from_dir(domain.sources, methods, keywords=domain.keywords)
    for name, _line, message, comments, _context in found:
        template.add(message, locations=[(Path(name).as_posix(), 0)], auto_comments=comments)
    return template


def read(path: Path) -> Catalog:
    """A catalogue from its .po file; an empty one when there is no file."""
    if not path.exists():
        return Catalog(locale=LOCALE, project="palmares", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=LOCALE, charset="utf-8")


def entries(catalogue: Catalog) -> dict[Any, Message]:
    """Messages by identifier (a pair where there is a plural), the heading left out."""
    found = (message for message in catalogue if message.id)
    return {each.id if isinstance(each.id, str) else tuple(each.id): each for each in found}


def translated(message: Message) -> bool:
    """Whether every form of a message has its words, checked by a person."""
    forms = message.string if isinstance(message.string, tuple | list) else [message.string]
    return bool(forms) and all(forms) and not message.fuzzy


def fields(texts: Iterable[str]) -> set[str]:
    """The ``{names}`` and ``%(names)s`` of some texts."""
    found: set[str] = set()
    for text in texts:
        found |= set(re.findall(r"%\((\w+)\)s", text))
        try:
            found |= {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError:  # braces that are no placeholder
            continue
    return found


def forms(value: object) -> tuple[str, ...]:
    """Singular and plural of an identifier or of a translation."""
    return tuple(value) if isinstance(value, tuple | list) else (str(value),)


WIDE = re.compile("\N{NO-BREAK SPACE}(?=[:;?!»]|$)|(?<=«)\N{NO-BREAK SPACE}")
"""A space of full width where this project has narrow ones, in every document alike.

One that ends a text stands before a sign too, which the program adds.
"""

NARROW = "\N{NARROW NO-BREAK SPACE}"

SLIPS = {
    "a straight apostrophe": re.compile(r"[a-zA-ZÀ-ÿ]'[a-zA-ZÀ-ÿ]"),
    "an ordinary space before a sign": re.compile(r"(?<=\w) [;:!?»](?=\s|$)|« "),
    "a wide space before a sign": WIDE,
    "straight quotation marks": re.compile(r'"'),
    "three points for an ellipsis": re.compile(r"\w\.\.\."),
}
"""What French typography would not have."""

TYPED = re.compile(r'--\w+ "[^"]*"')
"""What is typed into a shell as it stands, where signs are not typography."""


def problems(template: Catalog, catalogue: Catalog) -> list[str]:
    """What is wrong with a catalogue, given what the sources hold; empty when all is well."""
    wanted = entries(template)
    held = entries(catalogue)
    obsolete = [*(key for key in held if key not in wanted), *catalogue.obsolete]
    found = [f"missing: {key!r}" for key in wanted if key not in held]
    found += [f"obsolete: {key!r}" for key in obsolete]
    for key, message in held.items():
        if not translated(message):
            found.append(f"without translation: {key!r}")
            continue
        if fields(forms(key)) != fields(forms(message.string)):
            found.append(f"other placeholders: {key!r}: {message.string!r}")
        for slip, pattern in SLIPS.items():
            if any(pattern.search(TYPED.sub("", text)) for text in forms(message.string)):
                found.append(f"{slip}: {message.string!r}")
    return found


def fill(catalogue: Catalog, extra: Catalog) -> set[Any]:
    """Give missing translations from another catalogue; says which of its keys are known."""
    known = set()
    for key, given in entries(extra).items():
        message = catalogue.get(key)
        if message is None:
            continue
        known.add(key)
        if translated(given) and not translated(message):
            message.string = given.string
            message.flags.discard("fuzzy")
    return known


def typeset(catalogue: Catalog) -> None:
    """Put the narrow space wherever a translation has the wide one before a sign."""
    for message in filter(translated, entries(catalogue).values()):
        narrow = tuple(WIDE.sub(NARROW, text) for text in forms(message.string))
        message.string = narrow if isinstance(message.string, tuple | list) else narrow[0]


def compiled(catalogue: Catalog) -> bytes:
    """The .mo file of a catalogue."""
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def write(domain: Domain, catalogue: Catalog) -> None:
    """Write both files of a catalogue; nothing in them changes with lines or dates."""
    catalogue.header_comment = f"# French messages of palmares, domain {domain.name}."
    catalogue.project = "palmares"
    catalogue.version = "1"
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    domain.path("po").parent.mkdir(parents=True, exist_ok=True)
    with domain.path("po").open("wb") as stream:
        write_po(
            stream,
            catalogue,
            width=100,
            sort_output=True,
            include_lineno=False,
            ignore_obsolete=True,
        )
    domain.path("mo").write_bytes(compiled(catalogue))


def refresh(domain: Domain, extras: Iterable[Catalog]) -> tuple[set[Any], list[str]]:
    """Bring a catalogue up to date; gives the extra keys it knew and what is left to do."""
    template = extract(domain)
    catalogue = read(domain.path("po"))
    before = entries(catalogue)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    known: set[Any] = set()
    for extra in extras:
        known |= fill(catalogue, extra)
    typeset(catalogue)
    for key in before.keys() - entries(catalogue).keys():
        print(f"{domain.name}: dropped {key!r}: {before[key].string!r}")
    catalogue.obsolete.clear()
    write(domain, catalogue)
    return known, problems(template, catalogue)


def main(paths: list[str]) -> int:
    """Bring all catalogues up to date; 1 when something is left to translate."""
    extras = [read(Path(path)) for path in paths]
    left = 0
    known: set[Any] = set()
    for domain in DOMAINS:
        used, todo = refresh(domain, extras)
        known |= used
        left += len(todo)
        for each in todo:
            print(f"{domain.name}: {each}")
    for path, extra in zip(paths, extras, strict=True):
        for key in entries(extra).keys() - known:
            print(f"{path}: no source says {key!r}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
