"""The templates: sandboxed, escaped, strict about names that do not exist."""

from __future__ import annotations

import gc
import signal
import threading
from contextlib import contextmanager
from functools import lru_cache
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reports.errors import TemplateWrong
from reports.language import reports_language
from reports.rendering.custom import OURS
from reports.typography import plain
from reports.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from reports.rendering.custom import Custom

FOLDER = Path(__file__).parents[1] / "templates"
LONGEST = 2_000_000  # characters: a template that makes more has run wild
PATIENCE = 3  # seconds of computing: one that takes more, too
AGAIN = 0.2  # seconds: what is raised while an object is taken down is lost
_MISTAKES = (
    *(ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError),
    *(TimeoutError, TypeError, ValueError),
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
        with _in_time():
            return _joined(made.get_template(template).generate(**values))
    except (TemplateError, *_MISTAKES) as error:
        raise _wrong(template, error) from error


def _joined(pieces: Iterable[str]) -> str:
    """What a template gives, as long as it is not far too much."""
    made, size = [], 0
    for piece in pieces:
        made.append(piece)
        size += len(piece)
        if size > LONGEST:
            raise ValueError(f"> {LONGEST}")
    return "".join(made)


@contextmanager
def _in_time() -> Iterator[None]:
    """Stop what computes without end, where the system can: not on Windows, nor in a thread."""
    alone = threading.current_thread() is threading.main_thread()
    if not alone or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"> {PATIENCE} s")

    before, collecting = signal.signal(signal.SIGVTALRM, stop), gc.isenabled()
    gc.disable()  # what is raised while it works is lost, too
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if collecting:
            gc.enable()


@lru_cache(maxsize=8)
def environment(code: str, custom: Custom = OURS) -> ImmutableSandboxedEnvironment:
    """Templates of one language: ``text``, ``plural``, and the filter ``typeset``."""
    from jinja2 import ChoiceLoader
    from jinja2 import DictLoader
    from jinja2 import FileSystemLoader
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    own = [DictLoader(dict(custom.templates))] if custom.templates else []
    made = ImmutableSandboxedEnvironment(
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
    for trusting in ("safe", "mark_safe"):
        made.filters.pop(trusting, None)
    return made


@lru_cache(maxsize=8)
def text_environment(code: str, custom: Custom = OURS) -> ImmutableSandboxedEnvironment:
    """The same templates where signs stand for themselves: for plain text, never for HTML."""
    return environment(code, custom).overlay(autoescape=False)


def _wrong(template: str, error: Exception) -> TemplateWrong:
    """The error for a template, with the line where it happened if that can be told."""
    line = getattr(error, "lineno", None)
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename in {"<template>", template}:
            line = line or step.tb_lineno
        step = step.tb_next
    file = getattr(error, "name", None) or template
    reason = f"{type(error).__name__}: {error}"
    return TemplateWrong(file=file, line=line or "?", reason=reason)
