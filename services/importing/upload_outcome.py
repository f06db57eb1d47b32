"""What storing a list that somebody sent to the bot does, or would do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.certificates.pending import Pending
from services.importing.notifying import Notice
from services.importing.storing.programmes import UnclearProgramme
from services.importing.storing.report import FileReport


@dataclass(frozen=True, slots=True)
class Outcome:
    """What storing a list does.

    `notices`, by programme, are changed classes that people don't know of yet; `pending` are
    certificates at a step they don't know of. `event_id` is the newest of those steps; with it the
    notices about them can be stopped.
    """

    report: FileReport
    notices: Mapping[int, Sequence[Notice]]
    pending: Pending = field(default_factory=Pending)
    event_id: int = 0

    @property
    def unclear(self) -> UnclearProgramme | None:
        """Which programmes the first list may belong to of which nobody has said it."""
        return next((one.unclear for one in self.report.lists if one.unclear), None)

    @property
    def renamed(self) -> int:
        """How many numbers come with somebody else's name."""
        return sum(one.renamed for one in self.report.lists)

    @property
    def changes_anything(self) -> bool:
        return any(one.changes.are_any for one in self.report.lists)

    @property
    def to_tell(self) -> list[Notice]:
        """The changes that can be announced and reach somebody."""
        return [
            notice
            for of_programme in self.notices.values()
            for notice in of_programme
            if notice.change and notice.audience.reached
        ]

    @property
    def chats_to_tell(self) -> int:
        of_classes = {chat.id for one in self.to_tell for chat, _ in one.audience.reached}
        return len(of_classes | self.pending.reach.chats)

    def facts(self) -> str:
        """All that a preview says, to check later whether it is still true."""
        values = {
            "lists": [
                [
                    one.taken.kind,
                    one.programme,
                    len(one.taken.rows),
                    one.taken.rejected,
                    one.changes.as_json(),
                ]
                for one in self.report.lists
            ],
            "notices": [
                [one.session.id, one.session.version, len(one.audience.reached)]
                for one in self.to_tell
            ],
            "moved": [[one.id, one.step] for one in self.pending.moved],
            "told of certificates": len(self.pending.reach.chats),
        }
        return json.dumps(values, sort_keys=True)
