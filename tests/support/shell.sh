# What scripted tests share. Their first command is
#
#     . "$HOLDEM_ROOT/tests/support/shell.sh"
#
# From there on a command that fails ends the test, and so does a variable that nobody has set. A test begins in an empty folder of
# its own (tests/run-script), where the functions below leave what a command said in the files out and err.
set -eu

games=$HOLDEM_ROOT/games
test_folder=$PWD
faults=0

# --- what a test finds ---

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

# expect STATUS PATTERN COMMAND...: it ends so, and its one line on standard error matches.
expect() {
    wanted=$1 pattern=$2 status=0
    shift 2
    "$@" >out 2>err </dev/null || status=$?
    [ "$status" -eq "$wanted" ] || fail "$*: exit status $status instead of $wanted"
    [ "$(wc -l <err)" -eq 1 ] || fail "$*: not one line on standard error"
    grep -q -e "$pattern" err || fail "$*: '$pattern' is not what it says"
}

# --- games ---

# take_game NAME: a game of tests/support lies here as NAME.game.
take_game() {
    cp "$HOLDEM_ROOT/tests/support/$1.game" .
}

# vary_game NAME BASE KEY=VALUE...: NAME.game is BASE, of games/ or of the current folder, with other values in its lines.
vary_game() {
    varied=$1.game varied_from=$(game_file "$2") changes=
    shift 2
    for change; do
        grep -q "^${change%%=*} *=" "$varied_from" || fail "$varied_from has no ${change%%=*}"
        changes="${changes}s/^${change%%=*} *=.*/${change%%=*} = ${change#*=}/;"
    done
    sed "$changes" "$varied_from" >"$varied"
}

# game_file NAME: where that game is, which is the current folder before games/.
game_file() {
    if [ -f "$1.game" ]; then echo "$1.game"; else echo "$games/$1.game"; fi
}

# --- runs ---

# trained LOGDIR GAME ARGUMENT...: a run that has come to its end, by external sampling and one worker, with a row for every
# hand, unless the arguments say otherwise.
trained() {
    trained_in=$1 trained_game=$(game_file "$2")
    shift 2
    "$HOLDEM" train-blueprint --game "$trained_game" --buckets lossless --sampler external --num-workers 1 --no-tensorboard \
        --loglevel WARNING --logdir "$trained_in" "$@" >out 2>err || fail "the training of $trained_in ends with $?"
}

# --- programs in the background ---

# await COMMAND...: until it succeeds; two minutes at most.
await() {
    waited=0
    until "$@" 2>/dev/null; do
        sleep 0.1
        waited=$((waited + 1))
        [ "$waited" -lt 1200 ] || fail "waited in vain: $*"
    done
}

# is_over PID: the program in the background has ended.
is_over() {
    ! kill -0 "$1" 2>/dev/null
}

# has_worked TENTHS PID: it has used so many tenths of a second of processor time, however long that took, or is over. Where
# the system does not tell, that much time has to do.
has_worked() {
    if is_over "$2"; then
        return 0
    elif [ -r "/proc/$2/stat" ]; then
        sed 's/.*) //' "/proc/$2/stat" | awk -v tenths="$1" -v second="$(getconf CLK_TCK)" '{ exit $12 + $13 < tenths * second / 10 }'
    else
        sleep "$(($1 / 10)).$(($1 % 10))"
    fi
}

# ended STATUS PID WORDS...: the program in the background ends so, sooner or later.
ended() {
    wanted=$1 status=0
    wait "$2" || status=$?
    shift 2
    [ "$status" -eq "$wanted" ] || fail "$*: exit status $status instead of $wanted"
}

# interrupted PID WORDS...: after Ctrl-C the program in the background ends as one that was interrupted.
interrupted() {
    kill -s INT "$1"
    ended 130 "$@"
}
