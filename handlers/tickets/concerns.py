"""Answer fear, shame and emergencies honestly, and offer a person."""

from __future__ import annotations

from collections.abc import Callable

from handlers.tickets import distress, office
from handlers.turns import access, menu
from handlers.turns.turn import Turn
from programme.messages import Button
from services.tickets import asking
from understanding import Concern, Intent, Understood


def take_concern(turn: Turn) -> bool:
    """In a chat of staff, False for what they say of participants rather than of themselves."""
    concern = turn.reading.concern
    of_others = concern not in OF_STAFF or bool(turn.reading.changes)
    if concern is None or (turn.role is not None and of_others):
        return False
    ANSWERS[concern](turn)
    return True


def _comfort(turn: Turn) -> None:
    say, line = turn.say, turn.setup.office.crisis_line
    _offer_person(
        turn,
        say("It is good that you say so. Many feel that way, and nobody thinks less of you."),
        say("You may bring somebody along, to class and to the office."),
        say("If it gets too much, somebody listens at any hour, free of charge: <b>{line}</b>",
            line=line) if line else None,
    )  # fmt: skip


def _nobody_fails(turn: Turn) -> None:
    """Then how the certificate really stands."""
    say = turn.say
    turn.reply(
        say(
            "Nobody has failed for good here: whoever is not yet competent is assessed again. "
            "Let me look how it stands:"
        )
    )
    question = turn.features.questions[Intent.CERTIFICATE_STATUS]
    access.ensure_may(turn, question)
    question.answer(turn, Understood(Intent.CERTIFICATE_STATUS, confidence=1.0))


def _who_knows(turn: Turn) -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            say(
                "Not from me. I tell about you only in chats that are yours, and to family whom "
                "you allowed it. The office knows, too; what instructors and escorts see here is "
                "the name, the class and who comes."
            ),
            say(
                "Whoever else asks gets no answer, not even whether you take part. What appears "
                "on the screen speaks of job training only."
            ),
            say("Do others use this phone? Set a PIN."),
        ),
        *([Button(say("PIN for this chat"), "pin")] if turn.is_known else []),
        Button(say("Privacy"), "privacy"),
        menu.back(turn),
    )


def _paper(turn: Turn) -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            say(
                "The proof for employers names the trade, the number, the dates and, only if you "
                "like, your name. Whoever scans its code sees the same, and whether it is valid."
            ),
            say("It doesn’t say where you learnt, nor anything about your past."),
            say("What exactly is printed on the paper certificate, the office can show you."),
        ),
        Button(say("Proof for an employer"), "proof") if turn.is_known else menu.back(turn),
        *([menu.back(turn)] if turn.is_known else []),
    )


def _lent_phone(turn: Turn) -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            say("Whoever uses this phone can read what stands in this chat.")
            if turn.is_known
            else say("Nothing personal stands in this chat as long as it is not linked."),
            say(
                "With a PIN nothing new of yours is shown here without it, and messages only say "
                "that there is news. You can also delete the chat on the phone; I remain."
            ),
            say("What appears on the screen speaks of job training only."),
        ),
        *([Button(say("Set a PIN"), "pin:set")] if turn.is_known else []),
        menu.back(turn),
    )


def _pressing(name: str) -> Callable[[Turn], None]:
    """What the button does whose name this is."""

    def act(turn: Turn) -> None:
        press = turn.features.presses[name]
        access.ensure_may(turn, press, name)
        press.act(turn, "")

    return act


def _misprint(turn: Turn) -> None:
    turn.is_for_office = True
    turn.reply(
        turn.say("What is wrong on a certificate, the office puts right: bring it along."),
        menu.back(turn),
    )


def _tempted(turn: Turn) -> None:
    say, line = turn.say, turn.setup.office.crisis_line
    _offer_person(
        turn,
        say("It takes strength to say so, and nobody has to decide that alone."),
        say(
            "Talk to somebody you trust before you answer them. Somebody at the office listens, "
            "too."
        ),
        say("If it gets too much, somebody listens at any hour, free of charge: <b>{line}</b>",
            line=line) if line else None,
    )  # fmt: skip


def _callback(turn: Turn) -> None:
    say, phone = turn.say, turn.setup.office.phone
    _offer_person(
        turn,
        say("I can’t make calls, but I can ask the office to get in touch with you."),
        say("Or call: {phone}", phone=phone) if phone else None,
    )


