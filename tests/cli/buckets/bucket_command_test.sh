# `holdem bucket`, and that it and `inspect` tell the same of a bucket.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# The first number called KEY in the JSON of a file.
number() {
    sed -n "s/.*\"$2\":[^0-9-]*\([0-9-][0-9.e+-]*\),*\$/\1/p" "$1" | head -n 1
}

vary_game small holdem.limit.2p numRanks=5
vary_game flop holdem.limit.2p numRounds=2 raiseSize='10 10' firstPlayer='2 1' maxRaises='3 4' numBoardCards='0 3'

"$HOLDEM" build-buckets --game small.game --k-preflop 25 --k-flop 12 --k-turn 9 --k-river 300 --method potential \
    --out small.holdem >out
"$HOLDEM" build-buckets --game flop.game --k-flop 200 --method percentile --out flop.holdem >out

# Before the flop a pair is dealt in six ways, a suited hand in four, any other in twelve; AA has a bucket to itself.
"$HOLDEM" bucket --hand AhAs --buckets flop.holdem >out
grep -q '^AhAs: preflop, bucket 168 (there are 169), canonical hand 168 (there are 169)$' out || fail "AA: $(cat out)"
grep -q '^  canonical hands  1$' out || fail "AA is not alone: $(cat out)"
grep -q "^  deals            6, 0.45 % of the street's 1,326$" out || fail "AA: $(cat out)"
grep -q '^  strength and neighbours are not recorded$' out || fail "AA without centres: $(cat out)"
for hand in AhKh:4 AhKs:12 2c2d:6; do
    "$HOLDEM" bucket --hand "${hand%:*}" --buckets flop.holdem --json >out
    [ "$(number out deals)" = "${hand#*:}" ] || fail "$hand: $(cat out)"
    grep -q '"strength_percent":.*null' out || fail "$hand: $(cat out)"
done

# Suits renamed, cards in another order: the same hand. Another suit on the board: another one.
"$HOLDEM" bucket --hand AhKs --board Jh9h2c --buckets flop.holdem | sed 1s/^[^:]*// >one
"$HOLDEM" bucket --hand KcAd --board 9d2sJd --buckets flop.holdem --game flop.game | sed 1s/^[^:]*// >two
cmp one two || fail "isomorphic hands: $(cat one two)"
grep -q '^: flop, bucket [0-9]* (there are 200), canonical hand [0-9]* (there are 1,286,792)$' one || fail "$(cat one)"
"$HOLDEM" bucket --hand AhKs --board Js9s2c --buckets flop.holdem | sed 1s/^[^:]*// >two
[ "$(head -n 1 one)" != "$(head -n 1 two)" ] || fail "different hands share an index: $(cat one)"

# Nearest first, five others; by percentile they are the neighbours in strength.
"$HOLDEM" bucket --hand AhKs --board Jh9h2c --buckets flop.holdem --json >out
own=$(number out bucket)
awk -v own="$own" '/"bucket":.*[0-9]/ { gsub(/[^0-9]/, ""); seen++; if (seen > 1 && ($0 == own || ($0 - own) ^ 2 > 25)) bad = 1 }
    END { exit bad || seen != 6 }' out || fail "neighbours of $own: $(cat out)"
sed -n 's/.*"distance_percent":[^0-9]*\([0-9.e-]*\).*/\1/p' out >distances
[ "$(wc -l <distances)" -eq 5 ] || fail "five neighbours: $(cat out)"
sort -g distances | cmp - distances || fail "the nearest is not first: $(cat distances)"

