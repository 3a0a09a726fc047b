"""What each signal does to a training: end it with everything saved, change nothing, or what the system does."""

import concurrent.futures
import pathlib
import re
import resource
import signal
import subprocess
import time

import holdem

# ends: checkpoint, blueprint and status 130. nothing: the training goes on. stops: until SIGCONT, then it goes on.
# dies: at once and with nothing said, by the system's default; what was announced stays.
OUTCOMES = {
    "HUP": "ends", "INT": "ends", "TERM": "ends",
    # Batch systems, limits of processor time and failing power warn so.
    "XCPU": "ends", "USR1": "ends", "USR2": "ends", "ALRM": "ends", "VTALRM": "ends", "PROF": "ends", "PWR": "ends",
    # A file that grew too large and a reader that went away are errors of a write.
    "XFSZ": "nothing", "PIPE": "nothing",
    "CHLD": "nothing", "WINCH": "nothing", "URG": "nothing", "CONT": "nothing",
    "TSTP": "stops", "TTIN": "stops", "TTOU": "stops", "STOP": "stops",
    # Who asks for a core file or a descriptor's news gets what the system does.
    "QUIT": "dies", "IO": "dies",
}

TRAIN = ["train-blueprint", "--game", "leduc", "--sampler", "external", "--iters", 2**40, "--checkpoint-interval",
         4096, "--logdir", "run"]
PATIENCE = 30


def defaults():
    """Whatever the test was started from: every signal is as in a new terminal."""
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP, 32, 33}:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def announced(folder):
    return [int(number) for number in re.findall(r"Checkpoint: \S*checkpoint_iter(\d+)", (folder / "out").read_text())]


def wait_for_checkpoints(program, folder, count):
    """Waits until so many more are announced; false if that does not come."""
    wanted, patience = len(announced(folder)) + count, time.monotonic() + PATIENCE
    while len(announced(folder)) < wanted and program.poll() is None and time.monotonic() < patience:
        time.sleep(0.01)
    return len(announced(folder)) >= wanted


def started(folder):
    with open(folder / "out", "ab") as out, open(folder / "err", "ab") as err:
        program = subprocess.Popen([holdem.PROGRAM, *map(str, TRAIN)], cwd=folder, stdin=subprocess.DEVNULL,
                                   stdout=out, stderr=err,
                                   env=holdem.environment(folder), preexec_fn=defaults)
    return program


def status_of(program):
    try:
        return program.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return None


def look(report, name, folder, program):
    """Sends the signal to a training that is under way, and sees to it that it ends."""
    outcome, number = OUTCOMES[name], getattr(signal, f"SIG{name}")
    if not report.expect(wait_for_checkpoints(program, folder, 2),
                         f"{name}: the training did not begin: {(folder / 'err').read_text()}"):
        return
    program.send_signal(number)
    if outcome == "dies":
        status = status_of(program)
        report.expect(status == -number, f"SIG{name}: status {status}")
    else:
        if outcome in ("nothing", "stops"):
            if outcome == "stops":
                time.sleep(0.1)
                program.send_signal(signal.SIGCONT)
            report.expect(wait_for_checkpoints(program, folder, 2),
                          f"SIG{name}: the training did not go on, status {program.poll()}")
            if program.poll() is None:
                program.terminate()
        status = status_of(program)
        report.expect(status == 130, f"SIG{name}: ended with {status}")
        report.expect((folder / "run/blueprint.holdem").exists(), f"SIG{name}: no blueprint")
    newest = max(announced(folder))
    report.expect((folder / f"run/checkpoints/checkpoint_iter{newest}.holdem").exists(),
                  f"SIG{name}: the last checkpoint announced, {newest}, is lost")
    for text in holdem.damaged(folder):
        report.expect(False, f"SIG{name}: damaged: {text}")


def test(report, name, place):
    folder = place / name
    folder.mkdir()
    program = started(folder)
    try:
        look(report, name, folder, program)
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()


def main():
    report = holdem.Report()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for task in [pool.submit(test, report, name, pathlib.Path.cwd()) for name in OUTCOMES
                     if hasattr(signal, f"SIG{name}")]:
            task.result()
    report.end(f"{len(OUTCOMES)} signals")


main()
