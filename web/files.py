"""The bytes behind the pictures and documents of the try-it chat, in memory."""

from __future__ import annotations

from collections import OrderedDict

from programme.messages import Attachment


class Files:
    """Keeps the newest files up to `limit` bytes in all; an older one is gone."""

    def __init__(self, limit: int = 100 * 1024 * 1024) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[str, Attachment] = OrderedDict()

    def keep(self, file_id: str, file: Attachment) -> None:
        self.forget(file_id)
        self._kept[file_id] = file
        self._size += len(file.content)
        while self._size > self._limit and len(self._kept) > 1:
            self.forget(next(iter(self._kept)))

    def find(self, file_id: str) -> Attachment | None:
        return self._kept.get(file_id)

    def forget(self, file_id: str) -> None:
        if file := self._kept.pop(file_id, None):
            self._size -= len(file.content)
