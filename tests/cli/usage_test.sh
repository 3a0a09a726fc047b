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

# A variable of a script that nobody has set leaves an empty word: that is said.
for subcommand in show export evaluate lbr play inspect "match random"; do
    # shellcheck disable=SC2086
    begins "$(case $subcommand in lbr | play | match*) echo 2 ;; *) echo 1 ;; esac)" "^holdem [a-z]*: the name of .* is empty$" err $subcommand ''
done
begins 2 '^holdem match: the name of .* is empty$' err match '' random
begins 2 '^holdem match: --game is empty: it needs a value (FILE)$' err match random random --game ''
begins 2 '^holdem bucket: --hand is empty: it needs a value (CARDS)$' err bucket --hand=
begins 2 '^holdem train-blueprint: --set is empty' err train-blueprint --set ''
begins 2 '^holdem train-blueprint: --iters is empty' err train-blueprint --iters ''
begins 2 '^holdem serve: --blueprint is empty' err serve --blueprint ''
exit $((faults > 0))
