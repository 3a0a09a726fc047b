"""Finds the program holdem and runs it."""
import argparse
import json
import os
import shutil
import signal
import subprocess
import sys

# python/holdem/cli/ of the source tree in which the program is built.
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
BUILT = os.path.join(ROOT, "build", "release", "holdem")
CONTAINER = b"\x8fHLD"  # every file of the program begins so


def say(text):
    print("holdem: " + text, file=sys.stderr, flush=True)


def find():
    named = os.environ.get("HOLDEM")
    if named:
        return shutil.which(named) or sys.exit("holdem: HOLDEM=%s in the environment is no program" % named)
    return shutil.which(BUILT) or shutil.which("holdem") or sys.exit(
        "holdem: the program is not found: build it, or name it in the environment (HOLDEM=FILE) or in PATH")


def start(program, *arguments, **how):
    try:
        return subprocess.Popen([program, *arguments], **how)
    except OSError as error:
        return sys.exit("holdem: %s cannot be run: %s" % (program, error.strerror))


def become(program, *arguments):
    for name in ("SIGPIPE", "SIGXFSZ"):  # which Python ignores
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    try:
        os.execv(program, [program, *arguments])
    except OSError as error:
        sys.exit("holdem: %s cannot be run: %s" % (program, error.strerror))


def run(*arguments):
    """Runs the program in place of this process where the system can: then it gets signals once, as they come, and its
    exit status is this one's. Elsewhere its exit status is returned, and a Ctrl-C reaches it from the console."""
    if os.name == "posix":
        become(find(), *arguments)
    child = start(find(), *arguments)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            pass


def ask(*arguments, quiet=False):
    """What the program answers in JSON; None when it refuses, with the reason on standard error unless `quiet`."""
    child = start(find(), *arguments, "--json", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL if quiet else None)
    try:
        answer = child.communicate()[0]
    except KeyboardInterrupt:
        child.terminate()
        child.wait()
        raise
    if child.returncode in (2, 130) or child.returncode < 0:  # wrong use, which it said; interrupted; ended by a signal
        sys.exit(child.returncode if child.returncode > 0 else "holdem: the program was ended by signal %d" % -child.returncode)
    try:
        return json.loads(answer.decode()) if child.returncode == 0 else None
    except ValueError:
        return sys.exit("holdem: what the program answers is no JSON: is it holdem, and as new as this package?")


def heed_signals():
    """SIGTERM, and a Ctrl-C that was ignored when this was started, are interrupts too."""
    for number in signal.SIGINT, signal.SIGTERM:
        signal.signal(number, signal.default_int_handler)


def guard(work, interrupted):
    """The exit status of a command that prints: `interrupted` after a Ctrl-C, one line where something cannot be written."""
    heed_signals()
    try:
        status = work()
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return interrupted
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left is not tried again at the end
        return sys.exit("holdem: %s: %s" % (error.filename or "standard output", error.strerror))


def number(kind, least, most):
    """For argparse: a number within bounds."""

    def read(text):
        value = kind(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError("must be between %s and %s, not %s" % (least, most, text))
        return value

    read.__name__ = "number"
    return read


def is_container(path):
    try:
        with open(path, "rb") as file:
            return file.read(len(CONTAINER)) == CONTAINER
    except OSError:
        return False


class Parser(argparse.ArgumentParser):
    def error(self, message):
        self.exit(2, "holdem: %s\n" % message)
