"""A holder lets an employer see what his certificate says, and ends that when he likes.

which certificate ─► with the name or without ─► for how long ─► PDF and link
my proofs ─► take one back ─► sure?
Everything stands in the buttons' data, so that old ones work, and is looked at anew when pressed.
"""

from __future__ import annotations

from collections.abc import Iterable

from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Command, Label, Press
from handlers.turns.turn import Turn
from locales import Words, skills
from locales.words import LANGUAGES, sentence
from programme.certificates import Certificate
from programme.employer_proofs import (
    DURATIONS,
    MOST_AT_ONCE,
    EmployerProof,
    Standing,
    can_be_proven,
)
from programme.messages import Attachment, Button
from programme.people import Link
from services.proofs import proofs
from services.proofs.credentials.issuer import Issuer, issuer_of
from services.proofs.credentials.publishing import signed_badge
from services.proofs.credentials.signing import ensure_key
from services.proofs.proofs import Held, NoOwnChat, NotProvable, TooManyProofs
from services.proofs.sheet import Check, proof_sheet

PERIODS = {90: sentence("90 days"), 30: sentence("30 days"), 365: sentence("1 year")}

YEAR = 365

STANDINGS = {
    Standing.TAKEN_BACK: sentence("taken back"),
    Standing.ENDED: sentence("its time is over"),
    Standing.OUTDATED: sentence("no longer right, please make a new one"),
    Standing.CERTIFICATE_EXPIRED: sentence("the certificate’s time is over"),
    Standing.CERTIFICATE_SUSPENDED: sentence("the certificate is suspended"),
    Standing.CERTIFICATE_REVOKED: sentence("the certificate is revoked"),
    Standing.CERTIFICATE_LOST: sentence("the certificate is reported lost"),
}
"""What its holder reads of a proof that doesn't hold."""


def offer(turn: Turn, link: Link, told: Iterable[Certificate]) -> list[Button]:
    """The button under news of certificates, where one of them can be proven."""
    if link.is_own and any(can_be_proven(each, turn.today) for each in told):
        return [Button(turn.say("Proof for an employer"), "proof")]
    return []


def show(turn: Turn) -> None:
    """Choose the certificate where there are several."""
    say = turn.say
    found = proofs.provable(turn.tx, turn.contact, turn.now, turn.today)
    if not found:
        raise NotProvable
    if len(found) == 1:
        _ask_name(turn, found[0].id)
        return
    turn.reply(
        say("A proof of which certificate?"),
        *(Button(_label(each), f"proof:of:{each.id}") for each in found),
        menu.cancel(turn),
    )


def _label(certificate: Certificate) -> str:
    name, issued = skills.name(certificate.skill), certificate.issued_on
    return f"{name} {issued.year}" if issued else name


def _ask_name(turn: Turn, certificate_id: int) -> None:
    say = turn.say
    proofs.state(turn.tx, turn.contact, certificate_id, turn.now, turn.today, named=False)
    has_some = proofs.held(turn.tx, turn.contact, turn.now, turn.today)
    turn.reply(
        say.paragraphs(
            say(
                "An employer sees the skill, the scheme, the certificate’s number and dates, and "
                "whether it is valid. Nothing else."
            ),
            say("Should the name be there too?"),
        ),
        Button(say("With the name"), f"proof:name:{certificate_id}:yes"),
        Button(say("Without the name"), f"proof:name:{certificate_id}:no"),
        *([Button(say("My proofs"), "proof:mine")] if has_some else []),
        menu.cancel(turn),
    )


def _ask_period(turn: Turn, certificate_id: int, named: str) -> None:
    """For how long; where there is no page to check it on, there is nothing to ask."""
    say = turn.say
    if not turn.setup.public_url:
        _hand_over_paper(turn, certificate_id, named)
        return
    proofs.state(turn.tx, turn.contact, certificate_id, turn.now, turn.today, named=False)
    turn.reply(
        say("For how long may it be checked?"),
        *(
            Button(_period(say, days), f"proof:make:{certificate_id}:{named}:{days}")
            for days in DURATIONS
        ),
        menu.cancel(turn),
    )


