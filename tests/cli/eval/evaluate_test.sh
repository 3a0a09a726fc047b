# A short training of Kuhn poker, then what `holdem evaluate` says about it.
. "$HOLDEM_ROOT/tests/support/shell.sh"

trained run kuhn --iters 20000

"$HOLDEM" evaluate run >text.txt
grep -q '^game  *kuhn$' text.txt || fail "the text names the game"
grep -q '^iterations  *20,000$' text.txt || fail "the text gives the iterations"
grep -q '^exploitability .* mbb' text.txt || fail "the text gives mbb"
grep -q '^Best responses .* may bet whatever is legal' text.txt || fail "in a limit game every legal bet is in the menu"

"$HOLDEM" evaluate run/blueprint.holdem --json >result.json
keys=$(sed -n 's/^\t"\([a-z_]*\)":.*/\1/p' result.json | tr '\n' ' ')
[ "$keys" = "game iterations value best_response game_value nashconv exploitability exploitability_mbb responder_bets resolution yardsticks " ] ||
    fail "the keys of the JSON are: $keys"
awk -F'[:,\t ]+' '/"nashconv"/ { nashconv = $3 } /"exploitability"/ { exploitability = $3 }
    END { exit !(nashconv > 0 && nashconv < 0.1 && nashconv - 2 * exploitability < 1e-9) }' result.json ||
    fail "twenty thousand iterations bring NashConv below 0.1"

# For scale: what OpenSpiel has for uniform play of Kuhn poker (NashConv 0.916667), and the ante. Twenty thousand
# iterations are far from what 16 bits can tell apart.
grep -q '^for scale  *0\.458333 chips = 458\.333 mbb: all actions alike$' text.txt || fail "uniform play: $(cat text.txt)"
grep -q '^ *1\.000000 chips = 1000\.000 mbb: always-fold$' text.txt || fail "always-fold: $(cat text.txt)"
! grep -q '16 bits' text.txt || fail "the resolution where it does not matter: $(cat text.txt)"
grep -q '"uniform_mbb":[[:space:]]*458\.333' result.json || fail "yardsticks in JSON: $(cat result.json)"
trained exact kuhn --sampler full --iters 20000
"$HOLDEM" evaluate exact | grep -q '^The file keeps probabilities in 16 bits' || fail "nothing is said of the resolution"

# Too many deals to list (16 million), few boards to go over.
take_game five
trained five five --sampler full --iters 60 --num-workers 1
"$HOLDEM" evaluate five --json --num-workers 2 >result.json
awk -F'[:,\t ]+' '/"exploitability_mbb"/ { mbb = $3 } END { exit !(mbb > 0 && mbb < 5) }' result.json ||
    fail "sixty iterations bring exploitability below 5 mbb: $(cat result.json)"
"$HOLDEM" evaluate five >text.txt
grep -q '^game value  *between -' text.txt || fail "the text bounds the game's value"

# Of what the figure is: responders keep to the menu, and the command that does not is named.
grep -q '"responder_bets":[[:space:]]*"menu"' result.json || fail "the JSON says that responders keep to the menu"
grep -q '^This is the exploitability within the menu: ' text.txt || fail "the text says that responders keep to the menu"
grep -q '^holdem lbr five$' text.txt || fail "the text says what has every bet"
"$HOLDEM" lbr five --hands 2000 | grep -q '^In the real game, where every bet is legal, the exploitability is at least that' ||
    fail "lbr says what its figure is of"

# Sampled flops: the same figure within its interval, the same bytes for any number of workers.
"$HOLDEM" evaluate five --boards 400 --json --num-workers 1 >one.json
"$HOLDEM" evaluate five --boards 400 --json --num-workers 2 >two.json
cmp one.json two.json || fail "the sample depends on the workers"
"$HOLDEM" evaluate five --boards 8 >text.txt
grep -q '^exploitability, at least .* +- .* mbb$' text.txt || fail "sampled boards as text"
grep -q '^for scale  *750\.000 mbb: always-fold$' text.txt || fail "a yardstick of sampled boards: $(cat text.txt)"
"$HOLDEM" evaluate five --boards 8 --json | grep -q '"responder_bets":[[:space:]]*"menu"' || fail "sampled boards keep to the menu"

# Few boards may teach responses that lose: a bound from below is never below 0.
trained leduc leduc --iters 20000
"$HOLDEM" evaluate leduc --boards 4 >text.txt
grep -q '^response of player 1 .* +- .* mbb$' text.txt || fail "what the responses win: $(cat text.txt)"
grep -q '^exploitability, at least  *0\.000 mbb: the responses that were found win -[0-9.]* +- [0-9.]* mbb' text.txt ||
    fail "a bound below 0: $(cat text.txt)"
"$HOLDEM" evaluate leduc --boards 4 --json | sed '1,/"exploitability"/d' | grep -q '"chips":[[:space:]]*0,$' || fail "a bound below 0 in JSON"

# With buckets: less is lost inside the abstraction than in the real game.
"$HOLDEM" build-buckets --game five.game --k-flop 10 --out five10.holdem >/dev/null
trained bucketed five --buckets five10.holdem --sampler public --iters 2000
"$HOLDEM" evaluate bucketed --in-abstraction --json >result.json
awk -F'[:,\t ]+' '/"exploitability_mbb"/ { real = $3 } /"inside_exploitability_mbb"/ { inside = $3 }
    END { exit !(inside > 0 && inside < 0.2 * real) }' result.json || fail "inside the abstraction: $(cat result.json)"
"$HOLDEM" evaluate bucketed --in-abstraction | grep -q '^inside the abstraction' || fail "inside as text"

expect 2 "which blueprint" "$HOLDEM" evaluate
expect 2 "did you mean --json" "$HOLDEM" evaluate run --jsn
expect 1 "nothing-here" "$HOLDEM" evaluate nothing-here
echo "no blueprint" >text.holdem
expect 1 "text.holdem" "$HOLDEM" evaluate text.holdem
expect 1 "the game itself" "$HOLDEM" evaluate five --in-abstraction
expect 2 "between 4 and" "$HOLDEM" evaluate five --boards 3
