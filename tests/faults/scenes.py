"""The commands whose every call is made to fail: what lies there before each, and what it is to leave."""

import dataclasses
import re
import typing

import holdem

TINY_GAME = """GAMEDEF
limit
numPlayers = 2
numRounds = 2
blind = 1 1
raiseSize = 2 4
firstPlayer = 1 1
maxRaises = 2 2
numSuits = 2
numRanks = 4
numHoleCards = 2
numBoardCards = 0 1
END GAMEDEF
"""

# Whole batches, so that a run that stopped and went on ends with the same bytes.
TRAIN = ["train-blueprint", "--game", "kuhn", "--sampler", "external", "--seed", 1, "--num-workers", 1,
         "--checkpoint-interval", 1024,
         "--logdir", "run"]


def nothing(folder):
    del folder


def trained(folder):
    holdem.must([*TRAIN, "--iters", 3072], folder)


def trained_otherwise(folder):
    holdem.must([*TRAIN, "--iters", 3072, "--sampler", "outcome"], folder)


def trained_long(folder):
    holdem.must([*TRAIN[:1], "--game", "leduc", "--buckets", "lossless", *TRAIN[3:-1], "long", "--iters", 1024], folder)


def exported(folder):
    trained(folder)
    (folder / "policy.csv").write_text("what lay here before\n")


def history(folder):
    trained(folder)
    (folder / "hands.log").write_text("STATE:0:cc:Qs|As:-1|1:run|always-call\n")


def buckets(folder):
    (folder / "tiny.game").write_text(TINY_GAME)
    holdem.must([*BUILD[:-1], 2], folder)


BUILD = ["build-buckets", "--game", "tiny.game", "--out", "tiny.holdem", "--num-workers", 1, "--k-flop", 3]


@dataclasses.dataclass
class Scene:
    name: str
    command: list
    prepare: typing.Callable  # makes what lies there before
    prints: str  # a line that standard output ends with, as a regular expression; "" : the same bytes each time
    result: str = ""  # what must be right when it goes on, with a warning, after another file could not be written


SCENES = {scene.name: scene for scene in (
    Scene("train", [*TRAIN, "--iters", 3072, "--eval-interval", 100], trained_otherwise,
          r"  checkpoint +run/checkpoints/checkpoint_iter3072.holdem\n", "run/blueprint.holdem"),
    Scene("resume", [*TRAIN, "--iters", 6144, "--resume-from", "run"], trained,
          r"  checkpoint +run/checkpoints/checkpoint_iter6144.holdem\n", "run/blueprint.holdem"),
    Scene("build-buckets", BUILD, buckets, r"tiny.holdem: built in .*\n", "tiny.holdem"),
    Scene("export", ["export", "run", "--out", "policy.csv"], exported, ""),
    Scene("export-long", ["export", "long", "--format", "json"], trained_long, ""),
    Scene("match", ["match", "run", "always-call", "--hands", 400, "--num-workers", 1, "--history", "hands.log"],
          history, ""),
    Scene("match-phh",
          ["match", "random", "always-call", "--plain", "--hands", 10, "--num-workers", 1, "--history", "hands.phhs"],
          nothing, ""),
    Scene("inspect", ["inspect", "--json", "run/checkpoints/checkpoint_iter3072.holdem"], trained, ""),
    Scene("show", ["show", "run", "--json"], trained, ""),
)}

# Files of which the old content stays at the beginning, and which tell the time.
GROWING = re.compile(r"(train\.log|evaluation\.csv|events\.out\.tfevents[^/]*|hands\.(log|phhs))$")
TIMED = re.compile(r"(train\.log|evaluation\.csv|events\.out\.tfevents[^/]*)$")
