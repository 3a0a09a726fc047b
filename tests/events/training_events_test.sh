# The independent reader finds every tag that tools rely on in a training run's event file, at ascending steps that end
# with the run, with values that can be right.
set -eu
here="$HOLDEM_ROOT/tests/events"
command -v node >/dev/null 2>&1 || exit 77
node -e 'for (const m of ["@node-rs/crc32", "protobufjs"]) require(require.resolve(m, {paths: [process.argv[1]]}))' \
    "$here" 2>/dev/null || exit 77

"$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/leduc.game" --buckets lossless --iters 20000 --logdir run \
    --sampler outcome --epsilon 0.25 --eval-interval 0.01 --loglevel WARNING
node "$here/read.js" run/tensorboard/events.out.tfevents.* >scalars
for tag in Training/Utility Training/UtilityMovingAvg Training/Epsilon Training/NumInfosets \
    Performance/IterationsPerSecond Performance/VisitsPerSecond Performance/CpuUtilization \
    Performance/Settled Performance/Machine Performance/ContextSwitchesPerSecond Workers/VisitsPerCpuSecond/0 Workers/ProcessorUse/0 Queue/EmptyPolls \
    policy_entropy/round1 policy_entropy/round2 avg_regret_norm/round1 avg_regret_norm/round2 Evaluation/ExploitabilityMbb \
    Evaluation/Exploitability Evaluation/ValuePlayer1 Evaluation/AlwaysFoldMbb; do
    grep -q " $tag " scalars || { echo "no scalar $tag" >&2; exit 1; }
done
awk '$1 < last { exit 1 } { last = $1 } END { exit last != 20000 }' scalars
grep -q '^20000 Training/Epsilon 0.25$' scalars
grep -q ' Evaluation/AlwaysFoldMbb 1000$' scalars
tail -n 1 run/evaluation.csv | tr , ' ' | {
    read -r iteration _ _ chips _
    awk -v iteration="$iteration" -v chips="$chips" '$2 == "Evaluation/Exploitability" { step = $1; last = $3 }
        END { exit !(step == iteration && last - chips < 1e-6 && chips - last < 1e-6) }' scalars
} || { echo "events and evaluation.csv differ" >&2; exit 1; }
awk '$2 == "Training/NumInfosets" { last = $3 } END { exit !(last > 100 && last <= 468) }' scalars

# A run that is taken up at its end and at an older checkpoint: what readers keep has ascending steps up to the end, nothing
# of a way that was left, and all that was measured at the iteration that is gone on from.
train() {
    "$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/leduc.game" --buckets lossless --sampler external --logdir back \
        --checkpoint-interval 10000 --set tensorboard_log_interval=1000 --loglevel WARNING "$@"
}
kept() {
    node "$here/read.js" "$@" back/tensorboard/*
}
train --iters 30000
kept >first
train --iters 40000 --resume-from back
kept --all | grep -q '^30001 START$' || { echo "no start at the end" >&2; exit 1; }
kept | grep -qF "$(tail -n 1 first)" || { echo "the end of a run is left out" >&2; exit 1; }
train --iters 26000 --resume-from back/checkpoints/checkpoint_iter20000.holdem
kept --all | grep -q '^20001 START$' || { echo "no start at 20,000" >&2; exit 1; }
kept | sed 's/ .*//' >steps
awk '$1 < last { exit 1 } { last = $1 } END { exit last != 26000 }' steps || { echo "steps: $(cat steps)" >&2; exit 1; }
