# Every bad input gets one clear line on standard error and exit status 1 or 2.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# says STATUS PATTERN ARGUMENT...: `holdem` with them ends so, in one line.
says() {
    said=$1 line=$2
    shift 2
    expect "$said" "$line" "$HOLDEM" "$@"
}

leduc="--game $games/leduc.game --buckets lossless"
printf 'num_itterations: 5\n' >unknown.yaml
printf 'seed: 1\nnum_iterations: many\n' >type.yaml
printf 'num_iterations: [1, 2\n' >broken.yaml
printf 'GAMEDEF\nlimit\nnumPlayers = two\nEND GAMEDEF\n' >bad.game
printf 'sampler: targeted\ntargets: "12:0.2 34:0.8"\n' >targets.yaml
printf 'actions: {preflop: {bets: [[-1]]}}\n' >menu.yaml

says 1 'unknown\.yaml:1: .*num_itterations.*did you mean.*num_iterations' train-blueprint --config unknown.yaml
says 1 'seed must be between 0 and 9007199254740992, not 9007199254740993' train-blueprint --seed 9007199254740993
says 1 'type\.yaml:2: ' train-blueprint --config type.yaml
says 1 'broken\.yaml:[0-9]*: ' train-blueprint --config broken.yaml
says 1 'menu\.yaml:1: ' train-blueprint --config menu.yaml
says 1 'missing\.yaml' train-blueprint --config missing.yaml
says 1 'missing\.game' train-blueprint --game missing.game
vary_game nobody jamfold.10bb stack='1 1' blind='1 1'
says 1 'nobody: .*nobody ever decides anything' train-blueprint --game nobody.game --set actions=jamfold --logdir x
says 1 'bad\.game:3: ' train-blueprint --game bad.game --logdir x
says 2 'unknown option --itters; did you mean --iters' train-blueprint --itters 5
says 1 'num.workers' train-blueprint $leduc --num-workers -1 --logdir x
says 1 'num.workers' train-blueprint $leduc --num-workers 100000 --logdir x
says 1 'num.workers' train-blueprint $leduc --num-workers two --logdir x
says 1 'batch.size' train-blueprint $leduc --batch-size 0 --logdir x
says 1 'players' train-blueprint $leduc --num-players 3 --logdir x
says 1 'none\.holdem' train-blueprint --game "$games/leduc.game" --buckets none.holdem --logdir x
says 1 '/dev/null' train-blueprint $leduc --logdir /dev/null/run
says 1 'nowhere' train-blueprint $leduc --logdir x --resume-from nowhere
says 1 'schedule' train-blueprint $leduc --schedule quadratic --logdir x
says 1 'cfr+ does not go with sampler external' train-blueprint $leduc --schedule cfr+ --logdir x
says 1 'static does not go with sampler full' train-blueprint $leduc --sampler full --schedule static --logdir x
says 1 'configuration: targets: shares add up to 0.5 instead of 1' train-blueprint $leduc --sampler targeted --targets 12:0.5 --logdir x
says 1 'targets.yaml:2: targets: .34. names no streets' train-blueprint $leduc --config targets.yaml --logdir x
says 1 'at most 2 players, and kuhn.3p has 3: use external, outcome.* targeted' train-blueprint --game "$games/kuhn.3p.game" --sampler full --logdir x
says 1 'canonical hands' train-blueprint --game "$games/holdem.limit.2p.game" --sampler full --logdir x
says 1 'target.exploitability must be' train-blueprint $leduc --target-exploitability -1 --logdir x
says 1 'target.exploitability needs a number' train-blueprint $leduc --target-exploitability low --logdir x
says 1 'eval.interval' train-blueprint $leduc --eval-interval -5 --logdir x
says 1 'eval.method must be one of auto, exact' train-blueprint $leduc --eval-method guess --logdir x
vary_game large holdem.limit.2p numRanks=7
$HOLDEM build-buckets --game large.game --method percentile --k-flop 5 --k-turn 5 --k-river 5 --out large.holdem >out
says 1 'evaluation: .*too large to evaluate exactly' train-blueprint --logdir x --target-exploitability 5 \
    --game large.game --buckets large.holdem --set actions=limit --loglevel ERROR
says 2 'unknown subcommand' train-bluprint
says 1 'absent\.holdem' inspect absent.holdem
says 1 'absent\.holdem' show absent.holdem

