"""Lists sent to the bot in a dialogue, and the reading of them beside the turns."""

from __future__ import annotations

from itertools import count

from dialogue import Bekal, Chat, plain

from bot.uploads import Uploads
from programme.messages import DocumentRef, EventKind, Outgoing
from programme.outbox import SendProblem
from store.connection import Tx

NUMBERS = count(1)


class FileChannel:
    """Hands out what was sent; what is in `trouble` raises, once each."""

    name = "telegram"

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.trouble: list[SendProblem] = []
        self.fetched: list[str] = []

    async def fetch(self, document: DocumentRef) -> bytes:
        self.fetched.append(document.file_id)
        if self.trouble:
            raise self.trouble.pop(0)
        return self.files[document.file_id]


class ListOffice:
    """A chat that sends lists, and whatever reads them."""

    def __init__(self, bekal: Bekal, chat: Chat) -> None:
        self.bekal = bekal
        self.chat = chat
        self.channel = FileChannel()
        self.reader = Uploads(
            bekal.store,
            self.channel,  # type: ignore[arg-type]
            bekal.setup,
            bekal.clock,
            lambda: None,
        )

    async def sends(
        self, content: bytes | str, name: str = "daftar.csv", *, size: int | None = None
    ) -> str:
        """Send a file; returns what the turn answers. It isn't read yet."""
        data = content.encode() if isinstance(content, str) else content
        number = next(NUMBERS)
        file = DocumentRef(f"file-{number}", name, len(data) if size is None else size, "text/csv")
        self.channel.files[file.file_id] = data
        return await self.chat.sends(
            EventKind.DOCUMENT, document=file, source_message=str(5000 + number)
        )

    async def reads(self) -> str:
        """Read all that waits; returns what the chat is told then."""
        before = await self.bekal.store.read(newest_row)
        while await self.reader.read_next():
            pass
        answers = await self.bekal.store.read(lambda tx: later_answers(tx, before))
        if answers:
            self.chat.last = answers[-1]
        return "\n".join(plain(answer.text) for answer in answers)

    async def loads(self, content: bytes | str, name: str = "daftar.csv") -> str:
        """Send a file and have it read; returns the preview."""
        await self.sends(content, name)
        return await self.reads()

    @property
    def report(self) -> str:
        """The file under the last answer."""
        attachment = self.chat.last.attachment
        return attachment.content.decode("utf-8-sig") if attachment else ""

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.chat.buttons]


def newest_row(tx: Tx) -> int:
    return int(tx.db.execute("SELECT COALESCE(MAX(id), 0) FROM outbox").fetchone()[0])


def later_answers(tx: Tx, after: int) -> list[Outgoing]:
    rows = tx.db.execute(
        "SELECT body FROM outbox WHERE id > ? AND dedupe_key GLOB 'reply:upload:*' ORDER BY id",
        (after,),
    ).fetchall()
    return [Outgoing.from_json(tx.keys.open(body, "outbox.body")) for (body,) in rows]


async def deletions(bekal: Bekal) -> list[str]:
    """The messages that are to go from their chats."""

    def work(tx: Tx) -> list[str]:
        rows = tx.db.execute(
            "SELECT body FROM outbox WHERE dedupe_key GLOB 'delete:*' ORDER BY id"
        ).fetchall()
        bodies = [Outgoing.from_json(tx.keys.open(body, "outbox.body")) for (body,) in rows]
        return [body.delete_of or "" for body in bodies]

    return await bekal.store.read(work)


async def counted(bekal: Bekal, table: str) -> int:
    return await bekal.store.read(
        lambda tx: int(tx.db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])  # noqa: S608
    )


async def uploads_left(bekal: Bekal) -> list[tuple[str, bool, str | None]]:
    """(state, is something read kept, message in the chat) of each upload."""

    def work(tx: Tx) -> list[tuple[str, bool, str | None]]:
        rows = tx.db.execute("SELECT state, reading, message FROM uploads ORDER BY id").fetchall()
        return [(state, reading is not None, message) for state, reading, message in rows]

    return await bekal.store.read(work)
