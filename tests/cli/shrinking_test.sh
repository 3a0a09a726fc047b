# A mapped file that becomes shorter ends the program with a line that names it, not with a signal.
. "$HOLDEM_ROOT/tests/support/shell.sh"
[ "$(uname -s)" = Linux ] || [ "$(uname -s)" = Darwin ] || exit 77

trained run leduc --iters 2000
$HOLDEM match run/blueprint.holdem always-call --hands 1000000000000 --plain --num-workers 1 >out 2>err &
match=$!
# The hands begin once the file is open, and take all of the processor time: the file is then in use.
await has_worked 5 $match
: >run/blueprint.holdem
ended 1 $match "a blueprint that was made shorter"
grep -q 'holdem: run/blueprint.holdem: was made shorter' err || fail "the file is not named"
[ "$(wc -l <err)" -eq 1 ] || fail "not one line"
