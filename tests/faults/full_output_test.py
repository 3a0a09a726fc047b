"""Standard output that cannot be written, on a full disk or closed: every subcommand ends with status 1 and one line that
says why. Only who writes files or serves pages, and has nothing but a log to print, does without one that is closed."""

import os
import pathlib
import signal
import socket
import subprocess
import time

import holdem
import stage


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(port):
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def needs_no_output(command):
    """What is asked for is not what is printed."""
    return command[0] in ("train-blueprint", "build-buckets", "serve") and not {"--help", "--keys"} & set(command)


def run(arguments, folder, before=None):
    """With a full disk for standard output, or what `before` makes of it; a server that goes on is asked to end."""
    port = free_port()
    arguments = [port if word == 0 and arguments[0] == "serve" else word for word in arguments]
    with open("/dev/full", "wb") as full, open(folder / "err", "w+b") as err:
        program = subprocess.Popen([holdem.PROGRAM, *map(str, arguments)], cwd=folder, stdin=subprocess.DEVNULL,
                                   stdout=full, stderr=err, preexec_fn=before,
                                   env=holdem.environment(folder))
        if arguments[0] == "serve" and "--help" not in arguments:
            while program.poll() is None and not answers(port):
                time.sleep(0.01)
            program.send_signal(signal.SIGTERM)
        status = program.wait(60)
        err.seek(0)
        return holdem.Outcome(status, b"", err.read())


def refused(report, name, outcome, why):
    """It ends with status 1 and one line."""
    report.expect(outcome.status == 1, f"{name}: {outcome}")
    said = outcome.error_lines
    report.expect(len(said) == 1 and why in said[0], f"{name}: {len(said)} lines: {' | '.join(said)[:200]}")


def main():
    if not os.path.exists("/dev/full"):
        raise SystemExit(holdem.SKIPPED)
    report, folder = holdem.Report(), pathlib.Path.cwd()
    stage.build(folder)
    commands = [["--help"], ["--version"], *([name, "--help"] for name in holdem.subcommands(folder)),
                *stage.commands(folder)]
    for command in commands:
        outcome, name = run(command, folder), f"holdem {' '.join(map(str, command))} >/dev/full"
        refused(report, name, outcome, "No space left on device")
        outcome, name = run(command, folder, lambda: os.close(1)), f"holdem {' '.join(map(str, command))} >&-"
        if needs_no_output(command):
            report.expect(outcome.status == 0 and not outcome.error_lines, f"{name}: {outcome}")
        else:
            refused(report, name, outcome, "Bad file descriptor")
    blueprint = holdem.run(["inspect", "new/blueprint.holdem"], folder)
    report.expect(blueprint.status == 0,
                  f"the training whose output could not be written left no blueprint: {blueprint}")
    report.end(f"{len(commands)} commands on /dev/full, and without standard output")


main()
