# Every command that training and evaluate name as what to do next is accepted for that game: followed here, word for word.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# game NAME PLAYERS HOLE BOARD: no-limit, blinds 50 and 100, 400 chips each.
game() {
    players=$2
    stacks=
    while [ "$players" -gt 0 ]; do
        stacks="$stacks 400"
        players=$((players - 1))
    done
    case $2 in
    2) blinds="100 50" first="2 1" ;;
    *) blinds="50 100 0" first="3 1" ;;
    esac
    cat >"$1.game" <<END
GAMEDEF
nolimit
numPlayers = $2
numRounds = 2
stack =$stacks
blind = $blinds
firstPlayer = $first
numSuits = 4
numRanks = $5
numHoleCards = $3
numBoardCards = 0 $4
END GAMEDEF
END
}

# is_at_work PID FILE: what is refused is refused before that: it is over, has worked for a while, or serves at an address,
# which stands in the file that holds its words.
is_at_work() {
    has_worked 5 "$1" || grep -q 'http://' "$2"
}

# One hint: accepted when it is done, or still at work after a while and then ended.
follow() {
    followed=$((followed + 1))
    case $1 in
    *HOST:PORT*) # a dealer who is not there is all that may be wrong
        set -- "${1%HOST:PORT}127.0.0.1:1"
        rc=0
        # shellcheck disable=SC2086
        "$HOLDEM" ${1#holdem } >out.txt 2>&1 </dev/null || rc=$?
        { [ "$rc" -eq 1 ] && grep -q 'no connection' out.txt; } || fail "$1: $(cat out.txt)"
        return ;;
    *" serve "*) set -- "$1 --port 0" ;;
    esac
    # shellcheck disable=SC2086
    "$HOLDEM" ${1#holdem } >out.txt 2>&1 </dev/null &
    pid=$!
    await is_at_work "$pid" out.txt
    kill -s TERM "$pid" 2>/dev/null || true
    rc=0
    wait "$pid" || rc=$?
    [ "$rc" -eq 0 ] || [ "$rc" -eq 130 ] || [ "$rc" -eq 143 ] || fail "$1: exit status $rc: $(cat out.txt)"
}

# The commands in what was printed: up to a bracket, a comma, a semicolon, an "and" or the word that says what they do.
hints() {
    grep -o 'holdem [a-z]* [^(),;]*' "$1" | sed 's/ and$//; s/ shows* the strategy.*//; s/ show the strategy.*//; s/ plays it.*//; s/ *$//' |
        sed 's/ and holdem /\nholdem /' | grep -v '^holdem train' || true
}

# lead ARGUMENT...: what is refused leads to something that is not.
lead() {
    "$HOLDEM" "$@" >out.txt 2>err.txt && fail "holdem $*: not refused"
    hints err.txt | grep -v "^holdem $1: " | sed "s/.*; holdem/holdem/" >hints.txt || true
    [ -s hints.txt ] || fail "holdem $*: leads nowhere: $(cat err.txt)"
    followed=0
    while read -r hint; do
        follow "$hint"
    done <hints.txt
    echo "holdem $*: $followed hints followed"
}

# leads_on NAME FIRST: the training's first hint begins so; all of them, and evaluate's, can be followed.
leads_on() {
    name=$1
    first=$2
    shift 2
    "$HOLDEM" train-blueprint --sampler external --iters 300 --seed 1 --logdir "$name" "$@" >train.txt
    sed -n '/^  exploitability /p' train.txt >said.txt
    [ -s said.txt ] || fail "$name: training says nothing of exploitability"
    grep -q "^  exploitability  *$first" said.txt || fail "$name: training says: $(cat said.txt)"
    "$HOLDEM" evaluate "$name" >evaluate.txt 2>&1 &
    pid=$!
    await is_at_work "$pid" evaluate.txt
    kill -s TERM "$pid" 2>/dev/null || true
    wait "$pid" || true
    grep -v '^holdem evaluate: interrupted' evaluate.txt | sed 's/^holdem evaluate: //' >>said.txt || true
    # A command may stand at the end of a line that goes on in the next.
    hints said.txt >hints.txt
    followed=0
    while read -r hint; do
        follow "$hint"
    done <hints.txt
    echo "$name: $followed hints followed"
}

game small 2 2 1 3
game three 3 2 1 3
game four 3 2 3 6
game triple 2 3 1 6
vary_game noblinds small blind='0 0'
leads_on kuhn '[0-9.]* chips a hand' --game "$games/kuhn.game"
leads_on kuhn3 '[0-9.]* chips a hand' --game "$games/kuhn.3p.game"
leads_on leduc '[0-9.]* chips a hand' --game "$games/leduc.game"
leads_on small 'holdem evaluate small/blueprint.holdem$\|[0-9.]* chips' --game small.game
leads_on three 'holdem evaluate three/blueprint.holdem$\|[0-9.]* chips' --game three.game
leads_on four 'too large to be measured with 3 players; holdem show four/blueprint.holdem, ' --game four.game
leads_on triple 'holdem match triple/blueprint.holdem random (what it wins from another player)' --game triple.game
leads_on cards20 'holdem evaluate cards20/blueprint.holdem$' --game "$games/holdem.nolimit.2p.20cards.game"
"$HOLDEM" evaluate four 2>err.txt && fail "three players with many deals are evaluated"
grep -q 'too large to evaluate exactly: .*; too large to be measured with 3 players' err.txt || fail "$(cat err.txt)"
lead lbr three
lead evaluate kuhn3 --boards 100
lead lbr triple
