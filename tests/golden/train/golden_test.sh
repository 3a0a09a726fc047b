# Files that version 1 of the formats wrote are still read: a blueprint is whole and near Kuhn's solution, a checkpoint is
# whole and training goes on from it.
set -eu

golden=$HOLDEM_ROOT/tests/golden/train
"$HOLDEM" inspect "$golden/blueprint1.holdem" >/dev/null
"$HOLDEM" inspect "$golden/checkpoint1.holdem" >/dev/null
"$HOLDEM" evaluate --json "$golden/blueprint1.holdem" >evaluation.json
grep -Eq '"exploitability":[[:space:]]*0\.0[0-4]' evaluation.json || { cat evaluation.json >&2; exit 1; }
"$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/kuhn.game" --buckets lossless --schedule dcfr --iters 30000 \
    --resume-from "$golden/checkpoint1.holdem" --logdir on >out
grep -q 'iteration 20,000' out
test -f on/checkpoints/checkpoint_iter30000.holdem
