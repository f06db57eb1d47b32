"""Whether somebody agrees, and whose phone it is: by buttons or in his own words, also one by one.

both ─► linked; one of them ─► the other is asked; a question ─► answered, and asked again
"""

from __future__ import annotations

from handlers.turns.features import State
from handlers.turns.turn import Turn
from programme.messages import Button
from understanding import Intent, PhoneOwner, Reply, Understood

CONSENT = "start.consent"
SURELY_A_QUESTION = 0.7
OWNERS = {PhoneOwner.MINE: "mine", PhoneOwner.BORROWED: "borrowed"}


def ask(turn: Turn, text: str | None = None, *, agrees: bool = False, owner: str = "") -> None:
    """`text` stands before it. Asks what is missing; an earlier text needs no consent again."""
    say, opened = turn.say, turn.expected.opened
    mine, borrowed = f"link:mine:{opened['invite']}", f"link:borrowed:{opened['invite']}"
    if agrees or "language" not in opened:
        turn.reply(
            say("Whose phone is this?"),
            Button(say("It is my phone"), mine),
            Button(say("It is borrowed"), borrowed),
            Button(say("Cancel"), "link:no"),
        )
    elif owner:
        turn.reply(
            say("Do you agree that your data is used as the text says?"),
            Button(say("Yes, I agree"), f"link:{owner}:{opened['invite']}"),
            Button(say("No, I don’t agree"), "link:no"),
        )
    else:
        turn.reply(
            say.paragraphs(text, say("Do you agree, and whose phone is this?")),
            Button(say("I agree, this is my phone"), mine),
            Button(say("I agree, the phone is borrowed"), borrowed),
            Button(say("No, I don’t agree"), "link:no"),
        )
    kept = {"agrees": "yes"} if agrees else {}
    turn.expect(CONSENT, **kept, **({"owner": owner} if owner else {}))


def take(turn: Turn) -> bool:
    """An answer in words. False for a question in between."""
    said, asked, kept = turn.reading, turn.reading.asked, turn.conversation.data
    invite = turn.conversation.opened.get("invite")
    answer = said.phone_answer
    is_no = asked.reply is Reply.NO or said.is_disowning
    if not invite:
        return False
    if said.disagrees or (is_no and answer.owner is None):
        _press(turn, "no")
        return True
    if not (answer.agrees or answer.owner) and is_question(asked) and asked.reply is None:
        return False
    agrees = answer.agrees or "agrees" in kept
    owner = OWNERS[answer.owner] if answer.owner else kept.get("owner", "")
    if owner and (agrees or "language" not in turn.conversation.opened):
        _press(turn, f"{owner}:{invite}")
    else:
        ask(turn, agrees=agrees, owner=owner)
    return True


def _press(turn: Turn, argument: str) -> None:
    turn.features.presses["link"].act(turn, argument)


def is_question(asked: Understood) -> bool:
    """ "Ibu" greets, but is a name for somebody as well."""
    return (
        asked.intent not in (Intent.OUT_OF_SCOPE, Intent.GREETING)
        and asked.confidence >= SURELY_A_QUESTION
    )


FEATURE = (
    State(CONSENT, take, when_closed=True, hears_disagreement=True, is_about_somebody=True),
)
