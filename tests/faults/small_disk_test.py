"""A disk of 400 kB: what was there stays, what could not be written is said, and what makes room is used."""

import os
import pathlib
import shutil
import subprocess
import sys

import holdem
import scenes
import stage

DISK = "disk"
KILOBYTES = 400


def in_a_namespace():
    """Starts this script anew where a disk of its own can be mounted."""
    if os.environ.get("SMALL_DISK") == "mounted":
        return
    folder = pathlib.Path.cwd() / DISK
    folder.mkdir()
    mount = f"mount -t tmpfs -o size={KILOBYTES}k tmpfs '{folder}'"
    for unshare in (["unshare", "-m"], ["unshare", "-rm"]):
        if not shutil.which("unshare") or subprocess.run([*unshare, "sh", "-c", mount], capture_output=True,
                                                         check=False).returncode != 0:
            continue
        command = f"{mount} && exec '{sys.executable}' -B '{__file__}'"
        os.execvpe(unshare[0], [*unshare, "sh", "-c", command], os.environ | {"SMALL_DISK": "mounted"})
    print("no private mounts here")
    sys.exit(holdem.SKIPPED)


def fill(folder, leave):
    """Leaves so many bytes."""
    room = os.statvfs(folder)
    with open(folder / "filler", "wb") as filler:
        filler.write(b"x" * max(room.f_bavail * room.f_frsize - leave, 0))


def training(report, folder):
    """Snapshots of the way are given up before work is lost: the run comes to its end."""
    command = ["train-blueprint", "--game", "leduc", "--sampler", "external", "--seed", 1, "--num-workers", 1,
               "--checkpoint-interval", 20000,
               "--snapshot-interval", 0.02, "--iters", 400000, "--logdir", f"{DISK}/run"]
    fill(folder / DISK, 160_000)
    outcome = holdem.run(command, folder)
    (folder / DISK / "filler").unlink()
    report.expect(outcome.status == 0, f"a training that filled the disk: {outcome}")
    report.expect(b"The disk is full" in outcome.err, "a training that filled the disk does not say so")
    straight = holdem.must([*command[:-1], "straight"], folder)
    right = (folder / "straight/blueprint.holdem").read_bytes()
    path = folder / DISK / "run/blueprint.holdem"
    report.expect(straight.status == 0 and path.exists() and path.read_bytes() == right,
                  "a training that filled the disk has not its blueprint")


def full(report, folder, name, command):
    """A full disk: status 1, one line, and what was there as it was."""
    before = {path: content for path, content in holdem.files(folder / DISK).items() if path != "filler"}
    outcome = holdem.run(command, folder)
    said = outcome.error_lines
    report.expect(outcome.status == 1 and len(said) == 1 and "No space left on device" in said[0],
                  f"{name} on a full disk: {outcome}")
    after = list(holdem.files(folder / DISK).values())
    for path, content in before.items():
        # A history keeps its beginning, and a former run is moved.
        kept = content in after or (path == "hands.log" and any(now.startswith(content) for now in after))
        report.expect(kept, f"{name} on a full disk: {path} is not what it was")
    report.expect(not holdem.temporaries(folder / DISK),
                  f"{name} on a full disk left {holdem.temporaries(folder / DISK)}")


def others(report, folder):
    shutil.rmtree(folder / DISK / "run", ignore_errors=True)
    holdem.must([*scenes.BUILD[:4], f"{DISK}/tiny.holdem", *scenes.BUILD[5:]], folder)
    holdem.must(["export", stage.RUN, "--out", f"{DISK}/policy.csv"], folder)
    holdem.must(["match", stage.RUN, "always-call", "--hands", 4, "--history", f"{DISK}/hands.log"], folder)
    holdem.must([*scenes.TRAIN[:-1], f"{DISK}/run", "--iters", 1024], folder)
    fill(folder / DISK, 0)
    full(report, folder, "build-buckets", [*scenes.BUILD[:4], f"{DISK}/tiny.holdem", *scenes.BUILD[5:-1], 5])
    full(report, folder, "export", ["export", stage.RUN, "--out", f"{DISK}/policy.csv", "--format", "json"])
    full(report, folder, "match",
         ["match", stage.RUN, "always-call", "--hands", 400, "--history", f"{DISK}/hands.log"])
    full(report, folder, "train-blueprint", [*scenes.TRAIN[:-1], f"{DISK}/run", "--iters", 1024, "--save-patience", 1])


def main():
    in_a_namespace()
    report, folder = holdem.Report(), pathlib.Path.cwd()
    stage.build(folder)
    training(report, folder)
    others(report, folder)
    report.end(f"a disk of {KILOBYTES} kB")


main()
