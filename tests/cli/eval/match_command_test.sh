# `holdem match`: what it prints, that workers make no difference, and what it refuses.
. "$HOLDEM_ROOT/tests/support/shell.sh"

trained kuhn kuhn --iters 20000
trained leduc leduc --iters 20000

"$HOLDEM" match kuhn random --hands 20000 --num-workers 1 >text.txt
grep -q '^game  *kuhn$' text.txt || fail "the text names the game"
grep -q '^A  *kuhn$' text.txt || fail "the text names A"
grep -q '^hands  *20,000, seed 1: 10,000 deals' text.txt || fail "the text says how many hands"
grep -q '^A wins  *+[0-9.]* +- [0-9.]* mbb/hand$' text.txt || fail "a trained player beats a random one: $(cat text.txt)"
grep -q '^variance .* smaller' text.txt || fail "the text gives the gain in variance"
"$HOLDEM" match kuhn random --hands 20000 --num-workers 2 >other.txt
cmp -s text.txt other.txt || fail "two workers give the same"
"$HOLDEM" match kuhn random --hands 20000 --seed 2 >other.txt
cmp -s text.txt other.txt && fail "another seed gives something else"

"$HOLDEM" match kuhn/blueprint.holdem kuhn --hands 20001 --json >result.json
keys=$(sed -n 's/^\t"\([a-z_]*\)":.*/\1/p' result.json | tr '\n' ' ')
[ "$keys" = "game a b hands seed unit a_wins seats uncorrected chips variance_ratio yardsticks " ] || fail "the keys of the JSON are: $keys"
grep -q '"hands":.*20002' result.json || fail "an odd number of hands is made even"
grep -q '^for scale  *1000\.00 mbb/hand: what always-fold gives away$' text.txt || fail "the text gives a yardstick"

# Without corrections the same hands are played, and nothing but their chips counts.
"$HOLDEM" match kuhn random --hands 20000 --plain >plain.txt
sed -n 's/^uncorrected  */A wins /p' text.txt >expected.txt
sed -n 's/^A wins  */A wins /p' plain.txt | cmp -s - expected.txt || fail "--plain: $(cat plain.txt)"
grep -q '^variance  *not reduced' plain.txt || fail "the text says that nothing was corrected"
"$HOLDEM" match always-fold always-raise --plain --game "$games/holdem.nolimit.2p.game" --hands 1000 |
    grep -q '^A wins  *-750.00 +- 0.00 mbb/hand$' || fail "always-fold loses 750 mbb a hand, plainly too"

# Ctrl-C: what was played counts.
"$HOLDEM" match kuhn random --hands 1000000000000 --num-workers 2 >cut.txt 2>cut.err &
pid=$!
await has_worked 10 $pid
interrupted $pid "match"
grep -q 'interrupted: the figures are of [0-9,]* of 1,000,000,000,000 hands$' cut.err || fail "interrupted: $(cat cut.err)"
grep -q '^A wins  *+[0-9.]* +- [0-9.]* mbb/hand$' cut.txt || fail "no figures so far: $(cat cut.txt)"

# Half a blind and a blind in turn, whatever the cards.
"$HOLDEM" match always-fold always-raise --game "$games/holdem.nolimit.2p.game" --hands 1000 >fold.txt
grep -q '^A wins  *-750.00 +- 0.00 mbb/hand$' fold.txt || fail "always-fold loses 750 mbb a hand: $(cat fold.txt)"
HOLDEM_GAMES=$games "$HOLDEM" match random always-call --hands 100 >default.txt
grep -q '^game  *holdem.nolimit.2p.100bb$' default.txt || fail "without a game, that of train-blueprint"

# The hands that are written down are those that were played, in order, whatever the number of workers.
"$HOLDEM" match random always-call --game "$games/holdem.nolimit.2p.game" --hands 2000 --plain --history a.log >a.txt
"$HOLDEM" match random always-call --game "$games/holdem.nolimit.2p.game" --hands 2000 --num-workers 1 --history b.log >/dev/null
cmp a.log b.log || fail "two workers write other hands than one"
[ "$(cut -d: -f2 a.log | tr '\n' ' ')" = "$(seq 0 1999 | tr '\n' ' ')" ] || fail "hands are not written in order"
chips=$(awk -F: '{ split($5, won, "|"); split($6, name, "|"); all += name[1] == "random" ? won[1] : won[2] } END { printf "%+.0f", all }' a.log)
grep -q "^chips  *$chips in all" a.txt || fail "the history's chips are $chips: $(grep chips a.txt)"
"$HOLDEM" match random always-call --game "$games/holdem.nolimit.2p.game" --hands 2 --history a.phhs >/dev/null
grep -q "^players = \['random', 'always-call'\]" a.phhs || grep -q '^players = \["random", "always-call"\]' a.phhs || fail "no players in the PHH"

