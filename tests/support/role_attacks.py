"""What an attacker presses, and the secrets that he must not read."""

from __future__ import annotations

from dialogue import Chat, plain
from furnished_office import SECRETS, ZUL

from programme.messages import EventKind, Outgoing

OFFICE_BUTTONS = frozenset(
    {"announce", "births", "broadcast", "certificates", "classcodes", "codes", "confirm", "erase",
     "escort", "escorts", "health", "lists", "office", "people", "requests", "team", "ticket"}
)  # fmt: skip
"""First words of the buttons that belong to a role."""


SELF_SERVICE = (
    "/menu", "/keluarga", "/pin", "/bukti", "/privasi", "/sertifikat", "/jadwal", "/pengingat",
    "hapus data", "data saya", "pertanyaan saya",
)  # fmt: skip


def secrets_in(answers: list[Outgoing]) -> list[str]:
    words = "\n".join(
        "\n".join([plain(each.text), *(b.label for row in each.buttons for b in row)])
        for each in answers
    )
    files = b"".join(each.attachment.content for each in answers if each.attachment)
    return [
        secret
        for secret in (*SECRETS, ZUL, "RAHASIA 777")
        if secret.lower() in words.lower() or secret.encode() in files
    ]


async def own_buttons(chat: Chat) -> list[str]:
    """What a participant comes across, with the ids of what is his; nothing of it is pressed."""
    seen: dict[str, None] = {}
    for said in SELF_SERVICE:
        await chat.says(said)
        seen |= dict.fromkeys(button.data for button in chat.buttons)
    named = {data.rpartition(":")[0] for data in seen if data.rpartition(":")[2].isdecimal()}
    numbers = [f"{name}:{number}" for name in named for number in range(1, 6)]
    known = ("ask:", "asked:", "collect:myself:", "collect:proxy:", "collect:collected:",
             "collect:lost:", "unlink:ask:", "unlink:yes:", "unlink:undo:",
             "proof:take:", "newchat:link:", "review:end:", "attend:yes:", "attend:no:",
             "certificate:link:", "schedule:link:", "request:read:")  # fmt: skip
    return [*seen, *numbers, *(f"{name}{number}" for name in known for number in range(1, 6))]


async def chat_event(chat: Chat, kind: EventKind, **details: str) -> list[Outgoing]:
    """All answers to one event."""
    if kind is EventKind.BUTTON:
        await chat.is_asked(details["data"])
    collected: list[Outgoing] = []
    turn = chat.bekal.turn

    async def collecting(incoming: object) -> list[Outgoing]:
        answers = await turn(incoming)  # type: ignore[arg-type]
        collected.extend(answers)
        return answers

    chat.bekal.turn = collecting  # type: ignore[method-assign]
    try:
        await chat.sends(kind, **details)
    finally:
        chat.bekal.turn = turn  # type: ignore[method-assign]
    return collected
