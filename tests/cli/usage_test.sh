# What the program says and returns before any subcommand runs, and for a flag that no subcommand knows.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# begins CODE PATTERN STREAM ARGUMENT...: the exit status, and a line like PATTERN first on STREAM (out or err), where more may
# follow.
begins() {
    code=$1 pattern=$2 stream=$3
    shift 3
    got=0
    "$HOLDEM" "$@" >out 2>err </dev/null || got=$?
    [ "$got" -eq "$code" ] || fault "holdem $*: exit status $got instead of $code"
    head -n 1 "$stream" | grep -q -- "$pattern" || fault "holdem $*: '$pattern' is not first in $stream"
}

begins 2 '^holdem [0-9]' err
begins 0 '^holdem [0-9]' out --help
begins 0 '^holdem [0-9]*\.[0-9]*\.[0-9]*$' out --version
begins 2 "unknown subcommand 'shw'; did you mean 'show'?" err shw
begins 2 "unknown subcommand 'zzzzzzzzzz' (see" err zzzzzzzzzz
for subcommand in train-blueprint build-buckets show export evaluate match play bucket inspect bench platform manual completions; do
    begins 0 "^usage: holdem $subcommand" out $subcommand --help
    begins 2 "^holdem $subcommand: .*--no-such-flag" err $subcommand --no-such-flag
done
for subcommand in build-buckets match lbr; do
    begins 2 "--seed must be between 0 and 9007199254740992, not 9007199254740993" err $subcommand --seed 9007199254740993
done
exit $((faults > 0))
