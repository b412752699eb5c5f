"""The templates: sandboxed, escaped, strict about names that do not exist."""

from __future__ import annotations

from functools import lru_cache
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reports.language import reports_language
from reports.typography import plain
from reports.typography import typeset

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

FOLDER = Path(__file__).parents[1] / "templates"


def fill(template: str, code: str, **values: object) -> str:
    """The HTML that a template gives in a language ("fr" or "en")."""
    return environment(code).get_template(template).render(**values)


@lru_cache(maxsize=4)
def environment(code: str) -> ImmutableSandboxedEnvironment:
    """Templates of one language: ``text``, ``plural``, and the filter ``typeset``."""
    from jinja2 import FileSystemLoader
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = reports_language(code)
    made.globals.update(text=language.text, plural=language.plural, language=language)
    made.filters["typeset"] = partial(typeset, code=code)
    made.filters["plain"] = partial(plain, code=code)
    return made