def _period(say: Words, days: int) -> str:
    if days % YEAR:
        return say("{count} days", count=days)
    return say("{count} year", count=days // YEAR)


def _hand_over_paper(turn: Turn, certificate_id: int, named: str) -> None:
    """A page without a link: employers ask the office."""
    say = turn.say
    said = proofs.state(
        turn.tx, turn.contact, certificate_id, turn.now, turn.today, named=named == "yes"
    )
    issuer = _issuer(turn)
    turn.reply(
        say(
            "Here it is. There is no page to check it on yet: an employer can ask the office and "
            "name the certificate’s number."
        ),
        menu.back(turn),
        attachment=proof_sheet(
            said, issuer.issues(said.kind), turn.setup.office, _for_employers(turn), turn.today,
            None,
        ),
    )  # fmt: skip


def _make(turn: Turn, certificate_id: int, named: str, days: str) -> None:
    say = turn.say
    if not turn.setup.public_url:
        _hand_over_paper(turn, certificate_id, named)
        return
    proof, code = proofs.issue(
        turn.tx,
        turn.contact,
        certificate_id,
        row_id(days),
        turn.now,
        turn.today,
        named=named == "yes",
    )
    turn.reply(
        say.paragraphs(
            say("Here is the proof. Print it or send it on, or send this link:"),
            _issuer(turn).check_url(code),
            say(
                "Whoever has the link can look until {day}. You can take it back at any time.",
                day=say.plain_day(say.local_day(proof.expires_at)),
            ),
        ),
        Button(say("My proofs"), "proof:mine"),
        menu.back(turn),
        attachment=_sheet(turn, proof, code),
    )


def _sheet(turn: Turn, proof: EmployerProof, code: str) -> Attachment:
    issuer, say = _issuer(turn), _for_employers(turn)
    ensure_key(turn.tx, turn.now)
    check = Check(
        issuer.check_url(code),
        say.local_day(proof.expires_at),
        signed_badge(turn.tx, proof, code, issuer, say),
    )
    said = proof.statement
    return proof_sheet(said, issuer.issues(said.kind), turn.setup.office, say, turn.today, check)


def _issuer(turn: Turn) -> Issuer:
    return issuer_of(turn.setup.office, turn.setup.name, turn.setup.public_url)


def _for_employers(turn: Turn) -> Words:
    """Employers read Indonesian, whatever the holder reads."""
    return Words(LANGUAGES[0], turn.setup.zone)


def _show_mine(turn: Turn) -> None:
    """Those that hold first, so that each of them can be taken back."""
    say = turn.say
    mine = proofs.held(turn.tx, turn.contact, turn.now, turn.today)
    shown = sorted(mine, key=lambda each: each.standing is not Standing.VALID)[:MOST_AT_ONCE]
    if not shown:
        turn.reply(
            say("You have no proofs."),
            Button(say("Proof for an employer"), "proof"),
            menu.back(turn),
        )
        return
    turn.reply(
        say.lines(say("<b>Your proofs</b>"), *(_line(turn, each) for each in shown)),
        *(
            Button(
                say("Take back: {made}", made=_made(turn, each.proof)),
                f"proof:end:{each.proof.id}",
            )
            for each in shown
            if each.standing is Standing.VALID
        ),
        Button(say("Make a new one"), "proof"),
        menu.back(turn),
    )


def _line(turn: Turn, held: Held) -> str:
    say, proof = turn.say, held.proof
    made, skill = _made(turn, proof), skills.name(proof.statement.skill)
    if held.standing is not Standing.VALID:
        how = say(STANDINGS[held.standing])
        return say("• {made}: {skill}, {how}", made=made, skill=skill, how=how)
    until = say.plain_day(say.local_day(proof.expires_at))
    if proof.statement.name is None:
        return say(
            "• {made}: {skill}, without the name, until {day}", made=made, skill=skill, day=until
        )
    return say("• {made}: {skill}, with the name, until {day}", made=made, skill=skill, day=until)


def _made(turn: Turn, proof: EmployerProof) -> str:
    """When: what tells a person's proofs apart."""
    say = turn.say
    return f"{say.short_day(say.local_day(proof.issued_at))} {say.clock(proof.issued_at)}"


def _ask_take_back(turn: Turn, ident: str) -> None:
    say = turn.say
    turn.reply(
        say("Take this proof back? Whoever opens its link then reads that it was taken back."),
        Button(say("Yes, end it"), f"proof:ended:{ident}"),
        Button(say("No, keep it"), "proof:mine"),
    )


def _take_back(turn: Turn, ident: str) -> None:
    if proofs.take_back(turn.tx, turn.contact, row_id(ident), turn.now):
        turn.reply(turn.say("Taken back. The link shows nothing any more."))
    _show_mine(turn)


def manage_proofs(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "of:ID", "name:ID:yes|no", "make:ID:yes|no:DAYS" of a certificate; "mine",
    "end:ID", "ended:ID" of a proof.
    """
    verb, *values = argument.split(":")
    try:
        match verb, values:
            case "of", [ident]:
                _ask_name(turn, row_id(ident))
            case "name", [ident, named]:
                _ask_period(turn, row_id(ident), named)
            case "make", [ident, named, days]:
                _make(turn, row_id(ident), named, days)
            case "mine", []:
                _show_mine(turn)
            case "end", [ident]:
                _ask_take_back(turn, ident)
            case "ended", [ident]:
                _take_back(turn, ident)
            case _:
                show(turn)
    except (NoOwnChat, NotProvable, TooManyProofs) as refusal:
        _refuse(turn, refusal)


def _refuse(turn: Turn, refusal: Exception) -> None:
    say = turn.say
    match refusal:
        case NoOwnChat():
            turn.reply(
                say("Only the holder can have a proof made, from his own chat on his own phone."),
                menu.back(turn),
            )
        case TooManyProofs():
            turn.reply(
                say("You have {count} proofs. Please take one back first.", count=MOST_AT_ONCE),
                Button(say("My proofs"), "proof:mine"),
                menu.back(turn),
            )
        case _:
            turn.reply(
                say(
                    "A proof can be made once the certificate is ready or collected, has its "
                    "number, and is still valid."
                ),
                Button(say("Certificate"), "certificate"),
                Button(say("Talk to the office"), "contact"),
                menu.back(turn),
            )


FEATURE = (
    Command("/bukti", manage_proofs),
    Press(
        "proof",
        manage_proofs,
        confirms=("make", "ended"),
        labels=(
            Label(
                sentence("Proof for an employer"),
                also_called=(
                    "bukti", "bukti sertifikat", "bukti kerja", "bukti untuk kerja", "minta bukti",
                    "bukti untuk lamar kerja", "bukti buat lamar kerja",
                    "bukti untuk melamar kerja", "minta bukti buat lamar kerja",
                    "bisa minta bukti buat lamar kerja", "minta bukti untuk melamar kerja",
                    "bisa minta bukti untuk melamar kerja",
                ),
            ),
            Label(sentence("My proofs"), "mine"),
        ),
    ),
)  # fmt: skip
