# Every bad input gets one clear line on standard error and exit status 1 or 2.
set -u

failures=0

# expect STATUS PATTERN ARGUMENT...: the first line of standard error matches, and it is the only one.
expect() {
    want=$1 pattern=$2
    shift 2
    "$HOLDEM" "$@" >out 2>err
    status=$?
    if [ "$status" -ne "$want" ] || ! head -n 1 err | grep -Eq "$pattern" || [ "$(wc -l <err)" -ne 1 ]; then
        echo "FAILED: holdem $*: exit status $status (wanted $want), standard error (wanted '$pattern'):" >&2
        cat err >&2
        failures=$((failures + 1))
    fi
}

leduc="--game $HOLDEM_ROOT/games/leduc.game --buckets lossless"
printf 'num_itterations: 5\n' >unknown.yaml
printf 'seed: 1\nnum_iterations: many\n' >type.yaml
printf 'num_iterations: [1, 2\n' >broken.yaml
printf 'GAMEDEF\nlimit\nnumPlayers = two\nEND GAMEDEF\n' >bad.game
printf 'sampler: targeted\ntargets: "12:0.2 34:0.8"\n' >targets.yaml
printf 'actions: {preflop: {bets: [[-1]]}}\n' >menu.yaml

expect 1 'unknown\.yaml:1: .*num_itterations.*did you mean.*num_iterations' train-blueprint --config unknown.yaml
expect 1 'seed must be between 0 and 9007199254740992, not 9007199254740993' train-blueprint --seed 9007199254740993
expect 1 'type\.yaml:2: ' train-blueprint --config type.yaml
expect 1 'broken\.yaml:[0-9]+: ' train-blueprint --config broken.yaml
expect 1 'menu\.yaml:1: ' train-blueprint --config menu.yaml
expect 1 'missing\.yaml' train-blueprint --config missing.yaml
expect 1 'missing\.game' train-blueprint --game missing.game
sed -e 's/^stack = .*/stack = 1 1/' -e 's/^blind = .*/blind = 1 1/' "$HOLDEM_ROOT/games/jamfold.10bb.game" >nobody.game
expect 1 'nobody: .*nobody ever decides anything' train-blueprint --game nobody.game --set actions=jamfold --logdir x
expect 1 'bad\.game:3: ' train-blueprint --game bad.game --logdir x
expect 2 'unknown option --itters; did you mean --iters' train-blueprint --itters 5
expect 1 'num.workers' train-blueprint $leduc --num-workers -1 --logdir x
expect 1 'num.workers' train-blueprint $leduc --num-workers 100000 --logdir x
expect 1 'num.workers' train-blueprint $leduc --num-workers two --logdir x
expect 1 'batch.size' train-blueprint $leduc --batch-size 0 --logdir x
expect 1 'num.players|players' train-blueprint $leduc --num-players 3 --logdir x
expect 1 'none\.holdem' train-blueprint --game "$HOLDEM_ROOT/games/leduc.game" --buckets none.holdem --logdir x
expect 1 '/dev/null' train-blueprint $leduc --logdir /dev/null/run
expect 1 'nowhere' train-blueprint $leduc --logdir x --resume-from nowhere
expect 1 'schedule' train-blueprint $leduc --schedule quadratic --logdir x
expect 1 'cfr\+ does not go with sampler external' train-blueprint $leduc --schedule cfr+ --logdir x
expect 1 'static does not go with sampler full' train-blueprint $leduc --sampler full --schedule static --logdir x
expect 1 'configuration: targets: shares add up to 0.5 instead of 1' train-blueprint $leduc --sampler targeted --targets 12:0.5 --logdir x
expect 1 'targets.yaml:2: targets: .34. names no streets' train-blueprint $leduc --config targets.yaml --logdir x
expect 1 '3 players' train-blueprint --game "$HOLDEM_ROOT/games/kuhn.3p.game" --sampler full --logdir x
expect 1 'canonical hands' train-blueprint --game "$HOLDEM_ROOT/games/holdem.limit.2p.game" --sampler full --logdir x
expect 1 'target.exploitability must be' train-blueprint $leduc --target-exploitability -1 --logdir x
expect 1 'target.exploitability needs a number' train-blueprint $leduc --target-exploitability low --logdir x
expect 1 'eval.interval' train-blueprint $leduc --eval-interval -5 --logdir x
expect 1 'eval.method must be one of auto, exact' train-blueprint $leduc --eval-method guess --logdir x
sed 's/^numRanks.*/numRanks = 7/' "$HOLDEM_ROOT/games/holdem.limit.2p.game" >large.game
$HOLDEM build-buckets --game large.game --method percentile --k-flop 5 --k-turn 5 --k-river 5 --out large.holdem >out
expect 1 'evaluation: .*too large to evaluate exactly' train-blueprint --logdir x --target-exploitability 5 \
    --game large.game --buckets large.holdem --set actions=limit --loglevel ERROR
expect 2 'unknown subcommand' train-bluprint
expect 1 'absent\.holdem' inspect absent.holdem
expect 1 'absent\.holdem' show absent.holdem

# Checkpoints: truncated, bit-flipped, of another game.
$HOLDEM train-blueprint $leduc --iters 2000 --logdir good --loglevel ERROR >out 2>err || { cat err >&2; exit 1; }
whole=good/checkpoints/checkpoint_iter2000.holdem
size=$(wc -c <"$whole")
head -c $((size - 100)) "$whole" >truncated.holdem
cp "$whole" flipped.holdem
printf '\377' | dd of=flipped.holdem bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null
expect 1 'truncated\.holdem' train-blueprint $leduc --logdir y --resume-from truncated.holdem
expect 1 'flipped\.holdem' train-blueprint $leduc --logdir y --resume-from flipped.holdem
expect 1 'flipped\.holdem' inspect flipped.holdem
expect 1 'another game \(leduc\); this run trains kuhn' train-blueprint --game "$HOLDEM_ROOT/games/kuhn.game" \
    --buckets lossless --logdir y --resume-from "$whole"
expect 1 'schedule' train-blueprint $leduc --schedule dcfr --logdir y --resume-from "$whole"
expect 1 'checkpoint' evaluate "$whole"

# A bucket file of another game.
sed -e 's/^numRounds.*/numRounds = 2/; s/^firstPlayer.*/firstPlayer = 2 1/; s/^numRanks.*/numRanks = 5/' \
    -e 's/^numBoardCards.*/numBoardCards = 0 1/' "$HOLDEM_ROOT/games/holdem.nolimit.2p.game" >short.game
$HOLDEM build-buckets --game short.game --k-flop 5 --out short.holdem >out 2>err || { cat err >&2; exit 1; }
expect 1 'short\.holdem: made for another game: 5 ranks instead of 3' train-blueprint \
    --game "$HOLDEM_ROOT/games/leduc.game" --buckets short.holdem --logdir y

# More memory than any machine has: refused before it is asked for.
sed -e 's/^numRounds.*/numRounds = 2/; s/^firstPlayer.*/firstPlayer = 2 1/; s/^numBoardCards.*/numBoardCards = 0 3/' \
    "$HOLDEM_ROOT/games/holdem.nolimit.2p.game" >flop.game
expect 1 'the run needs 2\.3 TB but only .* are free' train-blueprint --game flop.game --set actions=classic \
    --buckets lossless --logdir y
expect 1 'river has 2428287420 canonical hands' train-blueprint --game "$HOLDEM_ROOT/games/holdem.nolimit.2p.game" \
    --buckets lossless --logdir y

exit $((failures > 0))
