"""Reads the import rules off a source tree: what is imported where, what pure code does.

Every rule takes the modules of a tree and gives one sentence per breach; an empty list
means that the rule holds. Only syntax is read, nothing is imported.
"""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from graphlib import CycleError
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

EDGE = (
    *("sheets_sync.start", "sheets_sync.cli", "sheets_sync.commands", "sheets_sync.terminal"),
    *("sheets_sync.outcome", "sheets_sync.localised"),
)
"""What talks with a person on a terminal."""

JOINING = ("sheets_sync.app",)
CONTRACTS = ("sheets_sync.workbooks.base", "sheets_sync.workbooks.errors")
ADAPTERS = ("sheets_sync.workbooks", "sheets_sync.sources", "sheets_sync.settings")
MESSAGES = ("reports.language", "reports.errors", "sheets_sync.language")
FROZEN = ("reports.edition", "reports.release")
REFUSALS = ("reports.disk", "reports.network")
"""What the system says of files and connections, in words: for whoever meets it."""

WRITING = ("reports.files", *REFUSALS)
"""Files written whole: for whatever writes some."""

OUTSIDE = {
    *("asyncio", "click", "ctypes", "getpass", "glob", "google", "gspread", "http", "importlib"),
    *("io", "locale", "logging", "lxml", "multiprocessing", "openpyxl", "os", "pathlib"),
    *(
        "pikepdf",
        "platform",
        "pydantic",
        "pydantic_core",
        "python_calamine",
        "requests",
        "rich",
        "secrets",
    ),
    *("shutil", "signal", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading"),
    *("time", "urllib", "urllib3", "uuid", "weasyprint", "zipfile"),
}
"""Modules that a pure one has no use for."""

DOING = {
    *("absolute", "chmod", "cwd", "environ", "expanduser", "getenv", "home", "iterdir", "mkdir"),
    *("now", "read_bytes", "read_csv", "read_excel", "read_json", "read_text", "rmdir"),
    *("to_csv", "to_excel", "to_json", "to_parquet", "today", "touch", "unlink", "utcnow"),
    *("write_bytes", "write_text"),
}
"""Attributes that read or write files, the clock or the environment."""

CALLING = {"open", "input", "print", "exec", "eval", "compile", "__import__", "breakpoint"}

KEEPERS = {
    "weasyprint": ("reports.rendering",),
    "odfdo": ("reports.rendering",),
    "openpyxl": ("sheets_sync.workbooks",),
    "gspread": ("sheets_sync.workbooks",),
    "graphql": ("sheets_sync.sources.live",),
    "urllib3": ("sheets_sync.workbooks", "sheets_sync.sources.live"),
    "distributed": ("reports.cluster",),
    "pkcs11": ("reports.sealing",),
    "smtplib": ("sheets_sync.app.mail_server",),
    "google": ("sheets_sync.workbooks", "sheets_sync.sources.live.google_forms"),
    "google_auth_oauthlib": ("sheets_sync.workbooks",),
    "oauthlib": ("sheets_sync.workbooks",),
    "python_calamine": ("sheets_sync.sources", "sheets_sync.workbooks"),
    "zlib_ng": ("sheets_sync.workbooks.xlsx.packing",),
    "pydantic": ("reports.checks",),
    "pydantic_core": ("sheets_sync.settings",),
    "click": EDGE,
    "rich": EDGE,
}
"""Libraries that only one place knows, so that it alone changes with them."""


class Import(NamedTuple):
    """One import: what it names, where, and whether it is there for types only."""

    name: str
    line: int
    typing: bool


@dataclass(frozen=True, slots=True)
class Module:
    """One module of the tree; ``lines`` is how long it is."""

    name: str
    tree: ast.Module
    lines: int
    imports: tuple[Import, ...]


def within(name: str, places: Iterable[str]) -> bool:
    """Whether a dotted name is one of the places, or below one."""
    return any(name == place or name.startswith(place + ".") for place in places)


def is_pure(name: str) -> bool:
    """Whether a module belongs to the pure core: all of sheets_sync but its edges."""
    if within(name, CONTRACTS):
        return True
    edges = (*EDGE, *JOINING, *ADAPTERS, *MESSAGES)
    return within(name, ["sheets_sync"]) and not within(name, edges)


def load(root: Path, packages: Iterable[str]) -> dict[str, Module]:
    """The modules of some packages below a folder, by dotted name."""
    paths = {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
        for package in packages
        for path in sorted((root / package).rglob("*.py"))
    }
    return {name: read(name, path, paths) for name, path in paths.items()}


def read(name: str, path: Path, known: Mapping[str, Path]) -> Module:
    """One module, its imports resolved against those that are known."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    return Module(name, tree, text.count("\n"), tuple(imports(tree, package, known)))


def imports(
    node: ast.AST, package: str, known: Mapping[str, Path], *, typing: bool = False
) -> Iterator[Import]:
    """All imports below a node, those inside functions too."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, typing) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            origin = absolute(child, package)
            for alias in child.names:
                inner = f"{origin}.{alias.name}"
                yield Import(inner if inner in known else origin, child.lineno, typing)
        else:
            guarded = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
            yield from imports(child, package, known, typing=typing or guarded)


def absolute(node: ast.ImportFrom, package: str) -> str:
    """The module that a ``from`` names, relative ones included."""
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    parts = parts[: len(parts) - node.level + 1]
    return ".".join([*parts, *filter(None, [node.module])])


def arrows(modules: Mapping[str, Module]) -> list[str]:
    """Reports stands alone; adapters meet the core in app only; the command line knows app."""
    return [
        f"{module.name}:{each.line} imports {each.name}"
        for module in modules.values()
        for each in module.imports
        if not allowed(module.name, each.name)
    ]


def allowed(name: str, imported: str) -> bool:
    """Whether an arrow may go from one of our modules to another; others may be imported."""
    if within(name, ["reports"]):
        return not within(imported, ["sheets_sync"])
    if not within(imported, ["sheets_sync", "reports"]):
        return True
    if within(imported, MESSAGES) or within(name, JOINING):
        return not within(imported, EDGE)
    if within(name, EDGE):
        return within(imported, [*EDGE, *JOINING, *REFUSALS]) or is_pure(imported)
    if within(name, ADAPTERS) and within(imported, ADAPTERS):
        return name.split(".")[1] == imported.split(".")[1] or is_pure(imported)
    writes = WRITING if within(name, ADAPTERS) else ()
    return is_pure(imported) or within(imported, [*FROZEN, *writes])


def outside(modules: Mapping[str, Module]) -> list[str]:
    """The pure core does no I/O, reads no clock and no environment, draws nothing unseeded."""
    found = []
    for module in filter(lambda each: is_pure(each.name), modules.values()):
        found += [
            f"{module.name}:{each.line} imports {each.name}"
            for each in module.imports
            if not each.typing and each.name.partition(".")[0] in OUTSIDE
        ]
        found += [
            f"{module.name}:{node.lineno} does {ast.unparse(node)}" for node in doing(module.tree)
        ]
    return found


def doing(tree: ast.Module) -> Iterator[ast.expr]:
    """What reaches outside although nothing forbidden is imported."""
    shared = shared_draws(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in DOING:
            yield node
        elif isinstance(node, ast.Call) and (called(node) in CALLING or draws(node, shared)):
            yield node.func


def called(node: ast.Call) -> str:
    """Dotted name of what is called; "" when it has none."""
    return ast.unparse(node.func) if isinstance(node.func, ast.Name | ast.Attribute) else ""


def shared_draws(tree: ast.Module) -> tuple[str, ...]:
    """Beginnings of the calls that draw from a generator which everybody shares."""
    names = ["np.random.", "numpy.random."]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [f"{a.asname or a.name}." for a in node.names if a.name == "random"]
        elif isinstance(node, ast.ImportFrom) and node.module == "random":
            names += [a.asname or a.name for a in node.names if a.name != "Random"]
    return tuple(names)


def draws(node: ast.Call, shared: tuple[str, ...]) -> bool:
    """Whether a call draws at random without a seed of its own."""
    name = called(node)
    if name.rpartition(".")[2] in {"Random", "default_rng"}:
        return not node.args and not node.keywords
    return name.startswith(shared)


def keepers(modules: Mapping[str, Module]) -> list[str]:
    """Each of some libraries is known in one place only (its types may be named elsewhere)."""
    return [
        f"{module.name}:{each.line} imports {each.name}"
        for module in modules.values()
        for each in module.imports
        if not each.typing
        and not within(module.name, KEEPERS.get(each.name.partition(".")[0], [module.name]))
    ]


def cycles(modules: Mapping[str, Module]) -> list[str]:
    """No module imports itself by way of others, not even for types."""
    graph = {
        module.name: {each.name for each in module.imports if each.name in modules}
        for module in modules.values()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" <- ".join(error.args[1])]
    return []


def sizes(modules: Mapping[str, Module], *, module: int, function: int) -> list[str]:
    """Modules and functions are no longer than so many lines (decorators not counted)."""
    found = [
        f"{each.name} has {each.lines} lines" for each in modules.values() if each.lines > module
    ]
    for each in modules.values():
        for node in ast.walk(each.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > function:
                    found.append(f"{each.name}.{node.name} has {lines} lines")
    return found


def libraries(modules: Mapping[str, Module]) -> set[str]:
    """Top-level names that are neither the standard library's nor the tree's own."""
    own = {name.partition(".")[0] for name in modules}
    names = {each.name.partition(".")[0] for module in modules.values() for each in module.imports}
    return names - own - set(sys.stdlib_module_names)
