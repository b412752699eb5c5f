"""Jurors' comments laid side by side, and a draft of the jury's opinion made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.jury.ballot import GENERAL
from sheets_sync.tabs.short_names import short_names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from reports.language import Language
    from sheets_sync.jury.ballot import Ballot
    from sheets_sync.scheme import Scheme


def comments(
    dossier: str, ballots: Mapping[str, Ballot], scheme: Scheme
) -> dict[str, list[tuple[str, str]]]:
    """The comments on a dossier by domain, in the jury's order: who wrote, what."""
    found: dict[str, list[tuple[str, str]]] = {}
    for juror, name in short_names(scheme.jury).items():
        ballot = ballots.get(juror)
        written = ballot.comments.get(dossier, {}) if ballot else {}
        for domain, text in written.items():
            found.setdefault(domain, []).append((name, text))
    return found


def beside(said: list[tuple[str, str]], language: Language) -> str:
    """Comments one below the other, each with its author."""
    return "\n".join(language.text("{name}: {text}", name=name, text=text) for name, text in said)


def apart(text: str, who: str, others: Iterable[str], language: Language) -> str:
    """What one author said in a text that :func:`beside` made; "" when nothing.

    ``others`` are all authors there may be; a comment ends where the next one begins.
    """
    starts = tuple(language.text("{name}: {text}", name=name, text="") for name in others)
    mine = language.text("{name}: {text}", name=who, text="")
    said: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.startswith(starts):
            inside = line.startswith(mine)
        if inside:
            said.append(line.removeprefix(mine))
    return "\n".join(said)


def draft(said: Mapping[str, list[tuple[str, str]]], scheme: Scheme, language: Language) -> str:
    """The comments as one text by domain, without their authors; "" when there is none.

    Nothing is written that no juror wrote: it is for an editor to make sentences of it.
    """
    names = {GENERAL: language.text("The whole dossier")}
    names |= {domain.id: domain.name for domain in scheme.domains}
    paragraphs = [
        language.text("{name}: {text}", name=name, text=_joined(said[domain]))
        for domain, name in names.items()
        if domain in said
    ]
    return "\n".join(paragraphs)


def _joined(said: list[tuple[str, str]]) -> str:
    """Texts in a row, each once, each ended as a sentence."""
    texts = dict.fromkeys(" ".join(text.split()) for _, text in said)
    return " ".join(text if text[-1] in ".!?…" else f"{text}." for text in texts)
