"""The minutes of the jury's meeting, as a PDF document and as a text that can be edited.

Both are made of one row of blocks, so that they say the same. Minutes are private: who was
there, who stood back and why, each proposal beside each decision. Nothing of them is in what
the public reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports import wording
from reports.blocks import Block
from reports.blocks import Document
from reports.blocks import Facts
from reports.blocks import Grid
from reports.blocks import Heading
from reports.blocks import Items
from reports.blocks import Quote
from reports.blocks import Signatures
from reports.blocks import Text
from reports.edition import digest
from reports.errors import MeetingUnknown
from reports.language import N_
from reports.language import reports_language
from reports.minutes_dossiers import Told
from reports.minutes_dossiers import dossiers
from reports.minutes_dossiers import overview
from reports.minutes_dossiers import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.edition import Edition
    from reports.edition import Juror
    from reports.edition import Meeting
    from reports.language import Language

PRESENCES = {
    "present": N_("Present"),
    "remote": N_("Present by video"),
    "excused": N_("Excused"),
    "absent": N_("Absent"),
}
AWAY = ("excused", "absent")


def minutes_pdf(edition: Edition) -> bytes:
    """The minutes as a PDF document, A4 upright.

    Raises:
        MeetingUnknown: the edition was frozen before it kept the meeting.
        CharacterUnprintable: a character is in none of the fonts.
    """
    from reports.rendering.fonts import check_characters
    from reports.rendering.pdf import render
    from reports.rendering.templates import fill

    shown = minutes(edition)
    check_characters(shown.texts())
    return render(fill("minutes.html", edition.language, edition=edition, shown=shown), {})


def minutes_odt(edition: Edition) -> bytes:
    """The minutes as an OpenDocument text, for whoever must add to them before signing.

    Raises:
        MeetingUnknown: as above.
        CharacterUnprintable: a text holds a control character.
    """
    from reports.rendering.fonts import check_controls
    from reports.rendering.odt import write_odt

    shown = minutes(edition)
    check_controls(shown.texts())
    return write_odt(shown, edition.language, edition.organiser, edition.frozen_at)


def minutes(edition: Edition) -> Document:
    """What the minutes say, in the language of the edition."""
    if edition.meeting is None:
        raise MeetingUnknown
    language = reports_language(edition.language)
    told = Told(edition, edition.meeting, language)
    title = language.text("Minutes of the meeting of the jury")
    label = language.text("{name} Label", name=edition.label)
    kicker = language.text("{label} – {year} edition", label=label, year=edition.year)
    opening = (Text(kicker, "kicker"), Heading(1, title), *_notices(edition, language))
    parts = (
        *_meeting(told),
        *_attendance(told),
        *_recusals(told),
        *_decisions(told),
        *_order(told),
        *_mentions(told),
        *_agreement(told),
        *_dissent(told),
        *_signing(told),
    )
    foot = language.text("{title} – {label}", title=title, label=kicker)
    return Document(title, foot, (*opening, *parts))


def _notices(edition: Edition, language: Language) -> Iterator[Block]:
    yield Text(language.text("Internal document: it is not published."), "notice")
    if edition.notice:
        yield Text(edition.notice, "notice")


def _meeting(told: Told) -> Iterator[Block]:
    """Where, when, under whom; what was examined."""
    meeting, language, unsaid = told.meeting, told.language, told.unsaid
    yield Heading(2, language.text("The meeting"))
    period = told.edition.campaign
    rows = [
        (language.text("Date"), language.date(meeting.date) if meeting.date else unsaid),
        (language.text("Place"), meeting.place or unsaid),
        (language.text("Chair"), meeting.chair or unsaid),
        (language.text("Organiser"), told.edition.organiser),
        (language.text("Applications"), language.period(period.opens, period.closes)),
        (language.text("Dossiers examined"), str(len(told.edition.candidates))),
        (language.text("Quorum"), _quorum(told)),
    ]
    yield Facts(tuple(rows))
    if meeting.note:
        yield Quote(language.text("Note"), meeting.note)


def _quorum(told: Told) -> str:
    language = told.language
    least = told.meeting.quorum
    reached = sum(bool(how and how.quorum) for _, how in told.lines)
    return language.text(
        "{marks} on a dossier; reached for {reached} of {dossiers}",
        marks=language.plural("{count} mark", "{count} marks", least),
        reached=reached,
        dossiers=language.plural("{count} dossier", "{count} dossiers", len(told.lines)),
    )


def _attendance(told: Told) -> Iterator[Block]:
    language, meeting, jury = told.language, told.meeting, told.edition.jury
    yield Heading(2, language.text("Attendance"))
    if not jury:
        yield Text(language.text("The edition names no juror."))
        return
    if any(meeting.presence.get(each.id) for each in jury):
        there = sum(meeting.presence.get(each.id) in {"present", "remote"} for each in jury)
        yield Text(
            language.plural(
                "{count} of {total} jurors took part in the meeting.",
                "{count} of {total} jurors took part in the meeting.",
                there,
                total=len(jury),
            )
        )
        yield from _otherwise(told)
    yield from _unsaid(told)
    headings = map(language.text, (N_("Juror"), N_("Role"), N_("Attendance")))
    rows = tuple((person(each), each.role, presence(meeting, each, language)) for each in jury)
    yield Grid(language.text("Attendance of the jurors"), tuple(headings), (32, 46, 22), rows)


def _otherwise(told: Told) -> Iterator[Block]:
    """Who is in no count of those present, since something else was typed."""
    language, presence = told.language, told.meeting.presence
    lines = [
        language.text("{name} ({reason})", name=person(each), reason=presence[each.id])
        for each in told.edition.jury
        if presence.get(each.id, "") not in {"", *PRESENCES}
    ]
    if lines:
        text = language.text(
            "Not counted there, noted otherwise: {told}.", told=language.list(lines)
        )
        yield Text(text)


def _unsaid(told: Told) -> Iterator[Block]:
    """How many jurors are in no count of those present, since nothing was said of them."""
    language, jury = told.language, told.edition.jury
    count = sum(not told.meeting.presence.get(each.id) for each in jury)
    if count == len(jury):
        yield Text(language.text("It is not said who took part in the meeting."))
    elif count:
        yield Text(
            language.plural(
                "Of {count} juror, it is not said.", "Of {count} jurors, it is not said.", count
            )
        )


def presence(meeting: Meeting, juror: Juror, language: Language) -> str:
    """How a juror was there, in words; what the list does not offer, as it was typed."""
    said = meeting.presence.get(juror.id, "")
    if not said:
        return language.text("Not said")
    return language.text(PRESENCES[said]) if said in PRESENCES else said


def person(juror: Juror) -> str:
    """A juror as documents name them."""
    return wording.person(juror.civility, f"{juror.first_name} {juror.last_name}".strip())


def _recusals(told: Told) -> Iterator[Block]:
    language = told.language
    yield Heading(2, language.text("Recusals"))
    rows = tuple(
        (told.name(recusal.juror), candidate.name, recusal.reason)
        for candidate, how in told.lines
        if how
        for recusal in how.recusals
    )
    if not rows:
        yield Text(language.text("No juror stood back from a dossier."))
        return
    yield Text(
        language.text(
            "These jurors stood back from the dossiers below: they neither marked nor discussed "
            "them, and no count or median has a mark of theirs."
        )
    )
    headings = map(language.text, (N_("Juror"), N_("Dossier"), N_("Reason")))
    yield Grid(language.text("Recusals by juror"), tuple(headings), (30, 34, 36), rows)


def _decisions(told: Told) -> Iterator[Block]:
    language = told.language
    yield Heading(2, language.text("Decisions"))
    if not told.lines:
        yield Text(language.text("No dossier was submitted to the jury."))
        return
    yield Text(summary(told))
    yield overview(told)
    details = tuple(dossiers(told))
    if details:
        yield Heading(2, language.text("Reasons and opinions"))
        yield from details


def _order(told: Told) -> Iterator[Block]:
    language, chain = told.language, told.meeting.ties
    yield Heading(2, language.text("Order and ties"))
    if chain:
        yield Text(language.text("Dossiers of one level are ordered by: {chain}.", chain=chain))
    ties = tuple(
        language.text("{name}: {text}", name=candidate.name, text=how.tie)
        for candidate, how in told.lines
        if how and how.tie
    )
    yield Items(ties) if ties else Text(language.text("No tie had to be broken."))


def _mentions(told: Told) -> Iterator[Block]:
    language, edition = told.language, told.edition
    if not edition.mentions:
        return
    yield Heading(2, language.text("Special mentions"))
    rows = []
    for mention in edition.mentions:
        holders = [each.name for each, _ in told.lines if mention.id in each.mentions]
        named = language.list(holders) if holders else language.text("Not awarded this year")
        rows.append((mention.name, named))
    headings = map(language.text, (N_("Mention"), N_("Holders")))
    yield Grid(language.text("Mentions and who holds them"), tuple(headings), (38, 62), tuple(rows))


def _agreement(told: Told) -> Iterator[Block]:
    if told.meeting.agreement:
        yield Heading(2, told.language.text("Agreement of the jurors"))
        yield from (Text(each) for each in told.meeting.agreement)


def _dissent(told: Told) -> Iterator[Block]:
    language, meeting = told.language, told.meeting
    yield Heading(2, language.text("Dissent"))
    said = [(told.name(juror), text) for juror, text in meeting.dissent.items()]
    if not said:
        yield Text(language.text("No juror asked for a dissent to be written down."))
    for name, text in said:
        yield Quote(name, text)


def _signing(told: Told) -> Iterator[Block]:
    """The sign-off, room to sign, and what the file was made from."""
    language, edition = told.language, told.edition
    yield Heading(2, language.text("Sign-off"))
    signed = edition.signoff
    if signed is None:
        yield Text(language.text("This edition was frozen without a sign-off."))
    else:
        yield Text(
            language.text(
                "{name} signed these decisions (print {print}) on {day}.",
                name=signed.name,
                print=signed.decisions,
                day=language.day(signed.date),
            )
        )
    yield Text(
        language.text(
            "Edition frozen on {day} at {hour}; fingerprint (SHA-256): {digest}",
            day=language.day(edition.frozen_at.date()),
            hour=language.hour(edition.frozen_at.timetz().replace(tzinfo=None)),
            digest=digest(edition),
        )
    )
    yield Signatures(language.text("Signatures"), tuple(_signers(told)))


def _signers(told: Told) -> Iterator[tuple[str, str]]:
    """Who chaired, then every juror who is not said to have been away."""
    meeting = told.meeting
    if meeting.chair:
        yield meeting.chair, told.language.text("Chair of the meeting")
    for each in told.edition.jury:
        away = meeting.presence.get(each.id) in AWAY
        if not away and _bare(person(each)) != _bare(meeting.chair):
            yield person(each), each.role


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()
