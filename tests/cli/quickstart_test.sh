# Quickstart without a network or a compiler: its other scripts, and the training, are replaced by short ones. What it refuses,
# in which order it goes, and that it ends in words of poker and what to do next.
. "$HOLDEM_ROOT/tests/support/shell.sh"

mkdir -p scripts build/release configs
cp "$HOLDEM_ROOT/quickstart" .
for script in setup build; do
    printf '#!/bin/sh\necho %s $* >>calls\n' "$script" >scripts/$script
    chmod +x scripts/$script
done
# Hold'em takes longer than a test may: the training is of Kuhn poker.
cat >build/release/holdem <<'END2'
#!/bin/sh
echo "holdem $*" >>calls
if [ "$1" != train-blueprint ]; then exec "$HOLDEM" "$@"; fi
while [ "$1" != --logdir ]; do shift; done
exec "$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/kuhn.game" --buckets lossless --sampler external --iters 2000 --logdir "$2"
END2
chmod +x build/release/holdem

for wrong in 0 -5 1.5 x ''; do
    expect 2 "is not a number of seconds" ./quickstart --seconds "$wrong"
done
./quickstart --seconds >out 2>err && fail "no seconds"
./quickstart --fast >out 2>err && fail "an unknown option"
grep -q '^usage: ./quickstart' err || fail "the usage"
./quickstart --help | grep -q -- '--charts' || fail "the help"
[ ! -f calls ] || fail "something was done before the options were understood"

./quickstart --seconds 7 >out 2>err || fail "quickstart"
[ ! -s err ] || fail "something on standard error"
sed 's/quickstart-[0-9-]*/RUN/g' calls >steps
cat >wanted <<'END2'
setup
build build/release --target holdem --preset release -DHOLDEM_TESTS=OFF
holdem train-blueprint --config configs/blueprint_training.yaml --time-budget 7 --logdir runs/RUN
holdem show runs/RUN
holdem show runs/RUN --summary
END2
head -n 5 steps | diff wanted - || fail "the steps"
[ "$(grep -c '^== [1-4]/4 ' out)" -eq 4 ] || fail "four steps are announced"
[ "$(grep -c '^== [1-4]/4 .*\(second\|minute\)' out)" -eq 4 ] || fail "each says how long it may take"
grep -qE '^.*bets [0-9]+ %.*; wins -?[0-9]+ \(\+-[0-9]+\) big blinds per 100 hands from random$' out ||
    fail "the result in words"
for next in 'serve --logdir runs.*http://127.0.0.1:8080/' 'play runs/quickstart-' '--time-budget 3600 --logdir runs/hour' \
    'docs/guide.md' 'make charts'; do
    tail -n 6 out | grep -q -e "$next" || fail "what next: $next"
done

# The README says of a run of that length what is said here.
tail -n 6 out | grep -q 'card abstraction takes two minutes' || fail "an hour's card abstraction"
tr '\n' ' ' <"$HOLDEM_ROOT/README.md" | grep -q 'time-budget 3600 [^|]*card abstraction[^|]* two minutes' ||
    fail "README.md says nothing of it"
tr '\n' ' ' <"$HOLDEM_ROOT/README.fr.md" | grep -q 'time-budget 3600 [^|]*abstraction de cartes[^|]* deux minutes' ||
    fail "README.fr.md says nothing of it"

# What random play loses is what the match says.
logdir=$(echo runs/quickstart-*)
mean=$("$HOLDEM" match "$logdir" random --plain --hands 1000000 --json | tr -d '\t\n' | sed 's/.*"a_wins":{"mean":\([-0-9.]*\).*/\1/')
grep -q "wins $(awk -v mean="$mean" 'BEGIN { printf "%.0f", mean / 10 }') (" out || fail "$mean mbb a hand in a hundred hands"

./quickstart --seconds 7 --charts >out 2>err || fail "quickstart --charts"
grep -q '^setup --charts$' calls || fail "charts are asked for"
mkdir -p src/serve/pages/node_modules/uplot
./quickstart --seconds 7 >out 2>err || fail "quickstart with charts"
grep -q 'make charts' out && fail "charts that are there are offered"
exit 0
