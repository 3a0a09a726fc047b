# build-buckets and inspect from the command line, with a deck of five ranks.
. "$HOLDEM_ROOT/tests/support/shell.sh"

vary_game small holdem.limit.2p numRanks=5

"$HOLDEM" build-buckets --game small.game --k-preflop 25 --k-flop 10 --k-turn 10 --k-river 10 --out small.holdem \
    --num-workers 2 --seed 3 --num-players 2 --hands 5000 >out
grep -q -e '--hands has no effect' out || fail "no note on --hands: $(cat out)"
grep -q 'preflop: 25 buckets, one for each canonical hand' out || fail "no line on preflop: $(cat out)"
[ "$(ls)" = "$(printf 'err\nout\nsmall.game\nsmall.holdem')" ] || [ "$(ls)" = "$(printf 'out\nsmall.game\nsmall.holdem')" ] ||
    fail "something is left over: $(ls)"

"$HOLDEM" inspect small.holdem >out
grep -q 'bucket file, version 1' out || fail "$(cat out)"
grep -q 'every checksum is right' out || fail "$(cat out)"
"$HOLDEM" inspect --json small.holdem >out
grep -q '"verified":.*true' out || fail "$(cat out)"

# Each street of a bucket file in a line: the 25 classes of hands before the flop are dealt in 4, 6 or 12 ways.
"$HOLDEM" inspect small.holdem >out
grep -Eq '^  preflop +lossless +25 +25 +4 +6 +12 +0.00 % +0.00 %$' out || fail "$(cat out)"
grep -Eq '^  river +ochs +73,550 +10( +[0-9,]+){3} +[0-9.]+ % +[0-9.]+ %$' out || fail "$(cat out)"
if grep -q '"streets"' out; then
    fail "streets are told twice: $(cat out)"
fi
"$HOLDEM" inspect --json small.holdem >out
[ "$(grep -c '"population"' out)" -eq 4 ] || fail "streets in JSON: $(cat out)"
grep -q '"feature":' out || fail "the description in JSON is whole: $(cat out)"