def _cannot_read(turn: Turn) -> None:
    """As few words as can be."""
    say, phone = turn.say, turn.setup.office.phone
    _offer_person(
        turn,
        say("That is all right. Call: <b>{phone}</b>", phone=phone)
        if phone
        else say("That is all right."),
    )


def _anger(turn: Turn) -> None:
    say = turn.say
    _offer_person(
        turn,
        say(
            "I am sorry, that was no good answer. I am a program and don’t understand everything."
        ),
        say("Write it once more in other words, or let a person go on."),
    )


def _phone_lost(turn: Turn) -> None:
    """What keeps others from reading on the lost phone, and how he goes on with a new one."""
    say, phone = turn.say, turn.setup.office.phone
    may_ask = asking.may_ask(turn.tx, turn.contact)
    turn.reply(
        say.paragraphs(
            say("I am sorry to hear that. So that nobody reads your messages there:"),
            say.lines(
                say("• Set a PIN here: without it nothing personal can be read in this chat.")
                if turn.is_known
                else say("• Tell the office: it ends the link of the lost phone’s chat."),
                say("• In the messenger’s settings, “Devices”: end the lost phone’s session.")
                if turn.channel.title
                else None,
                say("• Was it another chat than this one? The office ends its link: {phone}",
                    phone=phone) if turn.is_known and phone else None,
            ),
            say("On another phone you go on with a new code from the office."),
            None if turn.is_known else office.ways_to_reach(turn),
        ),
        *([Button(say("Set a PIN"), "pin:set")] if turn.is_known else []),
        *([office.write(turn)] if may_ask else []),
        menu.back(turn),
    )  # fmt: skip


def _machine(turn: Turn) -> None:
    say, may_ask = turn.say, asking.may_ask(turn.tx, turn.contact)
    turn.reply(
        say.paragraphs(
            say(
                "I am a computer program, no person. What I say comes from the office’s lists; "
                "people read only what you send to the office."
            ),
            say("Would you rather have a person? Write “ya”.") if may_ask else None,
        ),
        *([office.write(turn)] if may_ask else []),
        menu.back(turn),
    )
    if may_ask:
        turn.expect("", offered="ask")


def _offer_person(turn: Turn, *words: str | None) -> None:
    say, may_ask = turn.say, asking.may_ask(turn.tx, turn.contact)
    turn.reply(
        say.paragraphs(*words, say("Shall the office write to you?") if may_ask else None),
        *([Button(say(distress.ASK[0]), distress.ASK[1])] if may_ask else []),
        menu.back(turn),
    )
    if may_ask:
        turn.expect("", worry=turn.reading.text, offered=distress.ASK[1])


ANSWERS: dict[Concern, Callable[[Turn], None]] = {
    Concern.DANGER: distress.offer,
    Concern.TEMPTED: _tempted,
    Concern.FEAR: _comfort,
    Concern.FAILURE: _nobody_fails,
    Concern.WHO_KNOWS: _who_knows,
    Concern.PAPER: _paper,
    Concern.PROOF: _pressing("proof"),
    Concern.MISPRINT: _misprint,
    Concern.DATA: _pressing("privacy"),
    Concern.LENT_PHONE: _lent_phone,
    Concern.PHONE_LOST: _phone_lost,
    Concern.PIN: _pressing("pin"),
    Concern.MACHINE: _machine,
    Concern.CALLBACK: _callback,
    Concern.CANNOT_READ: _cannot_read,
    Concern.ANGER: _anger,
}
AT_ANY_TIME = frozenset(
    (
        Concern.DANGER,
        Concern.TEMPTED,
        Concern.FEAR,
        Concern.FAILURE,
        Concern.WHO_KNOWS,
        Concern.LENT_PHONE,
        Concern.PHONE_LOST,
        Concern.MACHINE,
    )
)
"""Answered also where something else was asked for; the others only where nothing was."""
OF_STAFF = frozenset(
    (
        Concern.DANGER,
        Concern.FEAR,
        Concern.FAILURE,
        Concern.PHONE_LOST,
        Concern.MACHINE,
        Concern.PIN,
    )
)
"""Heard in a chat of staff, too."""
