"""A command does not write over a file that it reads, by whatever name: status 1, one line, and the file as it was."""

import os
import pathlib
import shutil

import holdem
import scenes
import stage

BLUEPRINT = f"{stage.RUN}/blueprint.holdem"
# What is read, and the command, in which OUT stands for that file under another name.
COMMANDS = {
    "export --out": (BLUEPRINT, ["export", BLUEPRINT, "--out", "OUT"]),
    "export of a logdir --out": (BLUEPRINT, ["export", stage.RUN, "--out", "OUT"]),
    "match --history, first player": (BLUEPRINT, ["match", BLUEPRINT, "always-call", "--hands", 4, "--history", "OUT"]),
    "match --history, second player": (BLUEPRINT,
                                       ["match", "always-call", stage.RUN, "--hands", 4, "--history", "OUT"]),
    "match --history, buckets": (stage.BUCKETS,
                                 ["match", "tiny", "always-call", "--hands", 4, "--buckets-a", stage.BUCKETS,
                                  "--history", "OUT"]),
    "play --history": (BLUEPRINT, ["play", BLUEPRINT, "--history", "OUT"]),
    "play --history, game": ("kuhn.game", ["play", "random", "--game", "kuhn.game", "--history", "OUT"]),
    "build-buckets --out, game": ("tiny.game", [*scenes.BUILD[:4], "OUT", *scenes.BUILD[5:]]),
    "build-buckets --out, configuration": ("buckets.yaml",
                                           ["build-buckets", "--config", "buckets.yaml", "--out", "OUT"]),
    "match --history, game": ("kuhn.game",
                              ["match", "random", "random", "--game", "kuhn.game", "--hands", 4, "--history", "OUT"]),
}


def names(folder, path):
    """The file itself, a longer way to it, a symbolic link, a hard link."""
    os.symlink(path, folder / "symbolic")
    os.link(folder / path, folder / "hard")
    return [path, f"./{stage.RUN}/../{path}", str(folder / path), "symbolic", "hard"]


def main():
    report, place = holdem.Report(), pathlib.Path.cwd()
    template = place / "template"
    template.mkdir()
    stage.build(template)
    shutil.copy(holdem.ROOT / "games/kuhn.game", template)
    (template / "buckets.yaml").write_text("game: tiny.game\nbucket: {k_flop: 3}\n")
    holdem.must(["train-blueprint", "--game", "tiny.game", "--buckets", stage.BUCKETS, "--iters", 256, "--logdir",
                 "tiny"], template)
    for what, (path, command) in COMMANDS.items():
        for number in range(5):
            folder = place / "case"
            shutil.copytree(template, folder)
            output, before = names(folder, path)[number], (folder / path).read_bytes()
            outcome = holdem.run([output if word == "OUT" else word for word in command], folder)
            said = outcome.error_lines
            report.expect(outcome.status == 1 and len(said) == 1, f"{what} {output}: {outcome}")
            report.expect((folder / path).read_bytes() == before, f"{what} {output}: {path} is not what it was")
            report.expect(not holdem.temporaries(folder), f"{what} {output}: left {holdem.temporaries(folder)}")
            shutil.rmtree(folder)
    report.end("outputs that are inputs")


main()
