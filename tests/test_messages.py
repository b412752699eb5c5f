"""The catalogues hold every message, in good French, and are compiled."""

from __future__ import annotations

import ast
import gettext
import os
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from scripts import messages
from scripts.messages import DOMAINS
from scripts.messages import OURS
from scripts.messages import ROOT
from scripts.messages import Domain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NNBSP = "\u202f"
every_domain = pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)


@every_domain
def test_catalogue_is_complete_and_well_written(domain: Domain) -> None:
    """Nothing missing, obsolete, without words, with other placeholders, badly typed."""
    assert messages.problems(messages.extract(domain), messages.read(domain.path("po"))) == []


@every_domain
def test_compiled_catalogue_says_the_same_as_its_source(domain: Domain) -> None:
    """`make messages` was run after the last change."""
    source = messages.compiled(messages.read(domain.path("po")))
    found = words(read_mo(BytesIO(domain.path("mo").read_bytes())))
    wanted = words(read_mo(BytesIO(source)))
    assert set(found.items()) ^ set(wanted.items()) == set()


def words(catalogue: Catalog) -> dict[object, tuple[str, ...]]:
    """Translations by identifier."""
    return {key: messages.forms(each.string) for key, each in messages.entries(catalogue).items()}


def marked(tree: ast.AST) -> Iterator[ast.expr]:
    """First arguments of the calls that mark a message."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in OURS and not isinstance(node.args[0], ast.Call):
                yield node.args[0]


def half_literal(argument: ast.expr) -> bool:
    """Whether an argument mixes literal text with something else: extraction misreads it.

    Calls within the argument have brackets of their own, and are read well.
    """
    if isinstance(argument, ast.Constant):
        return False
    return any(isinstance(part.value, str) for part in constants(argument))


def constants(node: ast.AST) -> Iterator[ast.Constant]:
    """Constants below a node, those of calls left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant):
            yield child
        elif not isinstance(child, ast.Call):
            yield from constants(child)


def test_marked_messages_are_whole_literals_or_none() -> None:
    """`text("a" if x else "b")` would be extracted as "ab"."""
    found = [
        f"{path.relative_to(ROOT)}:{argument.lineno}"
        for package in ("reports", "sheets_sync")
        for path in sorted((ROOT / package).rglob("*.py"))
        for argument in marked(ast.parse(path.read_text(encoding="utf-8")))
        if half_literal(argument)
    ]
    assert found == []


@pytest.mark.parametrize("call", ['text("a" if x else "b")', 'N_(f"a {b}")', 'N_(words["a"])'])
def test_half_literal_is_noticed(call: str) -> None:
    """The rule above can fail."""
    assert [half_literal(argument) for argument in marked(ast.parse(call))] == [True]


def sources(folder: Path) -> Domain:
    """A small tree with one Python module and one template."""
    (folder / "templates").mkdir()
    (folder / "module.py").write_text(
        'A = N_("Marked.")\n'
        "def show(language, name):\n"
        '    language.text("Hello {name}", name=language.text(name))\n'
        '    return language.plural("{count} mark", "{count} marks", 2)\n',
        encoding="utf-8",
    )
    (folder / "templates" / "page.html").write_text(
        '<p title="{{ text("Title") }}">{{ language.text("In {place}", place=place) }}'
        '{{ language.plural("one", "many", count) }}{{ language.text(variable) }}',
        encoding="utf-8",
    )
    return Domain("small", folder, "small", OURS)


def test_extract_python_and_templates(tmp_path: Path) -> None:
    """Calls by any receiver, plurals as pairs, variables left out."""
    assert set(messages.entries(messages.extract(sources(tmp_path)))) == {
        "Marked.",
        "Hello {name}",
        ("{count} mark", "{count} marks"),
        "Title",
        "In {place}",
        ("one", "many"),
    }


def catalogue(po: str) -> Catalog:
    """A catalogue from plain entries."""
    return read_po(BytesIO(po.encode("utf-8")), locale="fr", charset="utf-8")


