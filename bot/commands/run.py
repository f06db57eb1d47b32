"""`bekal run`"""

from __future__ import annotations

from bot import running
from bot.commands.configured import Config, settings_of
from bot.commands.outcome import Failed
from web.serving import CannotListen


def run(config: Config = None) -> None:
    """Run the bot: every channel that is configured."""
    try:
        running.run(settings_of(config))
    except CannotListen as error:
        raise Failed(f"{error}; end that program, or change [web] listen") from error
