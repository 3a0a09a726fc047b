"""holdem train-blueprint, which knows all flags of old itself."""
import sys

from holdem.cli import _program


def main():
    return _program.run("train-blueprint", *sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
