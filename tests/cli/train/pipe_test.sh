# A training run goes on when nobody reads what it prints any more; subcommands whose work is what they print end quietly.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# Descriptor 3: a pipe whose reader has gone.
mkfifo pipe
: <pipe &
exec 3>pipe
wait $!

status=0
"$HOLDEM" train-blueprint --game "$games/leduc.game" --buckets lossless --iters 2000 --logdir run >&3 2>err ||
    status=$?
test "$status" -eq 0 || fail "training: exit status $status: $(cat err)"
test ! -s err || fail "training: $(cat err)"
test -f run/blueprint.holdem || fail "no blueprint"
grep -q '^Summary: ' run/train.log || fail "the log ends early: $(cat run/train.log)"

# Where the signal is ignored from birth, its end cannot be seen.
usual=0
cat run/train.log >&3 2>/dev/null || usual=$?
test "$usual" -gt 128 || exit 0
status=0
"$HOLDEM" export run >&3 2>err || status=$?
test "$status" -eq "$usual" || fail "export: exit status $status, not $usual"
test ! -s err || fail "export: $(cat err)"
