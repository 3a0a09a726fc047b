# Blueprints by names with filters in front: every subcommand that takes a blueprint takes them, `play` has a default, and
# what is wrong with such a name is said.
. "$HOLDEM_ROOT/tests/support/shell.sh"

trained run leduc --iters 20000

exploitability() {
    "$HOLDEM" evaluate "$1" --json | sed -n 's/.*"exploitability":[[:space:]]*\([0-9.e-]*\),*/\1/p'
}
more() { # A B: A is more exploitable
    [ "$(echo "$(exploitability "$1") $(exploitability "$2")" | awk '{ print ($1 > $2 + 0.005) }')" = 1 ] ||
        fail "$1 has $(exploitability "$1"), $2 $(exploitability "$2")"
}
more purify:run run
more purify:run threshold=0.05:run
more purify@round2:run run
more purify@round1,round2:run purify@round2:run
for same in plain:run threshold=0:run plain:threshold=0@round2:./run/blueprint.holdem; do
    [ "$(exploitability "$same")" = "$(exploitability run)" ] || fail "$same is not as it was trained"
done
[ "$(exploitability purify@round1:plain:run)" = "$(exploitability plain:purify@round1:run/blueprint.holdem)" ] || fail "nesting"
"$HOLDEM" evaluate purify:run >text.txt
grep -q '^played as  *purify:run$' text.txt || fail "a figure of another strategy does not say so"

# Every row has one action, or shares evenly; on the other street it is as it was.
"$HOLDEM" export purify@round2:run >purified.csv
"$HOLDEM" export run >plain.csv
awk -F, '$1 == "round2" && $NF != 0 && $NF != 1 && $NF != 0.5 && $NF !~ /^0\.3333/ { wrong = 1 } END { exit wrong }' purified.csv ||
    fail "export: rows that are not purified"
grep -v '^round2' purified.csv >first.csv
grep -v '^round2' plain.csv | cmp -s - first.csv || fail "export: another street has changed"
cmp -s purified.csv plain.csv && fail "export: nothing is purified"
"$HOLDEM" show purify:run cr --hand Ks --json >show.json
sed -n 's/.*"strategy":[[:space:]]*\[\(.*\)\].*/\1/p' show.json | grep -Eq '^(1,[[:space:]]*0,[[:space:]]*0|0,[[:space:]]*1,[[:space:]]*0|0,[[:space:]]*0,[[:space:]]*1)$' ||
    fail "show: $(cat show.json)"

# Matches, also from training; built-in players have nothing to take out.
"$HOLDEM" match purify:run plain:run --hands 2000 >text.txt
grep -q '^A  *purify:run$' text.txt && grep -q '^B  *plain:run$' text.txt || fail "match names its players"
"$HOLDEM" match run run --hands 2000 | grep '^A wins' >same.txt
"$HOLDEM" match run plain:run --hands 2000 | grep '^A wins' | cmp -s - same.txt || fail "plain is not as it was trained"
"$HOLDEM" match purify:run run --hands 2000 | grep '^A wins' | cmp -s - same.txt && fail "purified it plays as it was"
"$HOLDEM" match random run --hands 2000 --seed 2 | grep '^A wins' >plain.txt
"$HOLDEM" match purify@round1:threshold=0.9:random run --hands 2000 --seed 2 | grep '^A wins' | cmp -s - plain.txt ||
    fail "the random player plays all alike, filtered or not"
"$HOLDEM" match purify:random always-call --game "$games/holdem.nolimit.2p.game" --hands 2 --history names.phhs >/dev/null
grep -q "^players = \[.purify:random., .always-call.\]" names.phhs || fail "names in the PHH: $(grep players names.phhs)"
"$HOLDEM" match purify:run random --hands 2 --history names.log >/dev/null 2>err
grep -q "'purify:run' is called" err || fail "nothing said of a name that ACPC lines cannot hold: $(cat err)"
awk -F: 'NF != 6 { exit 1 }' names.log || fail "the ACPC line is broken: $(cat names.log)"
trained judged leduc --iters 2000 --loglevel INFO --eval-interval 1000 --eval-method match --eval-opponent purify:run --eval-hands 1000
grep -q 'Match: wins .* from purify:run at iteration' out || fail "training against a purified one"
expect 1 "there is no street 'river'; there are round1, round2" "$HOLDEM" train-blueprint --game "$games/leduc.game" \
    --buckets lossless --iters 10 --logdir refused --eval-interval 1 --eval-method match --eval-opponent purify@river:run --loglevel WARNING

