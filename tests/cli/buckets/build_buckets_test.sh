# build-buckets and inspect from the command line, with a deck of five ranks.
set -eu

fail() {
    echo "$*" >&2
    exit 1
}

# expect STATUS TEXT COMMAND...: exit status, and one line on standard error that holds TEXT.
expect() {
    wanted=$1 text=$2 status=0
    shift 2
    "$@" >out 2>err || status=$?
    [ "$status" -eq "$wanted" ] || fail "$*: exit status $status instead of $wanted: $(cat err)"
    grep -qF -e "$text" err || fail "$*: '$text' is not in: $(cat err)"
    [ "$(wc -l <err)" -eq 1 ] || fail "$*: more than one line: $(cat err)"
}

cat >small.game <<'END'
GAMEDEF
limit
numPlayers = 2
numRounds = 4
blind = 10 5
raiseSize = 10 10 20 20
firstPlayer = 2 1 1 1
maxRaises = 3 4 4 4
numSuits = 4
numRanks = 5
numHoleCards = 2
numBoardCards = 0 3 1 1
END GAMEDEF
END

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
expect 1 'are too many' "$HOLDEM" build-buckets --game small.game --k-river 5000 --out x.holdem
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
sleep 1
kill -TERM $builder
status=0
wait $builder || status=$?
[ "$status" -eq 130 ] || fail "an interrupted build ended with $status: $(cat err)"
[ -z "$(ls interrupted)" ] || fail "an interrupted build left $(ls interrupted)"
