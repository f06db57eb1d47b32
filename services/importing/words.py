"""What the office reads of lists when nobody asks."""

from __future__ import annotations

from locales import Words
from programme.messages import Button, Outgoing


def left_in_chat(say: Words, *_: object) -> Outgoing:
    return Outgoing(
        say(
            "The file with the list you sent could not be deleted from this chat. Please delete "
            "it yourself: it names people."
        )
    )


def birth_dates(say: Words, count: int, *_: object) -> Outgoing:
    """How many wait for a decision. Whose, it reads when it opens them."""
    return Outgoing(
        say(
            "<b>A list has another date of birth for somebody who is linked.</b> To decide: "
            "{count}",
            count=count,
        ),
        ((Button(say("Look at them"), "births"),),),
    )
