# A mapped file that becomes shorter ends the program with a line that names it, not with a signal.
set -eu
[ "$(uname -s)" = Linux ] || [ "$(uname -s)" = Darwin ] || exit 77

$HOLDEM train-blueprint --game "$HOLDEM_ROOT/games/leduc.game" --sampler external --iters 2000 --logdir run >out
$HOLDEM match run/blueprint.holdem always-call --hands 1000000000000 --plain --num-workers 1 >out 2>err &
match=$!
# The hands begin once the file is open: its first words are then in use.
tries=0
until grep -q blueprint.holdem "/proc/$match/maps" 2>/dev/null || [ $tries -ge 50 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
sleep 0.3
: >run/blueprint.holdem
status=0
wait $match || status=$?
[ $status -eq 1 ] || { echo "exit status $status: $(cat err)" >&2; exit 1; }
grep -q 'holdem: run/blueprint.holdem: was made shorter' err || { cat err >&2; exit 1; }
[ "$(wc -l <err)" -eq 1 ] || { cat err >&2; exit 1; }
