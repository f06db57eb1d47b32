"""How the bot is doing, in words for the office; the rest is what `bekal doctor` says."""

from __future__ import annotations

from datetime import timedelta

from handlers.turns.features import Label, Menu, Press
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.messages import Button
from services.importing.records import Kind
from services.importing.words import KINDS
from services.operations import office_health
from services.operations.health import AccountHealth
from services.operations.office_health import LATELY, OfficeHealth
from services.sending.channel import Capabilities
from services.sending.words import why_not
from store.office_health import LoadedList


def show(turn: Turn, _: str = "") -> None:
    say = turn.say
    channels = sorted({turn.incoming.channel, *turn.setup.links})
    found = office_health.examine(turn.tx, turn.contact, channels, turn.now)
    turn.reply(
        say.paragraphs(
            say.lines(
                say("<b>How the bot is doing</b>"),
                *(_account(turn, each) for each in found.accounts),
            ),
            _messages(turn, found),
            _lists(turn, found),
            _waiting(turn, found),
        ),
        *(
            Button(say("Unclear message to many"), f"broadcast:counts:{ident}")
            for ident in found.unclear
        ),
        Button(say("Look again"), "health"),
        Button(say("For the office"), "office"),
    )


def _account(turn: Turn, account: AccountHealth) -> str:
    say, channel = turn.say, turn.setup.channels.get(account.channel, Capabilities())
    name = channel.title or account.channel.capitalize()
    if account.stopped_reason:
        why = channel.fixes.get(account.stopped_reason)
        return say(
            "✗ {channel}: stopped, {why}",
            channel=name,
            why=say(why) if why else account.stopped_reason,
        )
    if account.held_until:
        until = say.clock(account.held_until)
        return say("✗ {channel}: told to wait until {time}", channel=name, time=until)
    if not account.runs:
        return say("✗ {channel}: no process runs it", channel=name)
    return say("✓ {channel}: runs", channel=name)


def _messages(turn: Turn, found: OfficeHealth) -> str:
    say = turn.say
    oldest = found.oldest_due
    return say.lines(
        say("Waiting to be sent: {count}", count=found.queued),
        say(
            "The oldest is due since {day}, {time}",
            day=say.near_day(say.local_day(oldest), turn.today),
            time=say.clock(oldest),
        )
        if oldest
        else None,
        say(
            "Sent in the last {hours} hours: {count}",
            hours=LATELY // timedelta(hours=1),
            count=found.sent,
        ),
        say("Not arrived: {reasons}", reasons=why_not(say, found.not_arrived))
        if found.not_arrived
        else say("Not arrived: none"),
    )


def _lists(turn: Turn, found: OfficeHealth) -> str | None:
    say = turn.say
    if not found.lists:
        return say("No list has been loaded yet.")
    return say.lines(say("Lists loaded last:"), *(_list(turn, each) for each in found.lists))


def _list(turn: Turn, loaded: LoadedList) -> str:
    say = turn.say
    return say(
        "• {kind}, {day} {time}: taken {taken}, refused {refused}",
        kind=KINDS[Kind(loaded.kind)],
        day=say.short_day(say.local_day(loaded.at)),
        time=say.clock(loaded.at),
        taken=loaded.accepted,
        refused=loaded.rejected,
    )


def _waiting(turn: Turn, found: OfficeHealth) -> str:
    say = turn.say
    return say.lines(
        say("Questions waiting for an answer: {count}", count=found.questions),
        say("Link requests waiting: {count}", count=found.link_requests),
    )


FEATURE = (
    Press(
        "health", show, labels=(Label(sentence("How the bot is doing"), menu=Menu.OFFICE_PAGE),)
    ),
)
