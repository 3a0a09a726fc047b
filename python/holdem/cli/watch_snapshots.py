"""Watches a run: plays each of its snapshots, and each new one, against players that are known, and prints a line for
it. Ends with Ctrl-C."""
import glob
import os
import sys
import time

from holdem.cli import _program
from holdem.cli.eval_blueprint import matches


def parse():
    parser = _program.Parser(prog="watch_snapshots", description=__doc__)
    parser.add_argument("folder", nargs="?", metavar="LOGDIR", help="logdir of a run, or its folder snapshots/")
    parser.add_argument("--snapshot-dir", help="the same, of old")
    parser.add_argument("--episodes", type=_program.number(int, 1, 10**12), default=10000, help="hands against each player (10000)")
    parser.add_argument("--check-interval", type=_program.number(float, 0.01, 10**6), default=60, help="seconds between looks (60)")
    parser.add_argument("--seed", type=_program.number(int, 0, 2**53), default=42, help="of cards and actions (42)")
    parser.add_argument("--eval-script", help="no effect: holdem match is what plays")
    options = parser.parse_args()
    options.folder = options.folder or options.snapshot_dir or parser.error("which run? LOGDIR, or --snapshot-dir DIR")
    if options.eval_script is not None:
        _program.say("--eval-script has no effect here: holdem match is what plays")
    if not os.path.isdir(options.folder):
        sys.exit("holdem: %s is no folder" % options.folder)
    return options


def snapshots(folder):
    name = "snapshot_iter*.holdem"
    found = glob.glob(os.path.join(glob.escape(folder), name))
    found += glob.glob(os.path.join(glob.escape(folder), "snapshots", name))
    return sorted(found, key=lambda path: (len(path), path))  # by iteration


def watch(options):
    seen = set()
    if not snapshots(options.folder):
        _program.say("no snapshots in %s yet; runs take one every ten minutes, or as --snapshot-interval says" % options.folder)
    while True:
        for path in snapshots(options.folder):
            if path not in seen:
                seen.add(path)
                found = list(matches(path, options.episodes, options.seed, ["--plain"]))
                words = ["%s %.2f +- %.2f %s" % result for result in found]
                if words:
                    print("%s: %s" % (os.path.basename(path), ", ".join(words)), flush=True)
        time.sleep(options.check_interval)


def main():
    options = parse()
    return _program.guard(lambda: watch(options), 0)


if __name__ == "__main__":
    sys.exit(main())
