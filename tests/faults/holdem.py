"""What every test of faults needs: the program, its outcome, the files of a folder."""

import dataclasses
import os
import pathlib
import re
import signal
import subprocess
import sys

ROOT = pathlib.Path(os.environ.get("HOLDEM_ROOT", pathlib.Path(__file__).resolve().parents[2]))
PROGRAM = str(pathlib.Path(os.environ.get("HOLDEM", ROOT / "build/tests/holdem")).resolve())
SKIPPED = 77
TEMPORARY = re.compile(r"\.tmp-\d+-\d+$")


@dataclasses.dataclass
class Outcome:
    status: int  # negative: the signal that ended it
    out: bytes
    err: bytes

    @property
    def error_lines(self):
        """What was said of the failure: a training's warnings go to the same place."""
        return [line for line in self.err.decode(errors="replace").splitlines()
                if not line.startswith(("WARNING: ", "ERROR: "))]

    def __str__(self):
        how = signal.Signals(-self.status).name if self.status < 0 else f"status {self.status}"
        return f"{how}: {self.err.decode(errors='replace')[:300].strip() or 'nothing said'}"


def environment(home, **more):
    """An environment in which nothing of the user's is read or written."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return kept | {"HOME": str(home), "XDG_CACHE_HOME": f"{home}/cache", "HOLDEM_GAMES": str(ROOT / "games")} | more


def run(arguments, folder, seconds=60, **more):
    """Runs the program to its end; one that hangs is ended with SIGKILL, which no caller takes for an answer."""
    started = subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=folder, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=environment(folder, **more))
    try:
        out, err = started.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        started.kill()
        out, err = started.communicate()
        err += f"\nno end within {seconds} s".encode()
    return Outcome(started.returncode, out, err)


def start(arguments, folder, name=".", **more):
    """Starts the program with both outputs in files below the folder: NAME/out and NAME/err."""
    with open(f"{folder}/{name}/out", "ab") as out, open(f"{folder}/{name}/err", "ab") as err:
        return subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=folder, stdin=subprocess.DEVNULL, stdout=out,
                                stderr=err,
                                env=environment(folder, **more))


def must(arguments, folder, **more):
    """Runs what a test needs done before it begins."""
    outcome = run(arguments, folder, **more)
    if outcome.status != 0:
        sys.exit(f"holdem {' '.join(map(str, arguments))}: {outcome}")
    return outcome


def files(folder):
    """Every file below a folder: its path there, its bytes."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
    return found


def temporaries(folder):
    return sorted(path for path in files(folder) if TEMPORARY.search(path))


def damaged(folder, known=()):
    """The .holdem files below a folder that the program itself does not take for whole, but those with known bytes."""
    bad = []
    for path, content in sorted(files(folder).items()):
        if path.endswith(".holdem") and "tfevents" not in path and content not in known:
            outcome = run(["inspect", path], folder)
            if outcome.status != 0:
                bad.append(f"{path} ({outcome})")
    return bad


SMALL_DECK = """GAMEDEF
limit
numPlayers = 2
numRounds = 4
blind = 10 5
raiseSize = 10 10 20 20
firstPlayer = 2 1 1 1
maxRaises = 3 4 4 4
numSuits = 4
numRanks = 5
numHoleCards = 2
numBoardCards = 0 3 1 1
END GAMEDEF
"""


class Report:
    """Collects what is wrong, so that a test says all of it at once."""

    def __init__(self):
        self.problems = []

    def expect(self, right, text):
        if not right:
            self.problems.append(text)
            print(f"  WRONG  {text}", flush=True)
        return right

    def end(self, done):
        print(f"{done}: {len(self.problems)} wrong", flush=True)
        sys.exit(1 if self.problems else 0)


def subcommands(folder):
    """The subcommands that --help lists."""
    listed = re.findall(r"^  ([a-z][a-z-]*)  ", must(["--help"], folder).out.decode(), re.M)
    if len(listed) < 10:
        sys.exit("holdem --help: its list of subcommands cannot be read")
    return listed
