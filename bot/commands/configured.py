"""The option --config, and the settings and the store behind it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from markupsafe import Markup

from bot import logs
from bot.commands.outcome import Failed
from bot.config.settings import Settings, load
from bot.storage import open_store
from locales import Words
from store.connection import Tx

BY = "command line"
"""Who the audit names for what a command does."""

Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The configuration (default: config.toml)."),
]

T = TypeVar("T")


def settings_of(config: Path | None) -> Settings:
    """Read the configuration and start logging as it says. Raises `ConfigError`."""
    settings = load(config, os.environ)
    logs.configure(settings.log.format, settings.log.level, settings.programme.zone)
    return settings


def words_of(settings: Settings) -> Words:
    """What commands tell the office is in its language; errors are in English."""
    return Words(settings.programme.locale, settings.programme.zone)


def tell(said: Markup, *, err: bool = False) -> None:
    """Print a sentence of `Words`, which is escaped for chats."""
    typer.echo(said.unescape(), err=err)


def need_store(settings: Settings) -> None:
    """Raises `Failed` where there is no store yet: most commands must not create one."""
    if not settings.store.exists():
        raise Failed(
            f"there is no store at {settings.store} yet; `bekal init` or an import makes it"
        )


def in_store(settings: Settings, work: Callable[[Tx], T]) -> T:
    """Do `work` in one transaction on the existing store. Raises `Failed` as `need_store`."""
    need_store(settings)
    with closing(open_store(settings)) as store:
        return asyncio.run(store.write(work))
