"""What an answer about coming needs before it, to be one."""

from enum import IntEnum


class Weight(IntEnum):
    NOD = 1
    """ "ya", "tidak": the question itself, as the last message."""
    ANSWER = 2
    """ "hadir", "gak bisa pak": a question whether he comes."""
    DOUBT = 3
    """ "besok ga bisa": a question, or talk of a class. Elsewhere he has to be asked."""
    NEWS = 4
    """ "saya sakit, besok tidak bisa masuk": nothing."""