# A configuration may come through a pipe, but not from a FIFO that nobody writes to.
mkfifo silent
says 1 'silent: nobody writes to this pipe' train-blueprint --config silent
{ sleep 0.2; cat unknown.yaml; } | "$HOLDEM" train-blueprint --config /dev/stdin 2>err &&
    fail "a bad configuration from a pipe"
grep -q '/dev/stdin:1: .*num_itterations' err || fail "what comes late from a pipe is not read"

# Checkpoints: truncated, bit-flipped, of another game.
trained good leduc --iters 2000
whole=good/checkpoints/checkpoint_iter2000.holdem
size=$(wc -c <"$whole")
head -c $((size - 100)) "$whole" >truncated.holdem
cp "$whole" flipped.holdem
printf '\377' | dd of=flipped.holdem bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null
says 1 'truncated\.holdem' train-blueprint $leduc --logdir y --resume-from truncated.holdem
says 1 'flipped\.holdem' train-blueprint $leduc --logdir y --resume-from flipped.holdem
says 1 'flipped\.holdem' inspect flipped.holdem
says 1 'another game (leduc); this run trains kuhn' train-blueprint --game "$games/kuhn.game" \
    --buckets lossless --logdir y --resume-from "$whole"
says 1 'schedule' train-blueprint $leduc --schedule dcfr --logdir y --resume-from "$whole"
says 1 'checkpoint' evaluate "$whole"

# A bucket file of another game.
take_game short
$HOLDEM build-buckets --game short.game --k-flop 5 --out short.holdem >out 2>err || fail "no buckets"
says 1 'short\.holdem: made for another game: 5 ranks instead of 3' train-blueprint \
    --game "$games/leduc.game" --buckets short.holdem --logdir y

# What is typed wrong is told before anything is said or made.
for wrong in "--game missing" "--game bad.game" "--num-players 3" "--set actions=none" "--buckets bad.game" \
    "--game $games/leduc.game --buckets short.holdem" "--eval-method match --eval-opponent nobody"; do
    # shellcheck disable=SC2086
    says 1 . train-blueprint $leduc $wrong --eval-interval 1 --logdir untouched
    [ ! -s out ] || fail "something is said before: $wrong"
    [ ! -e untouched ] || fail "a logdir is made for it: $wrong"
done
for wrong in nowhere unknown.yaml "$games" bad.game; do
    says 1 . train-blueprint $leduc --logdir x --resume-from "$wrong"
    [ ! -s out ] || fail "something is said before: --resume-from $wrong"
done

# More memory than any machine has: refused before it is asked for.
vary_game flop holdem.nolimit.2p numRounds=2 firstPlayer='2 1' numBoardCards='0 3'
says 1 'the run needs 2\.3 TB but only .* are free' train-blueprint --game flop.game --set actions=classic \
    --buckets lossless --logdir y
says 1 'river has 2428287420 canonical hands' train-blueprint --game "$games/holdem.nolimit.2p.game" \
    --buckets lossless --logdir y

# --- what game, tree and configuration tell is refused before a card abstraction is built, which may take minutes ---

take_game short
XDG_CACHE_HOME=$PWD/cache-early
export XDG_CACHE_HOME
trained other leduc --iters 200
trained same short --iters 200

# refused_early PATTERN ARGUMENT...: nothing has been built by then.
refused_early() {
    early=$1
    shift
    expect 1 "$early" "$HOLDEM" train-blueprint --num-workers 1 --no-tensorboard --iters 100 --logdir early "$@"
    ! grep -q Building out || fail "an abstraction is built first: $*"
    [ -z "$(find cache-early -name '*.holdem' 2>/dev/null)" ] || fail "an abstraction was built: $*"
}
printf 'bucket: {k_flop: 6}\n' >six.yaml
short="--config six.yaml --game short.game"
three="--game $games/holdem.nolimit.3p.game"
# shellcheck disable=SC2086
{
    refused_early 'the players know different games' $short --sampler external --eval-interval 50 --eval-method match --eval-opponent other
    refused_early 'turnx' $short --sampler external --eval-interval 50 --eval-method match --eval-opponent purify@turnx:same
    refused_early 'targets' $short --sampler targeted --targets 9:1
    refused_early 'sampler public is for at most 2 players' $three --sampler public
    refused_early 'evaluation: ' $three --sampler external --eval-interval 50 --eval-method lbr
    refused_early 'evaluation: ' $three --sampler external --eval-interval 50 --eval-method exact
    refused_early 'evaluation: ' $three --sampler external --eval-interval 50 --target-exploitability 1
}
