"""`bekal run`"""

from __future__ import annotations

import sys

from bot import running
from bot.account import RefusedForGood
from bot.channels.configured import accounts_of
from bot.commands.configured import Config, settings_of, tell, words_of
from bot.commands.outcome import Failed
from web.listening import CannotListen


def run(config: Config = None) -> None:
    settings = settings_of(config)
    if sys.stderr.isatty():
        say = words_of(settings)
        tell(say("Bekal is starting; Ctrl+C stops it."), err=True)
    try:
        running.run(settings)
    except ExceptionGroup as group:
        refused = group.subgroup(RefusedForGood)
        if refused is None:
            raise
        fixes = {each.name: each.capabilities.fixes for each in accounts_of(settings)}
        reasons = [each for each in refused.exceptions if isinstance(each, RefusedForGood)]
        raise Failed(
            "; ".join(f"{each.channel}: {fixes[each.channel][each.reason]}" for each in reasons)
        ) from None
    except CannotListen as error:
        raise Failed(f"{error}; stop that program or change [web] listen") from error
