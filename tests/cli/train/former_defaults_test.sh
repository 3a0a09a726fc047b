# The default menu and the default card abstraction are not for ever: a run that goes on keeps those that it began with.
. "$HOLDEM_ROOT/tests/support/shell.sh"

game=$games/holdem.nolimit.2p.20cards.game
train="$HOLDEM train-blueprint --game $game --sampler external --num-workers 1 --no-tensorboard"

# The menu that was the default once, in a configuration that names none, and in one that says `default`.
$train --iters 640 --logdir three --set actions=three-sizes --set 'bucket={k_flop: 80, k_turn: 80, k_river: 64}' >out
$train --iters 1280 --logdir three --resume-from three >out
grep -q '^Actions: of menu three-sizes' out || fail "the former menu was not said: $(cat out)"
$train --iters 1920 --logdir three --resume-from three --set actions=default >out
grep -q '^Actions: of menu three-sizes' out || fail "actions: default did not go on: $(cat out)"
grep -q '1,920 iterations' out || fail "did not come to 1,920 iterations: $(cat out)"

# So with streets that are laid over the default menu.
over='actions={flop: {bets: [[1.0]]}, turn: {bets: [[1.0]]}, river: {bets: [[1.0]]}}'
$train --iters 640 --logdir over --set "actions={preflop: {bets: [[0.5, 0.75, 1.0], [1.0]], limp: true}, ${over#*\{}" >out
$train --iters 1280 --logdir over --resume-from over --set "$over" >out
grep -q '^Actions: of menu three-sizes' out || fail "streets over the former menu were not recognised: $(cat out)"

# What is named is taken at its word.
$train --iters 1280 --logdir new --resume-from three --set actions=classic >out 2>err && fail "another menu went on"
grep -q 'another action menu' err || fail "$(cat err)"

# A longer run has more buckets; one that goes on has those that it began with.
longer() {
    : >out
    $train "$@" >out 2>&1 &
    run=$!
    await grep -q '^Training to iteration' out
    interrupted $run "a longer run"
}
longer --iters 80000000 --logdir long --set 'bucket={restarts: 1}'
grep -q '^Cards: 25 / 1,000 / 1,000 / 1,000 buckets' out || fail "not the buckets of a longer run: $(grep '^Cards' out)"
longer --iters 80000000 --logdir three --resume-from three
grep -q '^Cards: 25 / 80 / 80 / 64 buckets' out || fail "did not go on with its buckets: $(grep '^Cards' out)"
