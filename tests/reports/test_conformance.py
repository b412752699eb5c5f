"""What is drawn is archival (PDF/A-3a) and accessible (PDF/UA-1): veraPDF says so."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from reports.certificates import certificates
from reports.certificates import draw
from reports.results import results_pdf
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
    assert len(files) == 3 + 3 + 1 + 1
    assert failures(files, tmp_path) == {}


def test_document_without_its_claims_is_found_out(tmp_path: Path) -> None:
    """The check itself can fail, for each of the two standards."""
    content = draw(certificates(with_candidates(claix()))[0])
    claim = b"<pdfuaid:part>1</pdfuaid:part>"
    assert claim in content
    (tmp_path / "unclaimed.pdf").write_bytes(content.replace(claim, b" " * len(claim)))
    with pikepdf.open(BytesIO(content)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(tmp_path / "untagged.pdf")
    found = failures([tmp_path / "unclaimed.pdf", tmp_path / "untagged.pdf"], tmp_path)
    assert {
        case: [rule.split(" ")[0] for rule in sorted(rules)] for case, rules in found.items()
    } == {
        "unclaimed.pdf ua1": ["5-1"],
        "untagged.pdf 3a": ["6.7.3.3-1"],
        "untagged.pdf ua1": ["7.1-11", "7.1-3"],
    }
