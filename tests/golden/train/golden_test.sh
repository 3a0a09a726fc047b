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