# What `inspect` names as examples of a bucket is in it, on every street, for buckets of one byte and of two.
# Their strength and deals are the same there, and the neighbours' examples are the neighbours'.
for place in preflop:0 flop:11 turn:4 river:0 river:151 river:299; do
    street=${place%:*} bucket=${place#*:}
    "$HOLDEM" inspect small.holdem --street "$street" --bucket "$bucket" >shown
    hands=$(sed -n 's/^  canonical hands  //p' shown | tr -d ,)
    [ "$hands" -lt 10 ] || hands=10
    sed -n 's/^  \(for example\|           \)      //p' shown >examples
    [ "$(sort -u examples | wc -l)" -eq "$hands" ] || fail "$place: not $hands examples: $(cat shown)"
    while read -r hole board; do
        "$HOLDEM" bucket --hand "$hole" ${board:+--board "$board"} --buckets small.holdem >out
        grep -q ": $street, bucket $bucket (" out || fail "$place: $hole $board is in another: $(cat out)"
    done <examples
    sed '/for example/,$d; 1d' shown >one
    grep -q '^  buckets of       .*small.holdem$' out || fail "$place: of which file? $(cat out)"
    sed '/^nearest/,$d; /neighbours/d; /buckets of/d; 1d' out >two
    sed '/neighbours/d' one | cmp - two || fail "$place: inspect and bucket differ: $(cat one two)"
    sed '1,/^nearest/d; /for example/d' out | while read -r other line; do
        hole=${line% *}
        "$HOLDEM" bucket --buckets small.holdem --hand "${hole##* }" --board "${line##* }" >near
        grep -q ": $street, bucket $other (" near || fail "$place: no example of $other: $line, $(cat near)"
    done
done

# Examples are spread: the first is not where the map begins, and they ascend over a large bucket.
"$HOLDEM" inspect flop.holdem --street flop --bucket 100 --json >out
sed -n 's/.*"examples":[^[]*\[\(.*\)\].*/\1/p' out | tr -d '",' | tr -s ' \t' '\n' >words
[ "$(wc -l <words)" -ge 20 ] || fail "examples in JSON: $(cat out)"
paste -d ' ' - - <words | while read -r hole board; do
    "$HOLDEM" bucket --hand "$hole" --board "$board" --buckets flop.holdem --json >one
    number one canonical_index
done >indices
awk 'NR > 1 && $1 - before < 10000 { exit 1 } { before = $1 } END { if (NR != 10) exit 1 }' indices ||
    fail "examples are not spread over 1,286,792 hands: $(cat indices)"

# Files of the first days have the map alone.
old=$HOLDEM_ROOT/tests/golden/buckets/tiny.v1.holdem
"$HOLDEM" bucket --hand AhKs --board As --buckets "$old" >out
grep -q '^AhKs As: round2, bucket 1 (there are 2)' out || fail "$(cat out)"
grep -q 'deals, strength, distances and neighbours are not recorded' out || fail "$(cat out)"
"$HOLDEM" bucket --hand AhKs --board As --buckets "$old" --json >out
grep -q '"deals":.*null' out || fail "$(cat out)"

# Without --buckets: the default abstraction, here in a cache folder of its own. Mistakes show before it is built.
export XDG_CACHE_HOME="$PWD/cache" HOME="$PWD/home"
expect 1 "'Ax' is no card" "$HOLDEM" bucket --hand AxKs
[ ! -e cache ] || fail "a cache folder for a hand that is none"
"$HOLDEM" bucket --hand AhKs --board Jh9h2c --game flop.game --json >out 2>err
head -n 1 out | grep -qx '{' || fail "more than JSON: $(cat out)"
grep -q '^Building the default card abstraction, once: .*\.holdem$' err || fail "nothing is said while it is built"
grep -q '^Card abstraction built in ' err || fail "nothing is said when it is built"
"$HOLDEM" bucket --hand AhKs --board Jh9h2c --game flop.game >out
grep -q ': flop, bucket [0-9]* (there are 1000)' out || fail "the default abstraction: $(cat out)"
"$HOLDEM" bucket --hand AhKs --game flop.game >out
grep -q "deals            12, 0.90 % of the street's 1,326" out || fail "the default abstraction: $(cat out)"
expect 1 'leduc is played without buckets by default' "$HOLDEM" bucket --hand Ks --game "$games/leduc.game"
HOLDEM_GAMES=$games
export HOLDEM_GAMES
expect 1 'leduc is played without buckets by default' "$HOLDEM" bucket --hand Ks --game leduc

refused() {
    expect 1 "$@" --buckets small.holdem
}
expect 2 'a hand is wanted' "$HOLDEM" bucket --buckets small.holdem
expect 2 'holdem bucket: ' "$HOLDEM" bucket AhKs
refused "--hand: 'Ax' is no card" "$HOLDEM" bucket --hand AxKs
refused "--hand: 'K' is no card" "$HOLDEM" bucket --hand AhK
refused "--board: ' J' is no card" "$HOLDEM" bucket --hand AhKs --board 'Jh JdTd'
refused '--hand: Ah is given twice' "$HOLDEM" bucket --hand AhAh
refused '--board: Ks is given twice' "$HOLDEM" bucket --hand AhKs --board JhTcKs
refused '--hand: 1 card; a hand of these buckets has 2' "$HOLDEM" bucket --hand Ah
refused '--hand: 3 cards; a hand of these buckets has 2' "$HOLDEM" bucket --hand AhKsQd
refused "--hand: 'AA' is a class of hands: its cards are wanted one by one (as in AhKs)" "$HOLDEM" bucket --hand AA
refused "--hand: 'AKs' is a class of hands" "$HOLDEM" bucket --hand AKs
expect 2 '--hand is empty' "$HOLDEM" bucket --hand ''
refused 'no street of these buckets has 2 board cards; its streets have 0, 3, 4, 5' "$HOLDEM" bucket --hand AhKs --board JhTc
refused 'has 6 board cards' "$HOLDEM" bucket --hand AhKs --board JhTcTdThQhQs
refused '--hand: the deck of these buckets has no 2c' "$HOLDEM" bucket --hand Ah2c
refused '--board: the deck of small has no 9h' "$HOLDEM" bucket --hand AhKs --board 9hTcTd --game small.game
refused 'made for another game' "$HOLDEM" bucket --hand AhKs --game flop.game
expect 1 'nowhere.holdem' "$HOLDEM" bucket --hand AhKs --buckets nowhere.holdem
expect 1 'nowhere.game' "$HOLDEM" bucket --hand AhKs --game nowhere.game

# A blueprint, or the run it is of, stands for the buckets that it was trained with, wherever they lie now.
"$HOLDEM" train-blueprint --game small.game --buckets small.holdem --sampler external --iters 100 --logdir run >out
"$HOLDEM" bucket --hand AhKs --board JhTcTd --buckets small.holdem | grep -v 'buckets of' >one
for name in run run/blueprint.holdem; do
    "$HOLDEM" bucket --hand AhKs --board JhTcTd --buckets $name >two || fail "the buckets of $name"
    grep -v 'buckets of' two | cmp one - || fail "other buckets of $name: $(cat one two)"
done
expect 1 'made for another game' "$HOLDEM" bucket --hand AhKs --buckets run --game flop.game
mv small.holdem moved.holdem
expect 1 'its bucket file is not where it was' "$HOLDEM" bucket --hand AhKs --buckets run
mv moved.holdem run/small.holdem
"$HOLDEM" bucket --hand AhKs --board JhTcTd --buckets run >two || fail "buckets beside the blueprint"
grep -v 'buckets of' two | cmp one - || fail "other buckets beside the blueprint"
# So they do wherever buckets are named.
"$HOLDEM" train-blueprint --game small.game --buckets run --sampler external --iters 100 --logdir other >out || fail "trained with RUN's"
grep -q "^Cards: .* (.*/run/small.holdem)$" out || fail "trained with other buckets: $(cat out)"
"$HOLDEM" show other --buckets run/blueprint.holdem >out || fail "show --buckets RUN"
trained kuhn kuhn --iters 100
expect 1 'kuhn/blueprint.holdem was trained without buckets: each canonical hand is its own' "$HOLDEM" bucket --hand Kh --buckets kuhn
