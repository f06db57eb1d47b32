"""Linux's Landlock: a process gives up access to files and network that it doesn't need, for good.

It needs no root. The numbers come from linux/landlock.h and are the same on every processor.
"""

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_RULE_PATH_BENEATH = 1
_NO_NEW_PRIVS = 38

_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3

_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""Landlock version → the number of rights on files that it knows. A version in between knows as
many as the one before it."""

_NETWORK = 1 << 0 | 1 << 1
"""LANDLOCK_ACCESS_NET_BIND_TCP and _CONNECT_TCP, from version 4 on."""

_SCOPES = 1 << 0 | 1 << 1
"""No abstract sockets of other processes and no signals to them, from version 6 on."""


def version() -> int:
    """The version of the kernel's Landlock; 0 if it has none."""
    if sys.platform != "linux":
        return 0
    try:
        return _call(_CREATE_RULESET, None, 0, _ASK_VERSION)
    except OSError:
        return 0


def confine_to_reading(paths: Iterable[str]) -> bool:
    """Allow this process to read only `paths` (and all below them), to write nothing, to connect
    nowhere.

    Open files stay open. Returns False without any change if the kernel has no Landlock. Raises
    `OSError` if the kernel has it but refuses.
    """
    has = version()
    if has == 0:
        return False
    known = max(count for since, count in _FILE_RIGHTS.items() if since <= has)
    rights = struct.pack("Q", (1 << known) - 1)
    if has >= 4:
        rights += struct.pack("Q", _NETWORK)
    if has >= 6:
        rights += struct.pack("Q", _SCOPES)
    rules = _call(_CREATE_RULESET, rights, len(rights), 0)
    for path in paths:
        with suppress(FileNotFoundError):
            _allow_reading(rules, path)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    _call(_RESTRICT_SELF, rules, 0)
    os.close(rules)
    return True


def _allow_reading(rules: int, path: str) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rights = _READ_FILE | (_READ_FOLDER if stat.S_ISDIR(os.fstat(place).st_mode) else 0)
    try:
        _call(_ADD_RULE, rules, _RULE_PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)


def _call(number: int, *arguments: int | bytes | None) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    given = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result: int = libc.syscall(ctypes.c_long(number), *given)
    if result < 0:
        raise OSError(ctypes.get_errno(), f"landlock: {os.strerror(ctypes.get_errno())}")
    return result
