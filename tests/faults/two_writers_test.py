"""Two programs that would write to the same place: the second is refused with one line, or waits where it can use
what the first makes; a lock dies with its owner."""

import pathlib
import re
import shutil
import signal
import time

import holdem
import scenes
import stage

PATIENCE = 60
TRAIN = ["train-blueprint", "--game", "leduc", "--sampler", "external", "--iters", 2**40, "--checkpoint-interval",
         8192, "--logdir", "run"]
BUILD = ["build-buckets", "--game", "small.game", "--restarts", 200, "--num-workers", 1, "--out", "out.holdem"]
QUICK_BUILD = [*BUILD[:3], "--k-flop", 8, "--k-turn", 8, "--k-river", 8, *BUILD[-2:]]
MATCH = ["match", stage.RUN, "always-call", "--plain", "--num-workers", 1, "--history", "hands.log", "--hands"]


def wait_until(condition, program=None):
    """True when it came; a test waits long, and no longer than its program lives."""
    end = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < end and (program is None or program.poll() is None):
        time.sleep(0.01)
    return condition()


class Place:
    """A fresh folder with a small one of everything, and the programs that were started in it."""

    def __init__(self, template):
        self.folder = pathlib.Path.cwd() / "case"
        shutil.copytree(template, self.folder)
        self.programs = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for program in self.programs:
            if program.poll() is None:
                program.kill()
            program.wait()
        shutil.rmtree(self.folder)

    def start(self, arguments, name="."):
        (self.folder / name).mkdir(exist_ok=True)
        program = holdem.start(arguments, self.folder, name)
        self.programs.append(program)
        return program

    def says(self, text, name="."):
        return re.search(text, (self.folder / name / "out").read_text()) is not None

    def refuses(self, report, what, arguments, first):
        """The second is refused while the first goes on."""
        outcome = holdem.run(arguments, self.folder, seconds=20)
        report.expect(outcome.status == 1 and len(outcome.error_lines) == 1, f"{what}: {outcome}")
        report.expect(first.poll() is None, f"{what}: the first one ended with {first.poll()}")


def two_trainings(report, place):
    first = place.start(TRAIN)
    wait_until(lambda: place.says("Checkpoint: "), first)
    (place.folder / "also").symlink_to("run")
    place.refuses(report, "a second training in a logdir", TRAIN, first)
    place.refuses(report, "a second training in a logdir, another game", scenes.TRAIN + ["--iters", 1024], first)
    place.refuses(report, "a second training in a logdir, by a link", [*TRAIN[:-1], "also"], first)
    place.refuses(report, "a second training that resumes", [*TRAIN, "--resume-from", "run"], first)
    first.send_signal(signal.SIGTERM)
    report.expect(first.wait(PATIENCE) == 130, f"the first training ended with {first.returncode}")
    again = place.start([*TRAIN, "--resume-from", "run"], "again")
    wait_until(lambda: place.says("Checkpoint: ", "again"), again)
    again.kill()
    again.wait()
    outcome = holdem.run([*TRAIN, "--iters", 8192], place.folder)
    report.expect(outcome.status == 0, f"a training after one that was killed: {outcome}")
    for text in holdem.damaged(place.folder):
        report.expect(False, f"after two trainings: damaged: {text}")


def two_builds(report, place):
    first = place.start(BUILD)
    wait_until(lambda: holdem.temporaries(place.folder), first)
    place.refuses(report, "a second build of a bucket file", QUICK_BUILD, first)
    first.kill()
    first.wait()
    outcome = holdem.run(QUICK_BUILD, place.folder)
    report.expect(outcome.status == 0, f"a build after one that was killed: {outcome}")
    report.expect(not holdem.damaged(place.folder), f"after two builds: {holdem.damaged(place.folder)}")


def two_matches(report, place):
    """The second may also be let in, if hands come whole."""
    first = place.start([*MATCH, 10**9])
    wait_until(lambda: (place.folder / "hands.log").exists() or (place.folder / "hands.log.lock").exists(), first)
    outcome = holdem.run([*MATCH, 400], place.folder)
    refused = outcome.status == 1 and len(outcome.error_lines) == 1
    report.expect(refused or outcome.status == 0, f"a second match that appends to a history: {outcome}")
    report.expect(first.poll() is None, f"the first match ended with {first.poll()}")
    first.kill()
    first.wait()
    outcome = holdem.run([*MATCH, 400], place.folder)
    report.expect(outcome.status == 0, f"a match after one that was killed: {outcome}")
    lines = (place.folder / "hands.log").read_text().splitlines()
    broken = [line for line in lines
              if not re.fullmatch(r"STATE:\d+:[a-z0-9/]+:\w\w\|\w\w[/\w]*:-?[\d.]+\|-?[\d.]+:[\w-]+\|[\w-]+", line)]
    report.expect(len(lines) >= 400 and not broken,
                  f"a history of two matches: {len(lines)} lines, broken: {broken[:2]}")


def one_abstraction(report, place):
    """Of two programs that need the default abstraction one makes it and the other waits, says so, and uses that."""
    command = ["train-blueprint", "--game", "small.game", "--sampler", "external", "--iters", 128, "--set",
               "bucket={restarts: 10}", "--logdir"]
    first = place.start([*command, "a"], "first")
    wait_until(lambda: place.says("Building the default card abstraction", "first"), first)
    second = place.start([*command, "b"], "second")
    for name, program in ("first", first), ("second", second):
        report.expect(program.wait(PATIENCE) == 0,
                      f"{name} training with the default abstraction: status {program.returncode}, "
                                                   f"{(place.folder / name / 'err').read_text()}")
    report.expect(place.says("Card abstraction built", "first"), "the first one did not build the abstraction")
    report.expect(not place.says(r"buckets of [\d,]+ canonical hands by", "second"),
                  "the second one built the abstraction as well")
    said = (place.folder / "second/out").read_text() + (place.folder / "second/err").read_text()
    report.expect(re.search("wait", said, re.I) is not None, "the second one does not say that it waits")
    report.expect(not holdem.temporaries(place.folder), f"left: {holdem.temporaries(place.folder)}")


def owner_killed(report, place):
    """Who waits for a program that is killed does its work."""
    command = ["train-blueprint", "--game", "small.game", "--sampler", "external", "--iters", 128, "--set",
               "bucket={restarts: 10}", "--logdir"]
    first = place.start([*command, "a"], "first")
    wait_until(lambda: place.says("Building the default card abstraction", "first"), first)
    second = place.start([*command, "b"], "second")
    wait_until(lambda: place.says("waiting for it to be done", "second"), second)
    first.kill()
    report.expect(second.wait(PATIENCE) == 0,
                  f"a training that waited for one that was killed: status {second.returncode}")
    report.expect(not holdem.temporaries(place.folder), f"left: {holdem.temporaries(place.folder)}")


def main():
    report, template = holdem.Report(), pathlib.Path.cwd() / "template"
    template.mkdir()
    stage.build(template)
    for test in two_trainings, two_builds, two_matches, one_abstraction, owner_killed:
        with Place(template) as place:
            test(report, place)
    report.end("two writers")


main()
