"""Messages to many that were sent or wait for their time: how far they are, stopping, again."""

from __future__ import annotations

from handlers.announcing import recipients
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.turn import Turn
from programme.messages import Button
from programme.outbox import State as Sending
from services.announcing import broadcasting, progress
from services.announcing.recipients import Choice
from services.announcing.words import STATES as COUNTED, waiting
from services.sending.words import why_not

FIRST_WORDS = 60
MOST_SHOWN = 8


def tell_counts(turn: Turn, ident: str) -> None:
    say = turn.say
    counts, reasons = broadcasting.counts(turn.tx, turn.contact, row_id(ident))
    why = why_not(say, reasons)
    is_own = broadcasting.is_writer(turn.tx, turn.contact, row_id(ident))
    stop = Button(say("Stop"), f"broadcast:stop:{ident}")
    again = Button(say("Send the uncertain ones again"), f"broadcast:again:{ident}")
    turn.reply(
        say.lines(
            say("<b>Your message</b>") if is_own else say("<b>A colleague’s message</b>"),
            *(say(COUNTED[state], count=counts[state]) for state in COUNTED if counts[state]),
            say("Why not: {reasons}", reasons=why) if why else None,
            waiting(say, progress.waits_until(turn.tx, row_id(ident), turn.now), turn.now),
        ),
        Button(say("How far is it?"), f"broadcast:counts:{ident}"),
        *([stop] if counts[Sending.QUEUED] else []),
        *([again] if is_own and counts[Sending.UNCERTAIN] else []),
        menu.back(turn),
    )


def stop(turn: Turn, ident: str) -> None:
    broadcasting.stop(turn.tx, turn.contact, row_id(ident), turn.now)
    tell_counts(turn, ident)


def send_again(turn: Turn, ident: str) -> None:
    broadcasting.resend_uncertain(turn.tx, turn.contact, row_id(ident), turn.now)
    tell_counts(turn, ident)


def show_scheduled(turn: Turn, _: str = "") -> None:
    """What the whole office has written for later."""
    say = turn.say
    found = broadcasting.scheduled(turn.tx, turn.contact, turn.now)
    if not found:
        turn.reply(say("No message waits for its time."), menu.back(turn))
        return
    shown = [
        (
            each.id,
            say(
                "{name}, {day} at {hours}, to {to} ({count}): “{text}”",
                name=writer,
                day=say.near_day(say.local_day(each.at), turn.today),
                hours=say.hours(each.at, None),
                to=recipients.described(turn, Choice.of(each.broadcast.to) or Choice()),
                count=each.chats,
                text=_beginning(each.broadcast.text),
            ),
        )
        for each, writer in found[:MOST_SHOWN]
    ]
    left_out = len(found) - MOST_SHOWN
    turn.reply(
        say.paragraphs(
            say("Messages that wait for their time: {count}", count=len(found)),
            *(f"{place}. {line}" for place, (_, line) in enumerate(shown, 1)),
            say("… and {count} more", count=left_out) if left_out > 0 else None,
        ),
        *(
            Button(say("Stop no. {number}", number=place), f"broadcast:stop:{ident}")
            for place, (ident, _) in enumerate(shown, 1)
        ),
        menu.back(turn),
    )


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= FIRST_WORDS else f"{line[:FIRST_WORDS].rstrip()}…"