# Against a run's own past: the furthest strategy against each snapshot, newest first, by the figures of a match of the two.
# A blueprint that is behind the snapshots, as that of a run that was taken up again, is not the furthest.
mkdir -p run/snapshots
for iterations in 2000 20000 4000; do
    trained "leduc$iterations" leduc --iters "$iterations"
    cp "leduc$iterations/blueprint.holdem" "run/snapshots/snapshot_iter$iterations.holdem"
done
"$HOLDEM" match run snapshots --hands 2000 >snapshots.txt
grep -q '^A  *run/snapshots/snapshot_iter20000.holdem, 20,000 iterations$' snapshots.txt || fail "A: $(cat snapshots.txt)"
grep -q '^for scale  *1000\.00 mbb/hand' snapshots.txt || fail "no yardstick beside snapshots: $(cat snapshots.txt)"
[ "$(sed -n '/A wins$/,/^$/p' snapshots.txt | sed '1d;$d' | cut -d' ' -f1 | tr '\n' ' ')" = "4,000 2,000 " ] ||
    fail "not the earlier ones, newest first: $(cat snapshots.txt)"
"$HOLDEM" match leduc20000 leduc2000 --hands 2000 | sed -n 's/^A wins  *//p' >expected.txt
sed -n 's/^2,000  *//p' snapshots.txt | cmp -s - expected.txt || fail "not the figures of a match: $(cat snapshots.txt)"
cp leduc4000/blueprint.holdem run
"$HOLDEM" match run snapshots --hands 200 | grep -q '^A .* 20,000 iterations$' || fail "the blueprint is behind"
cp leduc20000/blueprint.holdem run
"$HOLDEM" match run snapshots --hands 2000 --plain --json >snapshots.json
keys=$(sed -n 's/^\t"\([a-z_]*\)":.*/\1/p' snapshots.json | tr '\n' ' ')
[ "$keys" = "game a iterations seed unit snapshots yardsticks " ] || fail "the keys of the JSON are: $keys"
grep -q '"a":[[:space:]]*"run/blueprint.holdem"' snapshots.json || fail "a blueprint that is no further is taken first"
[ "$(grep -c '"mean"' snapshots.json)" -eq 2 ] || fail "two matches: $(cat snapshots.json)"
"$HOLDEM" match run snapshots --hands 1000000000000 --num-workers 2 >cut.txt 2>cut.err &
pid=$!
await grep -q '^snapshot' cut.txt
await has_worked 10 $pid
interrupted $pid "match among snapshots"
grep -q 'interrupted: 0 of 2 matches are whole$' cut.err || fail "interrupted: $(cat cut.err)"
grep -q '^4,000  *[-+][0-9.]* +- [0-9.]* mbb/hand$' cut.txt || fail "no figures so far: $(cat cut.txt)"
# Filters hold for both sides.
"$HOLDEM" match purify:run snapshots --hands 2000 >filtered.txt
grep -q '^A  *purify:run/blueprint.holdem, 20,000 iterations$' filtered.txt || fail "filters: $(cat filtered.txt)"
"$HOLDEM" match purify:leduc20000 purify:leduc2000 --hands 2000 | sed -n 's/^A wins  *//p' >expected.txt
sed -n 's/^2,000  *//p' filtered.txt | cmp -s - expected.txt || fail "not filtered on both sides: $(cat filtered.txt)"
# A file of the run is as good a name as its folder; what cannot be played is refused before anything is printed.
"$HOLDEM" match run/blueprint.holdem snapshots --hands 2000 >of-file.txt || fail "snapshots of a file's run"
"$HOLDEM" match run snapshots --hands 2000 | cmp -s - of-file.txt || fail "a file's run is another: $(cat of-file.txt)"
"$HOLDEM" train-blueprint --game "$HOLDEM_ROOT/games/kuhn.3p.game" --iters 20000 --snapshot-interval 0.01 --logdir three >/dev/null
expect 1 "kuhn.3p is for 3 players" "$HOLDEM" match three snapshots
[ ! -s out ] || fail "a head was printed before: $(cat out)"
expect 2 "threshold=2" "$HOLDEM" match threshold=2:run snapshots
expect 1 "no earlier snapshots" "$HOLDEM" match leduc snapshots
expect 1 "nothing-here: there is no such folder$" "$HOLDEM" match nothing-here snapshots
mkdir begun
expect 1 "begun: no earlier snapshots to play against (runs take one .*)$" "$HOLDEM" match begun snapshots
expect 1 "no earlier snapshots .*; runs with checkpoints below it: .*leduc" "$HOLDEM" match . snapshots
# Neither is a run, and both lead to the one that was meant; so does a filter in the wrong place.
for named in run/snapshots/snapshot_iter4000.holdem run/snapshots; do
    expect 1 "$named is not a run: holdem match run snapshots plays" "$HOLDEM" match $named snapshots
