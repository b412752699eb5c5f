"""The organiser's own templates: they take the place of ours, in the same cage."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from reports.certificates import certificates
from reports.certificates import draw
from reports.errors import AddressRefused
from reports.errors import DrawingFailed
from reports.errors import TemplateStopped
from reports.errors import TemplateUnreadable
from reports.errors import TemplateWrong
from reports.rendering.custom import OURS
from reports.rendering.custom import Custom
from reports.rendering.custom import read_custom
from reports.rendering.fence import LONGEST
from reports.rendering.fence import PATIENCE
from reports.rendering.fence import ROOM
from reports.rendering.templates import fill_text
from tests.reports.samples import claix
from tests.reports.samples import with_candidates
from tests.reports.texts import text_lines
from tests.verapdf import failures

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">
<title>{{ certificate.name | plain }}</title>
<style>* { font-family: "Palmares Sans" } html { image-rendering: crisp-edges }</style></head><body>
%s
</body></html>"""
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'


def drawn(folder: Path, body: str, name: str = "Ville de Claix") -> bytes:
    (folder / "certificate.html").write_text(PAGE % body, "utf-8")
    edition = with_candidates(claix(name=name))
    return draw(certificates(edition, custom=read_custom(folder))[0])


def test_no_folder_means_our_own_templates(tmp_path: Path) -> None:
    assert read_custom(tmp_path / "templates") == OURS


def test_template_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(SQUARE)
    content = drawn(
        tmp_path, '<h1>Diplôme</h1><img src="logo.svg" alt="Logo"><p>{{ certificate.name }}'
    )
    assert text_lines(content) == ["Diplôme", "Ville de Claix"]


def test_picture_alone_takes_the_place_of_the_frame(tmp_path: Path) -> None:
    edition = with_candidates(claix())
    ours = draw(certificates(edition)[0])
    (tmp_path / "frame.svg").write_bytes(SQUARE)
    theirs = draw(certificates(edition, custom=read_custom(tmp_path))[0])
    assert text_lines(theirs) == text_lines(ours)
    assert len(theirs) < len(ours)


def test_certificate_is_made_again_when_its_template_changes(tmp_path: Path) -> None:
    edition = with_candidates(claix())
    digests = {certificates(edition)[0].digest}
    for body in ("<h1>A</h1>", "<h1>B</h1>"):
        (tmp_path / "certificate.html").write_text(PAGE % body, "utf-8")
        digests.add(certificates(edition, custom=read_custom(tmp_path))[0].digest)
    (tmp_path / "logo.svg").write_bytes(SQUARE)
    digests.add(certificates(edition, custom=read_custom(tmp_path))[0].digest)
    assert len(digests) == 4


@pytest.mark.parametrize(
    "body",
    [
        "{{ nothing }}",
        "{{ certificate.nothing }}",
        "{% if %}",
        '{% include "../../etc/passwd" %}',
        "{{ certificate.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{% for n in range(10 ** 9) %}x{% endfor %}",
        "{{ certificate.name | safe }}",
        "{% autoescape false %}{{ certificate.name }}{% endautoescape %}",
        "{{ 1 / 0 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in range(9 ** 5) %}{% for b in range(9 ** 5) %}{{ a }}{% endfor %}{% endfor %}",
    ],
)
def test_template_that_does_not_work_is_named(body: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateWrong) as caught:
        drawn(tmp_path, f"\n\n{body}")
    assert caught.value.values["file"] in {"certificate.html", "../../etc/passwd"}


@pytest.mark.slow
def test_template_that_computes_without_end_is_stopped(tmp_path: Path) -> None:
    loop = "{% for a in range(9 ** 5) %}{% for b in range(9 ** 5) %}{% endfor %}{% endfor %}"
    with pytest.raises(TemplateStopped) as caught:
        drawn(tmp_path, loop)
    assert caught.value.values["reason"] == f"> {PATIENCE} s"


