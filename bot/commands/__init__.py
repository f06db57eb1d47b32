"""The commands of `bekal`, a module each; `bot.cli` imports only the one that is asked for."""
