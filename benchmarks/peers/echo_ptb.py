"""python-telegram-bot's echo bot: URL TOKEN [updates at once]. The default is one at a time."""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text(update.message.text)


def main(url: str, token: str, at_once: int = 0) -> None:
    builder = Application.builder().token(token).base_url(f"{url}/bot")
    if at_once:
        builder = builder.concurrent_updates(at_once).connection_pool_size(at_once)
        builder = builder.pool_timeout(60)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))
