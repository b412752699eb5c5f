"""What is drawn is archival (PDF/A-3a) and accessible (PDF/UA-1): veraPDF says so."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from reports.certificates import certificates
from reports.certificates import draw
from reports.letters import letters
from reports.minutes import minutes_pdf
from reports.results import results_pdf
from tests.reports.letter_samples import letter
from tests.reports.letter_samples import york
from tests.reports.meetings import made_up
from tests.reports.samples import claix
from tests.reports.samples import edition_2025
from tests.reports.samples import edition_in_english
from tests.reports.samples import with_candidates
from tests.verapdf import failures

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Edition

pytestmark = [pytest.mark.system, pytest.mark.slow]


def drawn(folder: Path, **editions: Edition) -> list[Path]:
    """The results and the certificates of some editions, as files."""
    for name, edition in editions.items():
        (folder / f"{name}.pdf").write_bytes(results_pdf(edition))
        for number, each in enumerate(certificates(edition)):
            (folder / f"{name}-{number}.pdf").write_bytes(draw(each))
    return sorted(folder.glob("*.pdf"))


def test_documents_of_every_scheme_are_archival_and_accessible(tmp_path: Path) -> None:
    hostile = with_candidates(
        claix(name="<b onload=x>Ville</b> & “Cie” " + "très longue " * 12, role="1ère adjointe")
    )
    files = drawn(tmp_path, other=edition_2025(), english=edition_in_english(), hostile=hostile)
    (tmp_path / "minutes.pdf").write_bytes(minutes_pdf(made_up()))
    proof = "ÉPREUVE – sous embargo jusqu’au mercredi 6 décembre 2023 à 17 h"
    opinion = replace(hostile.candidates[0], opinion="Un avis.\nEn deux parties.")
    watermarked = results_pdf(with_candidates(opinion), proof)
    (tmp_path / "proof.pdf").write_bytes(watermarked)
    files += [tmp_path / "minutes.pdf", tmp_path / "proof.pdf"]
    assert len(files) == 3 + 3 + 1 + 1 + 2
    assert failures(files) == {}


def test_letters_of_every_sort_are_archival_and_accessible(tmp_path: Path) -> None:
    """Laureate or not, with all that can be said or nothing, in both languages."""
    hostile = york(name="<b>Ville</b> " + "très longue " * 20, opinion="Avis <i>! " * 900)
    nothing = claix(level=None, total=None, domains={}, opinion="", civility="", bearer="")
    few = york(domains={"strategy": "0", "open": "100"}, level=None, mentions=())
    written = {
        "whole": letter(),
        "hostile": letter(hostile),
        "few": letter(few),
        "badge": letters(edition_2025())[0],
        "french": letters(with_candidates(claix(opinion="Un avis : « bravo » !")))[0],
        "nothing": letters(with_candidates(nothing))[0],
    }
    for name, each in written.items():
        (tmp_path / f"{name}.pdf").write_bytes(each.drawn().content)
    assert failures(sorted(tmp_path.glob("*.pdf"))) == {}


def test_document_without_its_claims_is_found_out(tmp_path: Path) -> None:
    """The check itself can fail, for each of the two standards."""
    content = draw(certificates(with_candidates(claix()))[0])
    claim = b"<pdfuaid:part>1</pdfuaid:part>"
    assert claim in content
    (tmp_path / "unclaimed.pdf").write_bytes(content.replace(claim, b" " * len(claim)))
    with pikepdf.open(BytesIO(content)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(tmp_path / "untagged.pdf")
    found = failures([tmp_path / "unclaimed.pdf", tmp_path / "untagged.pdf"])
    assert {
        case: [rule.split(" ")[0] for rule in sorted(rules)] for case, rules in found.items()
    } == {
        "unclaimed.pdf ua1": ["5-1"],
        "untagged.pdf 3a": ["6.7.3.3-1"],
        "untagged.pdf ua1": ["7.1-11", "7.1-3"],
    }