# Local best response knows what is really played.
take_game small
trained small small --sampler full --iters 100
for name in small plain:small purify:small; do
    "$HOLDEM" lbr $name --hands 1000 --json >lbr.json
    grep -q '"against":[[:space:]]*"'$name'"' lbr.json || fail "lbr does not say against whom"
    sed -n 's/.*"mbb":[[:space:]]*\([-0-9.e]*\),*/\1/p' lbr.json | head -1 >"won-${name%:*}"
done
cmp -s won-small won-plain || fail "lbr: plain is not as it was trained"
[ "$(cat won-small won-purify | tr '\n' ' ' | awk '{ print ($2 > 2 * $1 && $2 > 50) }')" = 1 ] ||
    fail "lbr wins $(cat won-purify) from a purified strategy, $(cat won-small) from a mixed one"

# At a table there is a default, which is said; any other name is taken as it is.
# Solutions tell it: in a session of calling and looking, nothing stands at 1 to 4 %, which as it was trained some does.
i=0
while [ $i -lt 150 ]; do
    printf 'c\ns\n'
    i=$((i + 1))
done >keys
"$HOLDEM" play run --seed 3 <keys >out
[ "$(grep -c 'Plays as threshold=0.05:run: .* plain:run plays as it was trained$' out)" -eq 1 ] || fail "the default is not said"
grep -v 'Plays as' out >default.txt
"$HOLDEM" play threshold=0.05:run --seed 3 <keys >named.txt
cmp -s default.txt named.txt || fail "the default is something else than it says"
"$HOLDEM" play plain:run --seed 3 <keys >plain.txt
grep -q 'Plays as' plain.txt && fail "plain is what it is"
grep -Eq ' [1-4] %.*; you' plain.txt || fail "nothing that a threshold would take out"
grep -Eq ' [1-4] %.*; you' default.txt && fail "the default plays what is below its threshold"
# What it would have done is what it plays.
printf 'c\nc\ns\nq\n' >keys
"$HOLDEM" play purify:run --seed 3 <keys >out
grep -Eq 'round1, pot [0-9]+: .*100 %' out || fail "no pure solution"
grep -E 'pot [0-9]+: .*; you' out | grep -Eq ' ([1-9]|[1-9][0-9]) %' && fail "a purified strategy mixes"

# One clear line, whoever is asked.
for command in evaluate show export lbr play 'match random'; do
    expect 1 "nowhere: cannot be opened" "$HOLDEM" $command purify:nowhere
    expect 1 "'treshold' is not purify, threshold or plain; did you mean 'threshold'?" "$HOLDEM" $command treshold=0.1:nowhere
    expect 1 "purify@turn:run: there is no street 'turn'; there are round1, round2" "$HOLDEM" $command purify@turn:run
done
for command in lbr play 'match random'; do
    expect 2 "threshold=2:run: threshold needs a probability from 0 to 1, not '2': threshold=0.05:FILE" "$HOLDEM" $command threshold=2:run
done
expect 1 "threshold:run: threshold needs a probability" "$HOLDEM" evaluate threshold:run
expect 1 "always-fld: neither a file nor a built-in player; did you mean 'always-fold'?" "$HOLDEM" match random purify:always-fld

# What only looks like a filter is a name.
cp -r run purify:run
[ "$(exploitability ./purify:run)" = "$(exploitability run)" ] || fail "a folder by another path"
[ "$(exploitability purify:./purify:run)" = "$(exploitability purify:run)" ] || fail "a filter in front of such a folder"

for command in evaluate show export lbr play match; do
    "$HOLDEM" $command --help | grep -q '^  threshold=0.05:FILE  ' || fail "$command --help does not list the filters"
done
