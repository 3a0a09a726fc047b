"""A folder with a small one of everything, and for each subcommand commands that take a moment there."""

import pathlib
import sys

import holdem
import scenes

RUN = "run"  # a run of Leduc
BUCKETS = "tiny.holdem"  # a bucket file for tiny.game

# Subcommand: what to give it. A new subcommand wants a row here.
COMMANDS = {
    "train-blueprint": [[*scenes.TRAIN[:-1], "new", "--iters", 2048], ["--keys"]],
    "build-buckets": [scenes.BUILD],
    "show": [[RUN], [RUN, "--json"]],
    "export": [[RUN], [RUN, "--format", "json"]],
    "evaluate": [[RUN], [RUN, "--json"]],
    "lbr": [["always-fold", "--game", "small.game", "--hands", 20, "--num-workers", 1],
            ["always-fold", "--game", "small.game", "--hands", 20, "--num-workers", 1, "--json"]],
    "match": [[RUN, "always-call", "--hands", 20], [RUN, "always-call", "--hands", 20, "--json"]],
    "play": [[RUN, "--hands", 1, "--seed", 1]],
    "serve": [["--logdir", RUN, "--port", 0]],
    "bucket": [["--game", "tiny.game", "--buckets", BUCKETS, "--hand", "AhKs"],
               ["--game", "tiny.game", "--buckets", BUCKETS, "--hand", "AhKs", "--json"]],
    "inspect": [[f"{RUN}/blueprint.holdem"], ["--json", BUCKETS]],
    "bench": [["--quick", "--only", "index"], ["--quick", "--only", "index", "--json"]],
    "platform": [["--num-workers", 1]],
    "manual": [["match"], ["--list"]],
    "completions": [["bash"]],
}


def commands(folder):
    """Every command as a list of arguments, after a look whether a subcommand is missing."""
    missing = set(holdem.subcommands(folder)) - COMMANDS.keys()
    if missing:
        sys.exit(f"stage.py has no command for {', '.join(sorted(missing))}")
    for name, rows in COMMANDS.items():
        for row in rows:
            yield row if row and row[0] == name else [name, *row]


def build(folder):
    folder = pathlib.Path(folder)
    (folder / "small.game").write_text(holdem.SMALL_DECK)
    scenes.buckets(folder)
    holdem.must(["train-blueprint", "--game", "leduc", "--sampler", "external", "--iters", 4096,
                 "--checkpoint-interval", 2048, "--logdir", RUN],
                folder)
