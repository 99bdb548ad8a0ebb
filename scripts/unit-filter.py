"""Runs a command under the system call filter of contrib/dreambot.service. Needs python3-seccomp and systemd-analyze.

Usage: unit-filter.py UNIT COMMAND [ARGUMENT…]
"""
import errno
import os
import subprocess
import sys

import seccomp
from seccomp import ALLOW, ERRNO, EQ, KILL_PROCESS, MASKED_EQ, NE, Arg


def settings(unit):
    """The unit's settings: each name with the list of its values."""
    found = {}
    for line in open(unit, encoding="utf-8"):
        name, separator, value = line.strip().partition("=")
        if separator and not name.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def group(name):
    """The system calls of systemd's group of that name, e.g. @system-service."""
    calls = set()
    listing = subprocess.run(
        ["systemd-analyze", "syscall-filter", name], capture_output=True, text=True, check=True
    ).stdout
    for line in map(str.strip, listing.splitlines()[1:]):
        if line.startswith("@"):
            calls |= group(line)
        elif line and not line.startswith("#"):
            calls.add(line)
    return calls


def allowed(filters):
    """What the values of SystemCallFilter leave."""
    calls = group("@default")
    for value in filters:
        for word in value.lstrip("~").split():
            named = group(word) if word.startswith("@") else {word}
            calls = calls - named if value.startswith("~") else calls | named
    return calls


def families(value):
    """Numbers of the address families that RestrictAddressFamilies leaves."""
    import socket

    return {int(getattr(socket, name)) for name in value.split()}


def main():
    unit = settings(sys.argv[1])
    rules = seccomp.SyscallFilter(ALLOW)
    # MemoryDenyWriteExecute
    rules.add_rule(ERRNO(errno.EPERM), "mmap", Arg(2, MASKED_EQ, 6, 6))
    for call in ("mprotect", "pkey_mprotect"):
        rules.add_rule(ERRNO(errno.EPERM), call, Arg(2, MASKED_EQ, 4, 4))
    # RestrictAddressFamilies
    for family in set(range(46)) - families(unit["RestrictAddressFamilies"][0]):
        rules.add_rule(ERRNO(errno.EAFNOSUPPORT), "socket", Arg(0, EQ, family))
    # RestrictNamespaces, LockPersonality
    rules.add_rule(ERRNO(errno.ENOSYS), "clone3")
    for call in ("unshare", "setns"):
        rules.add_rule(ERRNO(errno.EPERM), call)
    rules.add_rule(ERRNO(errno.EPERM), "personality", Arg(0, NE, 0))

    number = unit.get("SystemCallErrorNumber")
    calls = seccomp.SyscallFilter(ERRNO(getattr(errno, number[0])) if number else KILL_PROCESS)
    for call in allowed(unit["SystemCallFilter"]):
        try:
            calls.add_rule(ALLOW, call)
        except RuntimeError:
            pass  # not on this architecture
    rules.load()
    calls.load()
    os.execvp(sys.argv[2], sys.argv[2:])


main()
