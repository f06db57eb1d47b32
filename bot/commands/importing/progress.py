"""How far an import is, on a terminal only."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import rich.progress
from rich.console import Console

from services.importing import reading


class Progress:
    """A bar a file on standard error; nothing where that is no terminal."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bars = rich.progress.Progress(
            rich.progress.TextColumn("{task.description}", markup=False),
            rich.progress.BarColumn(),
            rich.progress.TaskProgressColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def of(self, file_name: str) -> reading.Progress:
        bar = self._bars.add_task(file_name, total=None)

        def advance(done: int, total: int) -> None:
            self._bars.update(bar, completed=done, total=total)

        return advance

    def store(self) -> None:
        """All is read and is being stored."""
        self._bars.add_task("Menyimpan", total=None)
