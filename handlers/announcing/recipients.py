"""To whom the office writes: one choice after the other, all of which have to hold."""

from __future__ import annotations

from dataclasses import replace

from handlers.turns import menu
from handlers.turns.turn import Turn
from locales import skills
from locales.words import sentence
from programme.discretion import without_forbidden
from programme.messages import Button
from services.announcing import recipients
from services.announcing.recipients import Choice
from services.people import roles
from understanding import ToMany

READY, UNLINKED = sentence("Certificate is ready"), sentence("Not linked yet")


def show(turn: Turn, key: str = "") -> None:
    """Choose to whom; what was chosen with `key` can only be narrowed."""
    say, chosen = turn.say, Choice.of(key) or Choice()
    roles.ensure_office(turn.tx, turn.contact)
    turn.reply(
        say("Write to whom? Chosen so far: {chosen}", chosen=described(turn, chosen))
        if key
        else say("Write to whom?"),
        *([] if key else [Button(say("Everyone"), f"broadcast:to:{recipients.EVERYONE}")]),
        *(Button(label, f"broadcast:to:{choice.key}") for label, choice in _further(turn, chosen)),
        *([] if key else [Button(say("Scheduled messages"), "broadcast:scheduled")]),
        menu.cancel(turn),
    )


def _further(turn: Turn, chosen: Choice) -> list[tuple[str, Choice]]:
    """What can be asked for besides."""
    say = turn.say
    return [
        *(
            (name, replace(chosen, programme_id=ident))
            for ident, name in recipients.programmes(turn.tx)
            if chosen.programme_id is None
        ),
        *(
            (skills.name(code), replace(chosen, skills=(code,)))
            for code in skills.CODES
            if not chosen.skills
        ),
        *([] if chosen.is_ready else [(say(READY), replace(chosen, is_ready=True))]),
        *([] if chosen.is_unlinked else [(say(UNLINKED), replace(chosen, is_unlinked=True))]),
    ]


def described(turn: Turn, choice: Choice) -> str:
    """ "Pelatihan 2026, Meubeler, belum terhubung" """
    say, names = turn.say, dict(recipients.programmes(turn.tx))
    parts = [
        *([without_forbidden(names.get(choice.programme_id, "?"))] if choice.programme_id else []),
        *map(skills.name, choice.skills),
        *([say(READY)] if choice.is_ready else []),
        *([say(UNLINKED)] if choice.is_unlinked else []),
    ]
    return ", ".join(parts) or say("Everyone")


def meant(turn: Turn, said: ToMany) -> Choice:
    """The choice that words make."""
    return Choice(
        recipients.programme_named_in(turn.tx, said.to),
        said.skills,
        said.is_ready,
        said.is_unlinked,
    )
