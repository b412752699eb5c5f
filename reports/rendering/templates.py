"""The templates: sandboxed, escaped, strict about names that do not exist."""

from __future__ import annotations

from functools import lru_cache
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reports.errors import TemplateStopped
from reports.errors import TemplateWrong
from reports.language import reports_language
from reports.rendering.custom import OURS
from reports.rendering.fence import ROOM
from reports.rendering.fence import RanWild
from reports.rendering.fence import cage
from reports.rendering.fence import fenced
from reports.rendering.fence import joined
from reports.rendering.fence import rounded
from reports.rendering.fence import summed
from reports.typography import plain
from reports.typography import typeset

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from reports.rendering.custom import Custom

FOLDER = Path(__file__).parents[1] / "templates"
_MISTAKES = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
)


def fill(template: str, code: str, custom: Custom = OURS, **values: object) -> str:
    """The HTML that a template gives in a language ("fr" or "en").

    Raises:
        TemplateWrong: one of the organiser's templates does not work.
    """
    return _filled(environment(code, custom), template, custom, values)


def fill_text(template: str, code: str, custom: Custom = OURS, **values: object) -> str:
    """The plain text that a template gives: as :func:`fill`, with nothing escaped."""
    return _filled(text_environment(code, custom), template, custom, values)


def _filled(
    made: ImmutableSandboxedEnvironment, template: str, custom: Custom, values: dict[str, object]
) -> str:
    from jinja2 import TemplateError

    if not custom.templates:
        return made.get_template(template).render(**values)
    try:
        with fenced():
            return joined(made.get_template(template).generate(**values))
    except RanWild as error:
        raise _stopped(template, error, str(error)) from error
    except MemoryError as error:
        raise _stopped(template, error, f"> {ROOM >> 20} MB") from error
    except (TemplateError, *_MISTAKES) as error:
        raise _wrong(template, error) from error


@lru_cache(maxsize=8)
def environment(code: str, custom: Custom = OURS) -> ImmutableSandboxedEnvironment:
    """Templates of one language: ``text``, ``plural``, and the filter ``typeset``."""
    from jinja2 import ChoiceLoader
    from jinja2 import DictLoader
    from jinja2 import FileSystemLoader
    from jinja2 import StrictUndefined

    own = [DictLoader(dict(custom.templates))] if custom.templates else []
    made = cage()(
        loader=ChoiceLoader([*own, FileSystemLoader(FOLDER)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = reports_language(code)
    made.globals.update(text=language.text, plural=language.plural, language=language)
    made.filters["typeset"] = partial(typeset, code=code)
    made.filters["plain"] = partial(plain, code=code)
    made.filters["round"] = rounded
    made.filters["sum"] = partial(summed, made)
    for trusting in ("safe", "mark_safe"):
        made.filters.pop(trusting, None)
    return made


@lru_cache(maxsize=8)
def text_environment(code: str, custom: Custom = OURS) -> ImmutableSandboxedEnvironment:
    """The same templates where signs stand for themselves: for plain text, never for HTML."""
    return environment(code, custom).overlay(autoescape=False)


def _wrong(template: str, error: Exception) -> TemplateWrong:
    """The error for a template that does not work."""
    file = getattr(error, "name", None) or template
    line = getattr(error, "lineno", None) or _line(template, error)
    return TemplateWrong(file=file, line=line, reason=f"{type(error).__name__}: {error}")


def _stopped(template: str, error: Exception, reason: str) -> TemplateStopped:
    """The error for a template that has run wild."""
    return TemplateStopped(file=template, line=_line(template, error), reason=reason)


def _line(template: str, error: Exception) -> int | str:
    """The line of a template where an error happened; "?" where that cannot be told."""
    step, line = error.__traceback__, 0
    while step is not None:
        if step.tb_frame.f_code.co_filename in {"<template>", template}:
            line = line or step.tb_lineno
        step = step.tb_next
    return line or "?"
