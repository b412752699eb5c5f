"""One way of making certificates, as a process of its own: WAY COUNT FOLDER.

Every way makes one PDF file per laureate with the same words, the same frame, the same
signs and a QR code. Ours also measures whether the names fit, attaches a credential, keeps
a manifest, and writes each file whole or not at all.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import segno

from reports.batch import Making
from reports.batch import render_certificates
from reports.certificate_page import page
from reports.certificates import certificates
from reports.edition import Candidate
from reports.outcomes import Made
from reports.rendering.fonts import FACES
from reports.rendering.fonts import FOLDER
from reports.rendering.ornament import frame
from reports.rendering.signs import level_sign
from reports.verification.keys import Keys
from reports.verification.proof import Proving
from tests.reports.samples import edition_2023

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.certificate_page import Certificate
    from reports.edition import Edition

WORKERS = 2
PROVING = Proving(Keys(bytes(32)), "https://label.example/2023/verification/")
FIRST = ("Saint-", "Bourg-", "Ville de ", "Commune d’", "Val-", "Mont-", "L’Haÿ-", "Nœux-", "Aÿ-")
LAST = ("Exemple", "Inventée", "Échantillon", "en-Bouzemont", "lès-Essai", "sur-Modèle", "Factice")


def edition(count: int) -> Edition:
    """The edition of 2023 with so many made-up laureates, of all levels and name lengths."""
    candidates = tuple(
        Candidate(
            f"B-{n:05}", f"{FIRST[n % 9]}{LAST[n // 9 % 7]} {n}", "38", "ville", "label",
            str(1 + n % 5), "Mme", f"Porteuse {n} INVENTÉE", "Conseillère déléguée au numérique",
            ("coeur",) if n % 10 == 0 else (),
        )
        for n in range(count)
    )  # fmt: skip
    return replace(edition_2023(), candidates=candidates)


def ours(count: int, folder: Path, jobs: int = WORKERS) -> None:
    """The product itself."""
    made = render_certificates(edition(count), folder, Making(proving=PROVING), jobs=jobs)
    if not all(isinstance(each, Made) for each in made):
        raise ValueError(made)


def ours_alone(count: int, folder: Path) -> None:
    """The product in one process."""
    ours(count, folder, jobs=1)


def naive(count: int, folder: Path) -> None:
    """A loop over what WeasyPrint's own page of first steps shows."""
    from weasyprint import HTML

    for each in certificates(edition(count), PROVING):
        html = HTML(string=plain_html(each), base_url=FOLDER.as_uri() + "/")
        html.write_pdf(folder / each.file, pdf_variant="pdf/a-3a")


def chromium(count: int, folder: Path) -> None:
    """The same pages printed by one Chromium that stays open."""
    from playwright.sync_api import sync_playwright

    from tests import system

    program = system.CHROMIUM.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        sheet = browser.new_page()
        for each in certificates(edition(count), PROVING):
            source = folder / f"{each.file}.html"
            source.write_text(plain_html(each), "utf-8")
            sheet.goto(source.as_uri())
            sheet.pdf(path=folder / each.file, tagged=True, prefer_css_page_size=True)
            source.unlink()
        browser.close()


def typst(count: int, folder: Path) -> None:
    """A typst template, its compiler kept; PDF/A-3a and PDF/UA-1 by itself."""
    from typst import Compiler

    (folder / "certificate.typ").write_text(TYPST, "utf-8")
    compiler = Compiler(str(folder / "certificate.typ"), root=str(folder), font_paths=[str(FOLDER)])
    for each in certificates(edition(count), PROVING):
        (folder / "frame.svg").write_bytes(frame(each.level.colour))
        (folder / "sign.svg").write_text(str(level_sign(each.level, each.title)), "utf-8")
        (folder / "code.svg").write_bytes(qr(each))
        words = dict(zip(("label", "year"), (each.label, str(each.year)), strict=True)) | {
            "title": each.title, "name": each.name, "department": each.department,
            "bearer": f"{each.bearer}, {each.role}", "mentions": ", ".join(each.mentions),
            "given": each.given, "place": each.place, "notice": each.notice,
            "signed": each.signatories[0].name, "role": each.signatories[0].role,
            "code": each.proof.printed if each.proof else "",
        }  # fmt: skip
        content = compiler.compile(format="pdf", sys_inputs=words, pdf_standards=["a-3a", "ua-1"])
        (folder / each.file).write_bytes(bytes(content))  # type: ignore[arg-type]


def plain_html(certificate: Certificate) -> str:
    """Our page with its pictures and fonts where any HTML would have them."""
    picture = b64encode(frame(certificate.level.colour)).decode()
    sign = b64encode(str(level_sign(certificate.level, certificate.title)).encode()).decode()
    code = b64encode(qr(certificate)).decode()
    fonts = "".join(
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style};'
        f' font-weight: {face.weight}; src: url("{(FOLDER / face.file).as_uri()}") }}'
        for face in FACES
    )
    html = page(certificate).replace("<style>", f"<style>{fonts}", 1)
    html = html.replace('url("frame.svg")', f'url("data:image/svg+xml;base64,{picture}")')
    html = html.replace('src="sign.svg"', f'src="data:image/svg+xml;base64,{sign}"')
    return html.replace('src="code.png"', f'src="data:image/svg+xml;base64,{code}"')


def qr(certificate: Certificate) -> bytes:
    """The QR code as most would draw it: an SVG picture."""
    made = BytesIO()
    text = certificate.proof.link if certificate.proof else ""
    segno.make(text, error="m").save(made, kind="svg", scale=4, xmldecl=False)
    return made.getvalue()


TYPST = """
#let of = sys.inputs
#set document(title: of.label + " " + of.name, date: datetime(year: 2023, month: 12, day: 6))
#set text(font: ("EB Garamond 12", "EB Garamond", "Lato"), size: 15pt, lang: "fr",
  fill: rgb("1c1f24"))
#set page(width: 297mm, height: 210mm, margin: (x: 30mm, top: 21mm, bottom: 16mm),
  background: image("frame.svg", width: 297mm, height: 210mm))
#set align(center)
#heading(level: 1, text(size: 28pt, weight: "regular", smallcaps("Label " + of.label)))
_Édition #of.year _
#v(3mm)
#image("sign.svg", height: 21mm, alt: of.title)
#text(size: 25pt, smallcaps(of.title))

_est décerné à_
#heading(level: 2, text(size: 44pt, weight: "regular", of.name))
#text(size: 17pt, of.department)

Dossier porté par #of.bearer

#emph(of.mentions)
#place(bottom + left, dx: 4mm, dy: -8mm, image("code.svg", width: 28mm, alt: "QR code"))
#place(bottom + left, dx: 36mm, dy: -8mm, align(left, text(size: 12pt)[
  _Remis le_ #linebreak() #of.given #linebreak() #of.place #linebreak()
  #text(size: 7.5pt, font: "Lato")[Code #of.code]]))
#place(bottom + right, dx: -4mm, dy: -8mm, text(size: 12pt)[#of.signed #linebreak() #of.role])
#place(bottom + center, text(size: 7.5pt, font: "Lato", of.notice))
"""

WAYS: dict[str, Callable[[int, Path], None]] = {
    "ours": ours,
    "ours_alone": ours_alone,
    "naive": naive,
    "chromium": chromium,
    "typst": typst,
}

if __name__ == "__main__":
    WAYS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
