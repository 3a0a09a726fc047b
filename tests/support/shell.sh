# What scripted tests share: . "$HOLDEM_ROOT/tests/support/shell.sh" after `set`.

test_folder=$PWD
faults=0

# What was said last, as far as tests keep it under these names.
show_output() {
    for kept in out err; do
        [ -s "$test_folder/$kept" ] || continue
        echo "--- $kept"
        tail -n 20 "$test_folder/$kept"
    done
}

# fail WORDS: the test ends with them.
fail() {
    echo "FAILED: $*" >&2
    show_output >&2
    exit 1
}

# fault WORDS: the same, but the test goes on, and ends with `exit $((faults > 0))`.
fault() {
    echo "FAILED: $*" >&2
    show_output >&2
    faults=$((faults + 1))
}

# expect STATUS PATTERN COMMAND...: it ends so, and its one line on standard error matches. Leaves out and err.
expect() {
    wanted=$1 pattern=$2 status=0
    shift 2
    "$@" >out 2>err </dev/null || status=$?
    [ "$status" -eq "$wanted" ] || fail "$*: exit status $status instead of $wanted"
    [ "$(wc -l <err)" -eq 1 ] || fail "$*: not one line on standard error"
    grep -q -e "$pattern" err || fail "$*: '$pattern' is not what it says"
}

# await COMMAND...: until it succeeds, half a minute at most.
await() {
    waited=0
    until "$@" 2>/dev/null; do
        sleep 0.1
        waited=$((waited + 1))
        [ "$waited" -lt 300 ] || fail "waited in vain: $*"
    done
}