# All buckets of a street hold all its deals: 190 pairs of hole cards, times 816, 3,060 or 8,568 boards of the 18 other cards.
for street in preflop:25:190:25 flop:7760:155040:10 turn:27290:581400:10 river:73550:1627920:10; do
    "$HOLDEM" inspect small.holdem --street "${street%%:*}" >out
    sums=$(tr -d , <out | awk 'NR > 2 { if ($1 != NR - 3) exit 1; hands += $2; deals += $3; share += $4 }
        END { if (share < 99.7 || share > 100.3) exit 1; print hands ":" deals ":" NR - 2 }') || fail "$street: $(cat out)"
    [ "$sums" = "${street#*:}" ] || fail "$street: sums are $sums: $(cat out)"
    "$HOLDEM" inspect small.holdem --street "${street%%:*}" --json >out
    [ "$(grep -c '"share_percent":' out)" -eq "${street##*:}" ] || fail "$street in JSON: $(cat out)"
done

# One bucket, with examples; the numbers are those of the list. Buckets are numbered by strength.
"$HOLDEM" inspect small.holdem --street river --bucket 7 >out
[ "$(grep -Ec '^  (for example|           )      ([TJQKA][cdhs]){2} ([TJQKA][cdhs]){5}$' out)" -eq 10 ] || fail "$(cat out)"
"$HOLDEM" inspect small.holdem --street river >list
for word in $(awk '$1 == 7 { print $2, $3, $4, $6, $8, $10 }' list); do
    grep -q " $word" out || fail "$word of the list is not in: $(cat out)"
done
awk 'NR > 2 { if (NR > 3 && $6 < before) exit 1; before = $6 }' list || fail "not by strength: $(cat list)"
"$HOLDEM" inspect small.holdem --street preflop --bucket 24 >out
grep -Eq '^  for example      (A[cdhs]){2}$' out || fail "AA before the flop: $(cat out)"
"$HOLDEM" inspect small.holdem --street river --bucket 7 --json >out
grep -q '"examples":' out || fail "$(cat out)"

# A file of the first days: Q K A in two suits make 9 hands before the board, and buckets are counted in those.
old=$HOLDEM_ROOT/tests/golden/buckets/tiny.v1.holdem
"$HOLDEM" inspect "$old" >out
grep -Eq '^  round1 +percentile +9 +3 +2 +3 +4 +- +-$' out || fail "$(cat out)"
grep -q 'neither deals nor distances are recorded' out || fail "$(cat out)"
"$HOLDEM" inspect "$old" --street round3 --bucket 2 >out
grep -q 'deals, strength, distances and neighbours are not recorded' out || fail "$(cat out)"
"$HOLDEM" inspect "$old" --street round3 >list
[ "$(awk 'NR > 2 { hands += $2 } END { print hands }' list)" -eq 48 ] || fail "$(cat list)"

expect 2 '--bucket needs a street' "$HOLDEM" inspect small.holdem --bucket 3
expect 2 '--bucket must be between 0 and 65535' "$HOLDEM" inspect small.holdem --street river --bucket -1
expect 1 'small.holdem: no bucket 10: those of the river are 0 to 9' "$HOLDEM" inspect small.holdem --street river --bucket 10
expect 1 "no street 'rivr'; there are preflop, flop, turn, river" "$HOLDEM" inspect small.holdem --street rivr
expect 1 'a blueprint has no buckets' "$HOLDEM" inspect "$HOLDEM_ROOT/tests/golden/train/blueprint1.holdem" --street river

# The default place is below the user's cache folder, and nothing is written elsewhere.
XDG_CACHE_HOME=$PWD/cache HOME=$PWD/home "$HOLDEM" build-buckets --game small.game --k-river 5 >out
[ -n "$(find cache home -name '*.holdem' 2>/dev/null)" ] || fail "nothing in the cache folder: $(find .)"

# Damage is found wherever it is.
head -c 5000 small.holdem >cut.holdem
expect 1 'cut.holdem: truncated: 5000 of' "$HOLDEM" inspect cut.holdem
{ head -c 4100 small.holdem; printf '\377'; tail -c +4102 small.holdem; } >flipped.holdem
expect 1 "flipped.holdem: section 'map' part 3 is damaged" "$HOLDEM" inspect flipped.holdem
expect 1 'small.game: not a file of this program' "$HOLDEM" inspect small.game
expect 1 'nowhere.holdem' "$HOLDEM" inspect nowhere.holdem
expect 2 'a file is wanted' "$HOLDEM" inspect
expect 2 'unknown option --jsn; did you mean --json?' "$HOLDEM" inspect --jsn small.holdem

expect 2 '--k-river must be between 1 and 65536' "$HOLDEM" build-buckets --k-river 0
expect 2 '--num-workers must be between' "$HOLDEM" build-buckets --num-workers -1
expect 1 'nowhere.game' "$HOLDEM" build-buckets --game nowhere.game
expect 1 'no/such/folder' "$HOLDEM" build-buckets --game small.game --out no/such/folder/x.holdem
expect 1 'preflop: 26 buckets for 25 canonical hands' "$HOLDEM" build-buckets --game small.game --k-preflop 26 --out x.holdem
expect 1 'flop: lossless are 7760 buckets, not 9' "$HOLDEM" build-buckets --game small.game --k-flop 9 --method lossless --out x.holdem
expect 1 '--method: ochs is for the last street' "$HOLDEM" build-buckets --game small.game --method flop=ochs --out x.holdem
expect 1 "--method: 'guess' is none of" "$HOLDEM" build-buckets --game small.game --method emd,river=guess --out x.holdem
expect 1 'are too many' "$HOLDEM" build-buckets --game small.game --method percentile --k-river 5000 --out x.holdem
[ ! -e x.holdem ] || fail "a failed build left a file"

# A full disk, played by a limit on the size of files, leaves the old file as it is.
cp small.holdem old.holdem
expect 1 'old.holdem' sh -c 'trap "" XFSZ; ulimit -f 16; exec "$HOLDEM" build-buckets --game small.game --k-river 8 --out old.holdem'
cmp small.holdem old.holdem
expect 1 'small.game' "$HOLDEM" build-buckets --game small.game --out small.game/x.holdem

# An interrupt ends a long build soon and leaves nothing.
mkdir interrupted
"$HOLDEM" build-buckets --out interrupted/full.holdem >out 2>err &
builder=$!
await has_worked 10 $builder
kill -TERM $builder
ended 130 $builder "an interrupted build"
[ -z "$(ls interrupted)" ] || fail "an interrupted build left $(ls interrupted)"
