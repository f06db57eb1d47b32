"""python -m bot = bekal"""

from bot.cli import main

main()
