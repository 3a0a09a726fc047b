#!/bin/sh
# The pages of the local server in a browser: a strategy walked from preflop to the river and compared with what `show`
# prints, a hand played, a run watched while it trains, on a desktop and on a phone, light and dark.
set -eu
here="$HOLDEM_ROOT/tests/browser"
command -v node >/dev/null 2>&1 || exit 77
node -e 'require(require.resolve("playwright-core", {paths: [process.argv[1]]}))' "$here" 2>/dev/null || exit 77
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || exit 77

"$HOLDEM" build-buckets --game "$HOLDEM_ROOT/games/holdem.nolimit.2p.20cards.game" --method percentile --k-preflop 25 --k-flop 10 \
    --k-turn 10 --k-river 10 --num-workers 1 --out buckets.holdem >/dev/null
# With two snapshots, as a run of half an hour has, and a menu that limps, to check through to the river; the second run
# also measures its exploitability.
mkdir logs
for iterations in 20000 10000 2000; do
    "$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/holdem.nolimit.2p.20cards.game" --buckets buckets.holdem --sampler external \
        --set actions=three-sizes --iters "$iterations" --logdir "first$iterations" --loglevel WARNING
    [ "$iterations" -lt 20000 ] || mv first20000 logs/holdem
    mkdir -p logs/holdem/snapshots
    [ "$iterations" -eq 20000 ] || cp "first$iterations/blueprint.holdem" "logs/holdem/snapshots/snapshot_iter$iterations.holdem"
done
"$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/leduc.game" --buckets lossless --sampler external --iters 20000 \
    --eval-interval 60 --logdir logs/leduc --loglevel WARNING

"$HOLDEM" serve --logdir logs --port 0 >serve.out 2>serve.err &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
tries=0
until url=$(sed -n 's/^holdem serve: \(http[^ ]*\)$/\1/p' serve.out) && [ -n "$url" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] && kill -0 $server || { echo "the server does not listen" >&2; cat serve.err >&2; exit 1; }
    sleep 0.1
done
node "$here/browser.js" "$url" logs "$chromium" || { cat serve.err >&2; exit 1; }
kill $server
status=0
wait $server || status=$?
[ "$status" -eq 0 ] || { echo "the server ends with $status" >&2; exit 1; }
