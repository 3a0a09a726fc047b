"""What a blueprint wins from players that are known (holdem match), then how exploitable it is (holdem lbr, or
holdem evaluate where that refuses the game)."""
import json
import os
import sys

from holdem.cli import _program

OPPONENTS = ("random", "always-call", "always-raise")
NO_EFFECT = {
    "--duplicate": "every deal is played twice, with the seats swapped",
    "--translator": "bets that the blueprint lacks are always read by pseudo-harmonic mapping",
    "--warmup-episodes": "the correction for luck has nothing to learn",
    "--confidence": "intervals are those of 95 %",
}


def matches(file, hands, seed, flags):
    """Yields (opponent, mean, interval, unit) as long as the program plays them."""
    hands = str(max(hands, 4))  # two deals: a single one has no interval
    for opponent in OPPONENTS:
        found = _program.ask("match", file, opponent, "--hands", hands, "--seed", str(seed), *flags)
        if found is None:
            return
        wins = found["a_wins"]
        scale, unit = (0.1, "bb/100") if found["unit"] == "mbb/hand" else (1, found["unit"])
        yield opponent, wins["mean"] * scale, wins["interval"] * scale, unit


def exploitability(file, seed, flags):
    """A line and what it came from; None where the game allows neither way."""
    found = _program.ask("lbr", file, "--hands", "1000", "--seed", str(seed), *flags, quiet=True)
    if found:
        wins = found["local_best_response"]
        line = "at least %.2f +- %.2f bb/100 (local best response)"
        return line % (wins["mbb"] / 10, wins["interval95_mbb"] / 10), found
    found = _program.ask("evaluate", file, *flags, quiet=True)
    return ("%.6f chips a hand, exactly" % found["exploitability"], found) if found else None


def parse():
    parser = _program.Parser(prog="eval_blueprint", description=__doc__)
    parser.add_argument("file", nargs="?", help="blueprint, snapshot or logdir")
    parser.add_argument("--policy", "--checkpoint", dest="policy", help="the same, of old")
    parser.add_argument("--episodes", type=_program.number(int, 1, 10**12), default=200000, help="hands against each player (200000)")
    parser.add_argument("--seed", type=_program.number(int, 0, 2**53), default=42, help="of cards and actions (42)")
    parser.add_argument("--buckets", help="bucket file of the blueprint's run, when it has moved")
    parser.add_argument("--use-aivat", action="store_true", help="take luck out: narrower for the hands, slower")
    parser.add_argument("--out", help="write the figures to this file, as JSON")
    for flag, why in NO_EFFECT.items():
        parser.add_argument(flag, help="no effect: " + why.replace("%", "%%"))
    options = parser.parse_args()
    options.file = options.file or options.policy or parser.error("which blueprint? FILE, or --policy FILE")
    for flag, why in NO_EFFECT.items():
        if getattr(options, flag[2:].replace("-", "_")) is not None:
            _program.say("%s has no effect here: %s" % (flag, why))
    if options.buckets and not _program.is_container(options.buckets):
        _program.say("--buckets %s is no bucket file: the blueprint's own buckets are taken" % options.buckets)
        options.buckets = None
    if options.out is not None and not os.path.isdir(os.path.dirname(options.out) or "."):
        parser.error("--out %s: there is no such folder" % options.out)
    if options.out is not None and (not options.out or os.path.isdir(options.out)):
        parser.error("--out wants a file, not '%s'" % options.out)
    if os.path.isfile(options.file) and not _program.is_container(options.file):
        sys.exit("holdem: %s is no blueprint: what the Python trainer has written cannot be read" % options.file)
    return options


def write(path, text):
    """In place of what was there, as a whole; devices and pipes are written as they are."""
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "w") as out:
            out.write(text)
        return
    beside = path + ".tmp"
    try:
        with open(beside, "w") as out:
            out.write(text)
        os.replace(beside, path)
    except OSError as error:
        if os.path.exists(beside):
            os.remove(beside)
        raise OSError(error.errno, error.strerror, path) from None


def evaluate(options):
    results, buckets = {}, options.buckets
    flags = ([] if options.use_aivat else ["--plain"]) + (["--buckets-a", buckets] if buckets else [])
    for opponent, mean, interval, unit in matches(options.file, options.episodes, options.seed, flags):
        print("%-15s: %8.2f +- %6.2f %s" % (opponent, mean, interval, unit), flush=True)
        results[opponent] = {"mean": mean, "interval": interval, "unit": unit}
    found = exploitability(options.file, options.seed, ["--buckets", buckets] if buckets else [])
    if found:
        print("%-15s: %s" % ("exploitability", found[0]))
        results["exploitability"] = found[1]
    if options.out and results:
        write(options.out, json.dumps(results, indent=2))
    return 0 if results else 1


def main():
    options = parse()
    return _program.guard(lambda: evaluate(options), 130)


if __name__ == "__main__":
    sys.exit(main())
