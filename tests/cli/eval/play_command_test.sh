# A person at the terminal: a scripted session, its history, and what is said to bad input.
. "$HOLDEM_ROOT/tests/support/shell.sh"
trained run leduc --iters 20000

# Two hands of calling, the solution of the first looked at; then the person leaves in the middle of the third.
printf 'c\nc\ns\n\nc\nc\nc\n\nc\nq\n' >keys
$HOLDEM play run --seed 3 --history hands.log <keys >out 2>err || fail "a session failed"
grep -q '^Hand 1\. You are second with ' out || fail "no first hand"
grep -q '^Hand 2\. You are first with ' out || fail "seats do not change"
grep -Eq 'round1, pot [0-9]+: .* %; you: ' out || fail "no solution"
[ "$(grep -c '^STATE:' hands.log)" -ge 1 ] || fail "no history"
won=$(sed -n 's/.* After [0-9]* hands*: \([-+0-9.]*\)\.$/\1/p' out | tail -1)
sum=$(awk -F: '{ split($5, value, "|"); split($6, name, "|"); total += name[1] == "you" ? value[1] : value[2] } END { printf "%+g", total }' hands.log)
[ "$won" = "$sum" ] || fail "the table counts $won, the history $sum"

# The same seed deals the same hands.
$HOLDEM play run --seed 3 <keys >again 2>/dev/null
cmp out again || fail "another session with the same seed"

# No-limit: amounts, impossible ones, all-in; PHH.
printf 'r 5\n300\nfoo\na\nf\n' >keys
$HOLDEM play always-call --game "$games/holdem.nolimit.2p.100bb.game" --hands 1 --seed 1 --history hands.phhs <keys >out 2>err ||
    fail "no-limit"
[ "$(grep -c 'That is not possible here' out)" -eq 2 ] || fail "bad amounts are not refused"
grep -q '^  "p2 cbr 300",$' hands.phhs || fail "no raise in the history"
grep -q 'blinds_or_straddles = \[50, 100\]' hands.phhs || fail "blinds"

# Big blinds stand beside chips, and can be typed.
printf '2.5bb\na\n' >keys
$HOLDEM play always-call --game "$games/holdem.nolimit.2p.100bb.game" --hands 1 --seed 1 --history bb.phhs <keys >out 2>err ||
    fail "big blinds"
grep -q 'Pot 150 (1.5 bb). You: \[f\]old, \[c\] call 50 (0.5 bb), an amount from 200 (2 bb), \[a\]ll-in 10000 (100 bb)?' out ||
    fail "no big blinds at the table: $(cat out)"
grep -q '^  "p2 cbr 250",$' bb.phhs || fail "2.5bb are 250: $(cat bb.phhs)"

# What the blueprint's menu lacks, a limp with deep stacks or a size, is said to be translated, once; what it has is not.
vary_game deep holdem.nolimit.2p.1board stack='10000 10000' blind='100 50' numRanks=4
trained deep deep --iters 2000
# translates TIMES KEYS WORDS: the small blind's first action, how often it is said to be translated, and how.
translates() {
    printf '%s\nf\nf\nf\nf\n' "$2" >keys
    $HOLDEM play deep --seed 1 --hands 1 <keys >out 2>err || fail "$2"
    [ "$(grep -c 'does not know' out)" -eq "$1" ] || fail "$2: how often it is said to be translated"
    [ "$1" -eq 0 ] || grep -qF "  blueprint does not know $3." out || fail "$2 is not taken for that"
}
translates 1 c '"call 50 (0.5 bb)" here and plays on as after "raise to 250 (2.5 bb)"'
translates 1 260 '"raise to 260 (2.6 bb)" here and plays on as after "raise to 250 (2.5 bb)"'
translates 0 250
translates 0 a

# One clear line.
refuses() {
    pattern=$1
    shift
    if $HOLDEM play "$@" </dev/null >out 2>err; then fail "accepted: $*"; fi
    { grep -q "$pattern" err && [ "$(wc -l <err)" -eq 1 ]; } || fail "not '$pattern': $*"
    [ ! -s out ] || fail "it says how it plays before it refuses: $*"
}
refuses 'who plays'
refuses 'HOST:PORT' always-call --acpc nowhere
refuses 'no connection' run --acpc 127.0.0.1:1
refuses 'PHH has no name for' run --history x.phh
trained three kuhn.3p --iters 200
refuses '3 players' three
refuses '3 players' always-call --game "$games/kuhn.3p.game"
refuses 'cannot be written' run --history /nowhere/x.log
