"""Telegram: its updates come in as events, messages go out as calls of its Bot API."""
