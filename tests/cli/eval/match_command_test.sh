# `holdem match`: what it prints, that workers make no difference, and what it refuses.
set -eu
. "$HOLDEM_ROOT/tests/support/shell.sh"

train() {
    "$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/$1.game" --buckets lossless --sampler external --iters 20000 \
        --seed 1 --logdir "$1" >/dev/null
}

train kuhn
train leduc

"$HOLDEM" match kuhn random --hands 20000 --num-workers 1 >text.txt
grep -q '^game  *kuhn$' text.txt || fail "the text names the game"
grep -q '^A  *kuhn$' text.txt || fail "the text names A"
grep -q '^hands  *20,000, seed 1: 10,000 deals' text.txt || fail "the text says how many hands"
grep -q '^A wins  *+[0-9.]* +- [0-9.]* mbb/hand$' text.txt || fail "a trained player beats a random one: $(cat text.txt)"
grep -q '^variance .* smaller' text.txt || fail "the text gives the gain in variance"
"$HOLDEM" match kuhn random --hands 20000 --num-workers 2 >other.txt
cmp -s text.txt other.txt || fail "two workers give the same"
"$HOLDEM" match kuhn random --hands 20000 --seed 2 >other.txt
cmp -s text.txt other.txt && fail "another seed gives something else"

"$HOLDEM" match kuhn/blueprint.holdem kuhn --hands 20001 --json >result.json
keys=$(sed -n 's/^\t"\([a-z_]*\)":.*/\1/p' result.json | tr '\n' ' ')
[ "$keys" = "game a b hands seed unit a_wins seats uncorrected chips variance_ratio " ] || fail "the keys of the JSON are: $keys"
grep -q '"hands":.*20002' result.json || fail "an odd number of hands is made even"

# Without corrections the same hands are played, and nothing but their chips counts.
"$HOLDEM" match kuhn random --hands 20000 --plain >plain.txt
sed -n 's/^uncorrected  */A wins /p' text.txt >expected.txt
sed -n 's/^A wins  */A wins /p' plain.txt | cmp -s - expected.txt || fail "--plain: $(cat plain.txt)"
grep -q '^variance  *not reduced' plain.txt || fail "the text says that nothing was corrected"
"$HOLDEM" match always-fold always-raise --plain --game "$HOLDEM_ROOT/games/holdem.nolimit.2p.game" --hands 1000 |
    grep -q '^A wins  *-750.00 +- 0.00 mbb/hand$' || fail "always-fold loses 750 mbb a hand, plainly too"

# Ctrl-C: what was played counts.
"$HOLDEM" match kuhn random --hands 1000000000000 --num-workers 2 >cut.txt 2>cut.err &
pid=$!
sleep 1
kill -s INT "$pid"
status=0
wait "$pid" || status=$?
[ "$status" -eq 130 ] || fail "interrupted: exit status $status: $(cat cut.err)"
grep -q 'interrupted: the figures are of [0-9,]* of 1,000,000,000,000 hands$' cut.err || fail "interrupted: $(cat cut.err)"
grep -q '^A wins  *+[0-9.]* +- [0-9.]* mbb/hand$' cut.txt || fail "no figures so far: $(cat cut.txt)"

# Half a blind and a blind in turn, whatever the cards.
"$HOLDEM" match always-fold always-raise --game "$HOLDEM_ROOT/games/holdem.nolimit.2p.game" --hands 1000 >fold.txt
grep -q '^A wins  *-750.00 +- 0.00 mbb/hand$' fold.txt || fail "always-fold loses 750 mbb a hand: $(cat fold.txt)"
HOLDEM_GAMES="$HOLDEM_ROOT/games" "$HOLDEM" match random always-call --hands 100 >default.txt
grep -q '^game  *holdem.nolimit.2p.100bb$' default.txt || fail "without a game, that of train-blueprint"

# The hands that are written down are those that were played, in order, whatever the number of workers.
"$HOLDEM" match random always-call --game "$HOLDEM_ROOT/games/holdem.nolimit.2p.game" --hands 2000 --plain --history a.log >a.txt
"$HOLDEM" match random always-call --game "$HOLDEM_ROOT/games/holdem.nolimit.2p.game" --hands 2000 --num-workers 1 --history b.log >/dev/null
cmp a.log b.log || fail "two workers write other hands than one"
[ "$(cut -d: -f2 a.log | tr '\n' ' ')" = "$(seq 0 1999 | tr '\n' ' ')" ] || fail "hands are not written in order"
chips=$(awk -F: '{ split($5, won, "|"); split($6, name, "|"); all += name[1] == "random" ? won[1] : won[2] } END { printf "%+.0f", all }' a.log)
grep -q "^chips  *$chips in all" a.txt || fail "the history's chips are $chips: $(grep chips a.txt)"
"$HOLDEM" match random always-call --game "$HOLDEM_ROOT/games/holdem.nolimit.2p.game" --hands 2 --history a.phhs >/dev/null
grep -q "^players = \['random', 'always-call'\]" a.phhs || grep -q '^players = \["random", "always-call"\]' a.phhs || fail "no players in the PHH"

expect 2 "which two players" "$HOLDEM" match
expect 2 "which two players" "$HOLDEM" match random
expect 2 "did you mean --hands" "$HOLDEM" match random random --hand 3
expect 2 "--game is for built-in players" "$HOLDEM" match kuhn random --game x
expect 2 "--buckets-b: random needs no buckets" "$HOLDEM" match kuhn random --buckets-b x
expect 1 "always-fld: neither a file nor a built-in player; did you mean 'always-fold'?" "$HOLDEM" match kuhn always-fld
expect 1 "nothing-here" "$HOLDEM" match kuhn nothing-here
expect 1 "PHH has no name for" "$HOLDEM" match kuhn random --history x.phh
expect 1 "different games: A kuhn, B leduc" "$HOLDEM" match kuhn leduc
expect 1 "kuhn.3p is for 3 players" "$HOLDEM" match random random --game "$HOLDEM_ROOT/games/kuhn.3p.game"