done
cp leduc4000/blueprint.holdem other.holdem
expect 1 "other.holdem is not a run: holdem match LOGDIR snapshots plays" "$HOLDEM" match other.holdem snapshots
expect 2 "purify:snapshots: filters stand before the run, .*: holdem match purify:run snapshots$" "$HOLDEM" match run purify:snapshots
# Damaged ones are passed over, whether they would have been A or B; the others are played.
cp -r run damaged
rm damaged/blueprint.holdem
for iterations in 2000 20000; do
    printf 'x' | dd of=damaged/snapshots/snapshot_iter$iterations.holdem bs=1 seek=2000 conv=notrunc 2>/dev/null
done
cp leduc2000/blueprint.holdem damaged/snapshots/snapshot_iter1000.holdem
"$HOLDEM" match damaged snapshots --hands 2000 >out 2>err || fail "a damaged snapshot ends the matches"
for iterations in 2000 20000; do
    grep -q "^WARNING: damaged/snapshots/snapshot_iter$iterations.holdem: .*; this snapshot is passed over$" err ||
        fail "which one is passed over: $iterations"
done
grep -q '^A  *damaged/snapshots/snapshot_iter4000.holdem, 4,000 iterations$' out || fail "the newest that is whole is A"
"$HOLDEM" match leduc4000 leduc2000 --hands 2000 | sed -n 's/^A wins  *//p' >expected.txt
sed -n 's/^1,000  *//p' out | cmp -s - expected.txt || fail "the others are not played"
printf 'x' | dd of=damaged/snapshots/snapshot_iter1000.holdem bs=1 seek=2000 conv=notrunc 2>/dev/null
"$HOLDEM" match damaged snapshots --hands 2000 >out 2>err && fail "nobody was played, and it ends with 0"
tail -n 1 err | grep -q '^holdem match: damaged: none of its earlier snapshots can be read$' || fail "nothing is left"
expect 2 "random has no snapshots" "$HOLDEM" match random snapshots
expect 2 "history: against snapshots there is none" "$HOLDEM" match run snapshots --history x.phhs
expect 2 "buckets-b: against snapshots there is none" "$HOLDEM" match run snapshots --buckets-b x

expect 2 "which two players" "$HOLDEM" match
expect 2 "which two players" "$HOLDEM" match random
expect 2 "did you mean --hands" "$HOLDEM" match random random --hand 3
expect 2 "--game is for built-in players" "$HOLDEM" match kuhn random --game x
expect 2 "--buckets-b: random needs no buckets" "$HOLDEM" match kuhn random --buckets-b x
expect 1 "always-fld: neither a file nor a built-in player; did you mean 'always-fold'?" "$HOLDEM" match kuhn always-fld
expect 1 "nothing-here" "$HOLDEM" match kuhn nothing-here
expect 1 "PHH has no name for" "$HOLDEM" match kuhn random --history x.phh
expect 1 "different games: A kuhn, B leduc" "$HOLDEM" match kuhn leduc
expect 1 "kuhn.3p is for 3 players" "$HOLDEM" match random random --game "$games/kuhn.3p.game"
expect 1 "kuhn.3p is for 3 players" "$HOLDEM" match random random --game "$games/kuhn.3p.game" --history none.acpc
[ ! -e none.acpc ] || fail "a history without a hand was left"