@pytest.mark.parametrize(
    ("po", "expected"),
    [
        ('msgid "A {x}"\nmsgstr "B {x}"', []),
        ("", ["missing: 'A {x}'"]),
        ('msgid "A {x}"\nmsgstr ""', ["without translation: 'A {x}'"]),
        ('#, fuzzy\nmsgid "A {x}"\nmsgstr "B {x}"', ["without translation: 'A {x}'"]),
        ('msgid "A {x}"\nmsgstr "B {y}"', ["other placeholders: 'A {x}': 'B {y}'"]),
        ('msgid "A {x}"\nmsgstr "l\'{x} d\'or"', ["a straight apostrophe: \"l'{x} d'or\""]),
        (
            'msgid "A {x}"\nmsgstr "B {x}"\n\nmsgid "Old"\nmsgstr "Vieux"',
            ["obsolete: 'Old'"],
        ),
        (
            'msgid "A {x}"\nmsgstr "Bon : {x}"',
            ["an ordinary space before a sign: 'Bon : {x}'"],
        ),
        (
            'msgid "A {x}"\nmsgstr "Un « {x}"',
            ["an ordinary space before a sign: 'Un « {x}'"],
        ),
        (
            'msgid "A {x}"\nmsgstr "Bon\u00a0: {x}"',
            ["a wide space before a sign: 'Bon\\xa0: {x}'"],
        ),
        (
            'msgid "A {x}"\nmsgstr "Un «\u00a0{x}\u202f»"',
            ["a wide space before a sign: 'Un «\\xa0{x}\\u202f»'"],
        ),
        (
            'msgid "A {x}"\nmsgstr "Un \\"{x}\\""',
            ["straight quotation marks: 'Un \"{x}\"'"],
        ),
        (
            'msgid "A {x}"\nmsgstr "Et {x} puis..."',
            ["three points for an ellipsis: 'Et {x} puis...'"],
        ),
    ],
)
def test_problems_of_a_catalogue(po: str, expected: list[str]) -> None:
    """Each sort of problem is found, and nothing else."""
    template = Catalog(locale="fr")
    template.add("A {x}")
    assert messages.problems(template, catalogue(po)) == expected


def test_fill_keeps_what_is_translated_and_tells_what_it_knows() -> None:
    """Extra files fill gaps only."""
    ours = catalogue('msgid "A"\nmsgstr "Ancien"\n\nmsgid "B"\nmsgstr ""')
    extra = catalogue(
        'msgid "A"\nmsgstr "Neuf"\n\nmsgid "B"\nmsgstr "Bé"\n\nmsgid "C"\nmsgstr "Cé"'
    )
    assert messages.fill(ours, extra) == {"A", "B"}
    assert words(ours) == {"A": ("Ancien",), "B": ("Bé",)}


def test_typeset_makes_wide_spaces_before_signs_narrow_and_leaves_others() -> None:
    ours = catalogue(
        'msgid "A"\nmsgstr "«\u00a0Bé\u00a0» no\u00a03\u00a0: quoi\u202f?"\n\n'
        'msgid "B"\nmsgid_plural "C"\nmsgstr[0] "un\u00a0;"\nmsgstr[1] "des\u00a0!"'
    )
    messages.typeset(ours)
    assert words(ours) == {
        "A": (f"«{NNBSP}Bé{NNBSP}» no\u00a03{NNBSP}: quoi{NNBSP}?",),
        ("B", "C"): (f"un{NNBSP};", f"des{NNBSP}!"),
    }


COMMAND = """
import click, gettext, sys
gettext.bindtextdomain("click", sys.argv.pop(1))
gettext.textdomain("click")

@click.command()
@click.argument("place", type=click.Path(exists=True))
def main(place): "Rien."

main(prog_name="essai")
"""


USAGE = f"Utilisation{NNBSP}: essai [OPTIONS] PLACE\n"
HINT = f"Pour l’aide{NNBSP}: «{NNBSP}essai --help{NNBSP}».\n\n"


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        (
            "--help",
            f"{USAGE}\n  Rien.\n\nOptions{NNBSP}:\n  --help  Afficher cette aide, puis quitter.\n",
        ),
        (
            "--halp",
            f"{USAGE}{HINT}Erreur{NNBSP}: L’option '--halp' n’existe pas."
            f" Vouliez-vous dire '--help'{NNBSP}?\n",
        ),
        (
            "nowhere",
            f"{USAGE}{HINT}Erreur{NNBSP}: Valeur incorrecte pour 'PLACE'{NNBSP}:"
            f" Chemin 'nowhere'{NNBSP}: introuvable.\n",
        ),
    ],
)
def test_click_speaks_french(argument: str, expected: str, tmp_path: Path) -> None:
    """The installed click finds its French words in our catalogue."""
    locale = DOMAINS[2].path("mo").parents[2]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, str(locale), argument],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        encoding="utf-8",
        env={**os.environ, "LANGUAGE": "fr", "PYTHONUTF8": "1"},
    )
    assert done.stdout + done.stderr == expected


def test_every_catalogue_is_found_by_gettext() -> None:
    """Where the program looks for it."""
    found = {
        domain.name: gettext.find(domain.name, str(ROOT / domain.package / "locale"), ["fr"])
        for domain in DOMAINS
    }
    assert found == {domain.name: str(domain.path("mo")) for domain in DOMAINS}
