"""The option --config, and the settings behind it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.config.settings import Settings, load

Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The configuration (default: config.toml)."),
]


def settings_of(config: Path | None) -> Settings:
    """Read the configuration and begin to log as it says. Raises `ConfigError`."""
    settings = load(config, os.environ)
    logs.configure(settings.log.format, settings.log.level, settings.programme.zone)
    return settings
