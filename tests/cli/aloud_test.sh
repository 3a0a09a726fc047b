# scripts/aloud keeps the words of a command, shows the last ones while it lasts, and ends as it does.
. "$HOLDEM_ROOT/tests/support/shell.sh"
aloud="sh $HOLDEM_ROOT/scripts/aloud"

$aloud log sh -c 'echo first; echo "[2/9] second" >&2; until [ -f seen ]; do sleep 0.1; done; echo last; exit 3' >out &
command=$!
await grep -q '^   [0-9]* s: \[2/9\] second$' out
: >seen
status=0
wait $command || status=$?
[ "$status" -eq 3 ] || fail "exit status $status"
printf 'first\n[2/9] second\nlast\n' | diff log - || fail "the words of the command"

# What a command says is shown, not obeyed.
$aloud log sh -c 'printf "\033[31mred\007\n"; until [ -f red ]; do sleep 0.1; done' >out &
command=$!
await grep -q 'red' out
: >red
wait $command || fail "a command that succeeds"
grep -q "$(printf '[\033\007]')" out && fail "control characters reach the terminal"

# Nobody waits for a line of progress after the end.
[ -z "$($aloud log true)" ] || fail "words after nothing"
exit 0
