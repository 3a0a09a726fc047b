# Files that version 1 of the formats wrote are still read: a blueprint is whole and near Kuhn's solution, a checkpoint is
# whole and training goes on from it.
set -eu

golden=$HOLDEM_ROOT/tests/golden/train
"$HOLDEM" inspect "$golden/blueprint1.holdem" >/dev/null
"$HOLDEM" inspect "$golden/checkpoint1.holdem" >/dev/null
"$HOLDEM" evaluate --json "$golden/blueprint1.holdem" >evaluation.json
"$HOLDEM" show "$golden/blueprint1.holdem" --hand K | grep -q '^Training came here with it about 6,700 times\.$'
grep -Eq '"exploitability":[[:space:]]*0\.0[0-4]' evaluation.json || { cat evaluation.json >&2; exit 1; }
"$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/kuhn.game" --buckets lossless --schedule dcfr --iters 30000 \
    --resume-from "$golden/checkpoint1.holdem" --logdir on >out
grep -q 'iteration 20,000' out
test -f on/checkpoints/checkpoint_iter30000.holdem

# Runs go on from checkpoints of every way to weigh iterations to the strategy that the program of their time came to, to the
# last digit.
while read -r sampler schedule iterations strategy; do
    set --
    [ "$schedule" != static ] || set -- --set regret_discount_alpha=0.9 --set strategy_discount_beta=0.8
    "$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/leduc.game" --buckets lossless --sampler "$sampler" --schedule "$schedule" \
        --discount-interval 100 --iters "$iterations" --resume-from "$golden/$sampler-${schedule}_checkpoint1.holdem" \
        --logdir "$sampler-$schedule" "$@" </dev/null >out
    "$HOLDEM" export "$sampler-$schedule" | cksum | grep -q "^$strategy " || {
        echo "$sampler, $schedule: another strategy than it was" >&2
        exit 1
    }
done <<END
external linear 8000 2952960355
external dcfr 8000 3572996657
external static 8000 3281165248
public dcfr 1600 1034408813
END

# Files of a game with uneven stacks from when raises that nobody can call were offered one by one have rows that the tree
# lacks now: whatever opens them says so in one line.
cat >uneven.game <<END
GAMEDEF
nolimit
numPlayers = 2
numRounds = 1
stack = 7 20
blind = 1 1
firstPlayer = 2
maxRaises = 2
numSuits = 1
numRanks = 3
numHoleCards = 1
numBoardCards = 0
END GAMEDEF
END
refuses() {
    if "$HOLDEM" "$@" >out 2>err || [ "$(wc -l <err)" -ne 1 ] ||
        ! grep -q '41 entries.*38.*stacks differ, and raises that nobody can call' err; then
        echo "holdem $* is not refused as it should be:" >&2
        cat err >&2
        exit 1
    fi
}
refuses show "$golden/uneven_blueprint1.holdem"
refuses evaluate "$golden/uneven_blueprint1.holdem"
refuses train-blueprint --game uneven.game --buckets lossless --iters 3000 --logdir uneven \
    --resume-from "$golden/uneven_checkpoint1.holdem"
