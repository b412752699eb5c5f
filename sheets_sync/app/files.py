"""palmares form files: what candidates attached, fetched into the campaign folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.app.live import live_form
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.sources.live.protocol import GivesFiles
from sheets_sync.sources.live.protocol import Refreshing
from sheets_sync.sources.live.protocol import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from sheets_sync.app.live import LiveForm
    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Advance
    from sheets_sync.sources.live.attachments import Downloads
    from sheets_sync.sources.live.attachments import Wanted
    from sheets_sync.sources.live.model import Response
    from sheets_sync.sources.live.protocol import Tell


class DossierUnknown(PalmaresError):
    """The form has no such dossier; values: dossiers."""

    exit_code = ExitCode.USAGE
    sentence = N_("The form has no dossier {dossiers}.")
    remedy = N_("Copy the number from the tab of answers.")


def files(session: Session, dossiers: Sequence[str], tell: Tell) -> Step:
    """Plan the downloads of some dossiers, or of all; what is there already is not fetched.

    Files go to files/<dossier>/ in the campaign folder. Those that may not be fetched are
    findings.
    """
    from sheets_sync.sources.live.attachments import Downloads
    from sheets_sync.sources.live.attachments import is_there

    live = live_form(session, tell)
    taken = live.take_in()
    chosen = _chosen(taken.kept.responses, dossiers)
    downloads = Downloads(live.settings, _headers(live), tell)
    missing = [w for each in chosen for w in _places(each, session) if not is_there(w)]
    refused = [downloads.refusal(each) for each in missing]
    to_fetch = [w for w, why in zip(missing, refused, strict=True) if why is None]

    def write(advance: Advance) -> tuple[Said, ...]:
        return tuple(_fetch(live, downloads, to_fetch, advance, session))

    return Step(
        "form files",
        findings=tuple(each for each in refused if each),
        files=tuple(each.path for each in to_fetch),
        write=write,
        keep=lambda: live.store.save(taken.kept),
    )


def _chosen(responses: Iterable[Response], dossiers: Sequence[str]) -> list[Response]:
    by_id = {each.id: each for each in responses}
    unknown = [each for each in dossiers if each not in by_id]
    if unknown:
        raise DossierUnknown(dossiers=", ".join(unknown))
    return [by_id[each] for each in dossiers or by_id]


def _places(response: Response, session: Session) -> tuple[Wanted, ...]:
    from sheets_sync.sources.live.attachments import wanted

    return wanted(response, session.folder)


def _headers(live: LiveForm) -> dict[str, str]:
    """What a platform wants to see before it gives a file; most give it by its address."""
    source = live.source
    return dict(source.file_headers()) if isinstance(source, GivesFiles) else {}


def _fetch(
    live: LiveForm,
    downloads: Downloads,
    to_fetch: Sequence[Wanted],
    advance: Advance,
    session: Session,
) -> Iterator[Said]:
    """Dossier by dossier, with fresh addresses where the platform's are good for a while only."""
    done = 0
    for at, each in enumerate(_fresh(live, to_fetch, session), start=1):
        try:
            finding = downloads.fetch(each).finding
        except SourceError as error:
            yield Said(N_("{file}: {sentence}"), {"file": each.path.name, "sentence": error})
            continue
        advance(at, len(to_fetch))
        if finding:
            yield Said(N_("{file}: {sentence}"), {"file": each.path.name, "sentence": finding})
        else:
            done += 1
    yield counted(NN_("{count} file fetched.", "{count} files fetched."), done)


def _fresh(live: LiveForm, to_fetch: Sequence[Wanted], session: Session) -> Iterator[Wanted]:
    if not isinstance(live.source, Refreshing):
        yield from to_fetch
        return
    paths = {each.path for each in to_fetch}
    for dossier in dict.fromkeys(each.dossier for each in to_fetch):
        for response in live.source.fresh([dossier]):
            yield from (each for each in _places(response, session) if each.path in paths)
