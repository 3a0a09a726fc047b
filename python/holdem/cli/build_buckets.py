"""holdem build-buckets. Of old --config was where a configuration was written to; now it is one that is read."""
import os
import sys

from holdem.cli import _program


def main():
    flags, rest = [], sys.argv[1:]
    while rest:
        taken = 2 if rest[0] == "--config" and len(rest) > 1 else 1
        flag, rest = rest[:taken], rest[taken:]
        path = flag[1] if taken == 2 else flag[0][len("--config="):] if flag[0].startswith("--config=") else None
        if path is None or os.path.exists(path):
            flags += flag
        else:
            _program.say("--config %s is not written: the bucket file itself says what it was made from" % path)
    return _program.run("build-buckets", *flags)


if __name__ == "__main__":
    sys.exit(main())
