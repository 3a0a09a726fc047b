"""Cron, daemons and some launchers start programs with standard descriptors closed: the files that they write are the same.
What prints its results, and not only a log, ends with status 1 when nobody takes them."""

import itertools
import pathlib
import shutil
import subprocess

import holdem
import judge
import scenes
import stage

COMMANDS = {
    "train": [*scenes.TRAIN[:-1], "new", "--iters", 3072, "--eval-interval", 100],
    "build-buckets": [*scenes.BUILD[:4], "new.holdem", *scenes.BUILD[5:]],
    "export": ["export", stage.RUN, "--out", "new.csv"],
    "match": ["match", stage.RUN, "always-call", "--hands", 20, "--num-workers", 1, "--history", "new.log"],
    "play": ["play", stage.RUN, "--hands", 1, "--seed", 1, "--history", "new.log"],
}


def run(arguments, folder, closed):
    """sh closes the descriptors, and gives a hand's worth of answers where standard input is open."""
    redirections = " ".join({0: "<&-", 1: ">&-", 2: "2>&-"}[descriptor] for descriptor in closed)
    command = ["sh", "-c", f'exec "$0" "$@" {redirections}', holdem.PROGRAM, *map(str, arguments)]
    return subprocess.run(command, cwd=folder, input=b"c\n" * 20, capture_output=True, env=holdem.environment(folder),
                          timeout=60, check=False).returncode


PRINTS = ("match", "play")


def new_files(folder):
    return judge.by_name({path: content for path, content in holdem.files(folder).items() if path.startswith("new")})


def same(path, content, right):
    """Logs and event files tell the time: there it is enough that nothing else is between their lines and records."""
    if "tfevents" in path:
        return judge.whole(path, content, right)
    if judge.TIMED.search(path):
        return content.endswith(b"\n") and content.count(b"\n") == right.count(b"\n")
    return content == right


def main():
    report, place = holdem.Report(), pathlib.Path.cwd()
    template = place / "template"
    template.mkdir()
    stage.build(template)
    combinations = [closed for size in (0, 1, 2, 3) for closed in itertools.combinations((0, 1, 2), size)]
    for name, command in COMMANDS.items():
        right = None
        for closed in combinations:
            # Without answers no hand is played.
            if name == "play" and 0 in closed:
                continue
            folder = place / "case"
            shutil.copytree(template, folder)
            status, what = run(command, folder, closed), f"{name} with {','.join(map(str, closed)) or 'nothing'} closed"
            new = new_files(folder)
            if right is None:
                right = new
                report.expect(status == 0 and bool(new), f"{what}: status {status}, {len(new)} files")
            report.expect(status == (1 if name in PRINTS and 1 in closed else 0), f"{what}: status {status}")
            report.expect(new.keys() == right.keys(), f"{what}: files {sorted(new.keys() ^ right.keys())}")
            for path in new.keys() & right.keys():
                report.expect(same(path, new[path], right[path]), f"{what}: {path} is another")
            shutil.rmtree(folder)
    report.end("descriptors closed in every combination")


main()
