"""Bits turned over in a blueprint, a checkpoint and a bucket file: every subcommand that opens such a file refuses
it, and so do the server and the library."""

import concurrent.futures
import json
import pathlib
import random
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request

import holdem
import stage

FLIPS = 200
SEED = 1
# FILE stands for the flipped file.
COMMANDS = {
    f"{stage.RUN}/blueprint.holdem": [
        ["inspect", "FILE"], ["show", "FILE"], ["export", "FILE"], ["evaluate", "FILE"],
        ["match", "FILE", "always-call", "--hands", 2],
        ["match", "always-call", "FILE", "--hands", 2], ["play", "FILE", "--hands", 1],
        ["train-blueprint", "--game", "leduc", "--sampler", "external", "--iters", 128, "--logdir", "new",
         "--eval-method", "match",
         "--eval-opponent", "FILE", "--eval-interval", 100, "--eval-hands", 2],
    ],
    "small/blueprint.holdem": [["lbr", "FILE", "--hands", 2, "--num-workers", 1]],
    f"{stage.RUN}/checkpoints/checkpoint_iter4096.holdem": [
        ["inspect", "FILE"],
        ["train-blueprint", "--game", "leduc", "--sampler", "external", "--iters", 8192, "--logdir", "new",
         "--resume-from", "FILE"],
    ],
    stage.BUCKETS: [
        ["inspect", "FILE"], ["inspect", "FILE", "--street", "round2"],
        ["bucket", "--game", "tiny.game", "--buckets", "FILE", "--hand", "AhKs"],
        ["train-blueprint", "--game", "tiny.game", "--buckets", "FILE", "--iters", 128, "--logdir", "new"],
        ["match", "tiny", "always-call", "--hands", 2, "--buckets-a", "FILE"],
    ],
}
SERVED = {"blueprint": f"{stage.RUN}/blueprint.holdem"}


def flipped(content, chance):
    bit = chance.randrange(8 * len(content))
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed), f"bit {bit % 8} of byte {bit // 8}"


def try_command(report, folder, path, command, chance, count):
    """In a folder of its own, so that what one leaves is not there for the next."""
    content, file = (folder / path).read_bytes(), folder / f"flipped{chance.getrandbits(64):x}.holdem"
    words = [file.name if word == "FILE" else f"{file.stem}.new" if word == "new" else word for word in command]
    name = " ".join(map(str, command))
    file.write_bytes(content)
    outcome = holdem.run(words, folder)
    report.expect(outcome.status == 0, f"{name} with {path} as it is: {outcome}")
    taken = []
    for _ in range(count):
        changed, where = flipped(content, chance)
        file.write_bytes(changed)
        outcome = holdem.run(words, folder)
        if outcome.status != 1 or len(outcome.error_lines) != 1:
            taken.append(f"{where} ({outcome})")
    report.expect(not taken, f"{name}: {len(taken)} of {count} files are not refused: {'; '.join(taken[:3])}")


def by_the_library(report, folder, chance):
    """examples/strategy, which asks holdem_open."""
    program = pathlib.Path(holdem.PROGRAM).parent / "strategy"
    content, file, taken = (folder / stage.RUN / "blueprint.holdem").read_bytes(), folder / "library.holdem", 0
    for number in range(FLIPS + 1):
        file.write_bytes(flipped(content, chance)[0] if number else content)
        status = subprocess.run([program, file, "", "", "Kh"], capture_output=True, env=holdem.environment(folder),
                                check=False).returncode
        taken += status != (1 if number else 0)
    report.expect(taken == 0, f"holdem_open: {taken} of {FLIPS} files are not refused, or the whole one is")


def ask(port, source):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/spot?source={source}", timeout=30) as answer:
        return json.loads(answer.read())


def by_the_server(report, folder, chance):
    """One server of as many runs as there are flips, and one that is whole."""
    content = (folder / stage.RUN / "blueprint.holdem").read_bytes()
    for number in range(FLIPS + 1):
        (folder / f"served/{number:03}").mkdir(parents=True)
        served = flipped(content, chance)[0] if number else content
        (folder / f"served/{number:03}/blueprint.holdem").write_bytes(served)
    (folder / "server").mkdir()
    server = holdem.start(["serve", "--logdir", "served", "--port", 0], folder, "server")
    try:
        end, port = time.monotonic() + 30, None
        while not port and time.monotonic() < end:
            time.sleep(0.01)
            port = re.search(r"127\.0\.0\.1:(\d+)", (folder / "server/out").read_text())
        report.expect("hands" in ask(port[1], "000/blueprint.holdem"), "serve does not show the blueprint as it is")
        taken = 0
        for number in range(1, FLIPS + 1):
            try:
                taken += "error" not in ask(port[1], f"{number:03}/blueprint.holdem")
            except urllib.error.HTTPError as refused:
                taken += refused.code != 400
        report.expect(taken == 0, f"serve: {taken} of {FLIPS} files are not refused")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def main():
    report, folder, chance = holdem.Report(), pathlib.Path.cwd(), random.Random(SEED)
    stage.build(folder)
    holdem.must(["train-blueprint", "--game", "tiny.game", "--buckets", stage.BUCKETS, "--iters", 256, "--logdir",
                 "tiny"], folder)
    holdem.must(["train-blueprint", "--game", "small.game", "--sampler", "external", "--iters", 128, "--logdir",
                 "small", "--set",
                 "bucket={k_flop: 2, k_turn: 2, k_river: 2}"], folder)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        tasks = [pool.submit(by_the_library, report, folder, random.Random(SEED)),
                 pool.submit(by_the_server, report, folder, random.Random(SEED))]
        for path, commands in COMMANDS.items():
            for command in commands:
                tasks.append(pool.submit(try_command, report, folder, path, command,
                                         random.Random(chance.getrandbits(32)), FLIPS))
        for task in tasks:
            task.result()
    report.end(f"{FLIPS} flips for each command")


main()
