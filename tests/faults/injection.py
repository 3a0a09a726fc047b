"""Runs the program with the library that makes one call fail (preload/fault.h)."""

import errno
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile

import holdem

KINDS = ("memory", "open", "write", "read", "sync", "rename", "map", "folder", "status", "close")
ERRORS = {
    "memory": ("ENOMEM",), "open": ("EMFILE", "EACCES"), "write": ("ENOSPC", "EIO"), "read": ("EIO",), "sync": ("EIO",),
    "rename": ("EIO",), "map": ("ENOMEM",), "folder": ("EIO",), "status": ("EIO",), "close": ("EIO",),
}
RECORD_BYTES = 4096


def preloaded():
    """Where it is: tests/faults.so beside the program, unless HOLDEM_FAULTS names it; None where it is not built."""
    path = os.environ.get("HOLDEM_FAULTS", str(pathlib.Path(holdem.PROGRAM).parent / "tests/faults.so"))
    return path if path and os.path.exists(path) else None


def run(arguments, folder, kind=None, at=0, error="EIO"):
    """One run with call `at` of a kind failing, without a kind with none: outcome, calls, what failed, frames."""
    with tempfile.NamedTemporaryFile() as record:
        record.truncate(RECORD_BYTES)
        orders = {"LD_PRELOAD": preloaded(), "FAULT_RECORD": record.name}
        if kind:
            orders |= {"FAULT_KIND": kind, "FAULT_AT": str(at), "FAULT_ERROR": str(getattr(errno, error))}
        outcome = holdem.run(arguments, folder, **orders)
        content = record.read()
    calls = dict(zip(KINDS, struct.unpack_from("<16Q", content)))
    frames = [frame for frame in struct.unpack_from("<16Q", content, 128) if frame]
    return outcome, calls, content[256:].split(b"\0")[0].decode(errors="replace"), frames


def lines_of(frames):
    """The program's lines that called, innermost first, where addr2line is there to say it."""
    if not frames or not shutil.which("addr2line"):
        return []
    # A return address is behind the call.
    said = subprocess.run(["addr2line", "-f", "-s", "-e", holdem.PROGRAM, *(hex(frame - 1) for frame in frames)],
                          text=True,
                          capture_output=True, check=False).stdout.splitlines()
    return [f"{name} ({place.split(' ')[0]})" for name, place in zip(said[::2], said[1::2])]
