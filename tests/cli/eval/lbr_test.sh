# `holdem lbr` against players whose losses are known, a short training of a small game, and what is refused.
. "$HOLDEM_ROOT/tests/support/shell.sh"

small=$games/holdem.nolimit.2p.20cards.game

"$HOLDEM" lbr always-fold --game "$small" --hands 200 >text.txt
grep -q '^local best resp\.  *+750\.00 +- 0\.00 mbb/hand$' text.txt || fail "always-fold loses 750: $(cat text.txt)"
grep -q '^responds with  *fold, call, pot, all-in; on preflop, flop, turn, river$' text.txt || fail "the text says how"
"$HOLDEM" lbr always-call --game "$small" --hands 200 --actions fold-call >text.txt
grep -q '^local best resp\.  *+0\.00 +- 0\.00 mbb/hand$' text.txt || fail "always-call loses nothing: $(cat text.txt)"

# Beside the figure stands what always-fold gives away, by the game's blinds; why more than that may be no bad sign, too.
grep -q '^for scale  *750\.00 mbb/hand: what always-fold gives away$' text.txt || fail "no yardstick: $(cat text.txt)"
grep -q '^More than always-fold gives away does not mean that folding would be better' text.txt || fail "no word of it"
vary_game straddled holdem.nolimit.2p.20cards blind='100 20'
"$HOLDEM" lbr always-fold --game straddled.game --hands 200 >text.txt
grep -q '^local best resp\.  *+600\.00 +- 0\.00' text.txt || fail "other blinds: $(cat text.txt)"
grep -q '^for scale  *600\.00 mbb/hand: ' text.txt || fail "a yardstick of other blinds: $(cat text.txt)"

take_game small
trained run small --sampler full --iters 200
"$HOLDEM" lbr run --hands 4000 --seed 3 --json --num-workers 1 >one.json
"$HOLDEM" lbr run --hands 4000 --seed 3 --json --num-workers 2 >two.json
grep -v '"seconds"' one.json >one.txt
grep -v '"seconds"' two.json | cmp -s - one.txt || fail "workers change the result"
keys=$(sed -n 's/^\t"\([a-z_0-9]*\)":.*/\1/p' one.json | tr '\n' ' ')
[ "$keys" = "game against actions streets hands seconds local_best_response player1 player2 yardsticks " ] ||
    fail "the keys of the JSON are: $keys"
grep -q '"always_fold_mbb":[[:space:]]*750$' one.json || fail "the yardstick in JSON: $(cat one.json)"
# Two hundred iterations leave little to win: the best response has less than 30 mbb, local best response no more.
awk -F'[:,\t ]+' '/"mbb"/ && !seen++ { mbb = $3 } /"interval95_mbb"/ && !seen95++ { width = $3 }
    END { exit !(seen && mbb < 30 + 2 * width && width > 0 && width < 50) }' one.json || fail "too much: $(cat one.json)"
"$HOLDEM" lbr run --hands 10 | grep -q '^wins from others: holdem match run random$' || fail "no word of matches"
cp run/blueprint.holdem run/snapshots/snapshot_iter100.holdem
"$HOLDEM" lbr run --hands 10 | grep -q '^wins from its own past: holdem match run snapshots$' || fail "no word of snapshots"
"$HOLDEM" lbr run --hands 10 --streets round2 | grep -q '^responds with .* on round2$' || fail "streets by name"

# Ctrl-C: what was played counts.
"$HOLDEM" lbr run --hands 1000000000 --num-workers 2 >cut.txt 2>cut.err &
pid=$!
await has_worked 10 $pid
interrupted $pid "lbr"
grep -q 'interrupted: the figures are of [0-9,]* of 1,000,000,000 hands$' cut.err || fail "interrupted: $(cat cut.err)"
grep -q '^local best resp\.  *[-+][0-9.]* +- [0-9.]* mbb/hand$' cut.txt || fail "no figures so far: $(cat cut.txt)"

expect 2 "against whom" "$HOLDEM" lbr
expect 2 "did you mean --streets" "$HOLDEM" lbr run --street flop
expect 2 "hands" "$HOLDEM" lbr run --hands 0
expect 1 "nothing-here" "$HOLDEM" lbr nothing-here
expect 1 "did you mean 'always-fold'" "$HOLDEM" lbr alwaysfold
expect 2 "needs no buckets" "$HOLDEM" lbr always-fold --buckets FILE
expect 2 "a blueprint brings its own" "$HOLDEM" lbr run --game small.game
expect 2 "fold-call or fold-call-pot-allin" "$HOLDEM" lbr run --actions raise
expect 1 "no street 'turn'" "$HOLDEM" lbr run --streets round1,turn
expect 1 "1 hole card, not two" "$HOLDEM" lbr random --game "$games/kuhn.game"
expect 1 "two players" "$HOLDEM" lbr random --game "$games/holdem.nolimit.3p.game"