def filled(text: str) -> str:
    """What a template of the organiser gives as plain text."""
    return fill_text("own.txt", "fr", Custom(templates=(("own.txt", f"\n\n{text}"),)))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 3000000000 }}",
        "{{ 3000000000 * [1] }}",
        "{{ (10 ** 1000) ** 1000000 }}",
        "{% set n = namespace(x=3) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
        "{{ 1.5 | round(1000000000, 'floor') }}",
        "{{ 1.5 | round(precision=1000000000, method='ceil') }}",
    ],
)
def test_operator_that_would_make_far_too_much_is_refused_before_it_begins(text: str) -> None:
    with pytest.raises(TemplateStopped) as caught:
        filled(text)
    assert caught.value.values == {"file": "own.txt", "line": 3, "reason": f"> {LONGEST}"}


@pytest.mark.slow
def test_lists_that_are_added_up_without_end_are_stopped() -> None:
    with pytest.raises(TemplateStopped) as caught:
        filled("{{ ([[1]] * 400000) | sum(start=[]) | length }}")
    assert caught.value.values == {"file": "own.txt", "line": 3, "reason": f"> {PATIENCE} s"}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' | center(3000000000) }}",
        "{{ 'x'.ljust(3000000000) }}",
        "{{ '%3000000000d' % 1 }}",
        "{{ '{:>3000000000}'.format(1) }}",
        "{{ ('x' * 90000).replace('x', 'x' * 90000) }}",
        "{{ ('x' * 90000).join(['x'] * 90000) }}",
        "{{ [1] | batch(3000000000, 'x') | list }}",
        "{% set n = namespace(x=1) %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    ],
)
def test_template_that_takes_the_memory_of_the_machine_is_stopped(text: str) -> None:
    from resource import RLIMIT_AS
    from resource import getrlimit

    before = getrlimit(RLIMIT_AS)
    with pytest.raises(TemplateStopped) as caught:
        filled(text)
    told = {"file": "own.txt", "line": 3, "reason": f"> {ROOM >> 20} MB"}
    assert (caught.value.values, getrlimit(RLIMIT_AS)) == (told, before)


def test_template_that_computes_as_pages_do_is_left_alone() -> None:
    text = "{{ 7 * 6 }} {{ 'ab' * 3 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ 42.55 | round(1) }}"
    sums = "{{ [1, 2] | sum }} {{ [{'n': 3}, {'n': 4}] | sum('n') }} {{ [5] | sum(start=6) }}"
    assert filled(f"{text} {sums}").split() == [
        *("42", "ababab", "1024", "0.5", "42.5"),
        *("3", "7", "11"),
    ]


def test_picture_that_is_missing_is_named_as_the_template_does(tmp_path: Path) -> None:
    with pytest.raises(AddressRefused) as caught:
        drawn(tmp_path, '<img src="logo.png" alt="Logo">')
    assert caught.value.values["address"] == "logo.png"


def test_line_of_the_mistake_is_told(tmp_path: Path) -> None:
    for body in ("{{ nothing }}", "{% if %}", "{% autoescape false %}{% endautoescape %}"):
        with pytest.raises(TemplateWrong) as caught:
            drawn(tmp_path, f"\n\n{body}")
        assert caught.value.values["line"] == 6


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.svg", "file:///etc/passwd", "other.svg", "../logo.svg"]
)
def test_template_fetches_nothing(address: str, tmp_path: Path) -> None:
    with pytest.raises((AddressRefused, DrawingFailed)):
        drawn(tmp_path, f'<img src="{address}" alt="x">')


def test_hostile_name_is_text_in_any_template(tmp_path: Path) -> None:
    name = '<img src="file:///etc/passwd" alt="x">'
    found = drawn(tmp_path, "<h1>{{ certificate.name }}</h1>", name)
    assert "".join(text_lines(found)).replace(" ", "") == name.replace(" ", "")


def test_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "certificate.html").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateUnreadable) as caught:
        read_custom(tmp_path)
    assert caught.value.values == {"file": "certificate.html", "reason": "UTF-8"}


@pytest.mark.system
@pytest.mark.slow
def test_file_of_a_careful_template_is_archival_and_accessible(tmp_path: Path) -> None:
    (tmp_path / "frame.svg").write_bytes(SQUARE)
    style = '<style>@page { background: url("frame.svg") no-repeat }</style>'
    body = f"{style}<h1>Diplôme</h1><p>{{{{ certificate.name }}}}</p>"
    (tmp_path / "made.pdf").write_bytes(drawn(tmp_path, body))
    assert failures([tmp_path / "made.pdf"]) == {}
