# Histories that other programs read: a strict reader of PHH (tests/support/phh.py) plays every hand; files grow and stay whole;
# what cannot be written, or cannot be said, is refused before the match.
. "$HOLDEM_ROOT/tests/support/shell.sh"
command -v python3 >/dev/null || exit 77
python3 -c 'import tomllib' 2>/dev/null || exit 77

# reads HANDS FILE: the strict reader finds so many hands.
reads() {
    [ "$(python3 "$HOLDEM_ROOT/tests/support/phh.py" "$2")" = "$2: $1 hands" ] ||
        fail "$(python3 "$HOLDEM_ROOT/tests/support/phh.py" "$2")"
}
# refuses NAME PATTERN: the strict reader finds that fault in the file NAME, which comes on standard input.
refuses() {
    cat >"$1"
    if python3 "$HOLDEM_ROOT/tests/support/phh.py" "$1" >said; then fail "the reader takes $1"; fi
    grep -q -- "$2" said || fail "the reader says '$(cat said)', not '$2'"
}
match() {
    "$HOLDEM" match "$@" --plain >out 2>err || fail "match $*: $(cat err)"
}
# game NAME BLINDS FIRST_PLAYERS STACKS: two players of hold'em.
game() {
    printf 'GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 4\nstack = %s\nblind = %s\nfirstPlayer = %s\nnumSuits = 4\nnumRanks = 13\n' \
        "$4" "$2" "$3" >"$1.game"
    printf 'numHoleCards = 2\nnumBoardCards = 0 3 1 1\nEND GAMEDEF\n' >>"$1.game"
}
HOLDEM_GAMES=$games
export HOLDEM_GAMES

# The reader itself: the faults that histories of this program had, or might have.
hand='variant = "NT"\nantes = [0, 0]\nblinds_or_straddles = [50, 100]\nmin_bet = 100\nstarting_stacks = [1000, 1000]\n'
cards='"d dh p1 AhKh", "d dh p2 QdQc", '
printf "$hand"'actions = ['"$cards"'"p2 f"]\n' >fine.phh
reads 1 fine.phh
printf '[1]\n%b[1]\n%b' "$hand" "$hand" | refuses twice.phhs 'twice'
printf '[1]\n%bactions = ['"$cards"'"p2 f"]\n' "$hand" | refuses table.phh 'variant is missing'
printf '%b' "$hand" | refuses top.phhs 'fields outside'
printf 'STATE:0:f:AhKh|QdQc:50|-50:a|b\n' | refuses acpc.phhs '='
printf "$hand"'actions = ['"$cards"'"p1 f"]\n' | refuses turn.phh "p1 acts where it is p2's turn"
printf "$hand"'actions = ['"$cards"'"p2 cc", "p1 cc", "d db 2c3c4c", "p2 cc"]\n' | refuses flop.phh "p2 acts where it is p1's turn"
printf "$hand"'actions = ['"$cards"'"p2 cbr 150", "p1 f"]\n' | refuses small.phh 'where 200 is the least'
printf "$hand"'actions = ['"$cards"'"p2 cbr 300", "p1 cc", "p1 cc"]\n' | refuses early.phh "nobody's turn"
printf "$hand"'actions = ['"$cards"'"p2 cc"]\n' | refuses over.phh 'not over'
printf "$hand" | sed 's/min_bet = 100/min_bet = 0/' | refuses min.phh 'actions is missing'
printf "$hand"'actions = ['"$cards"'"p2 f"]\n' | sed 's/min_bet = 100/min_bet = 0/' | refuses min.phh 'min_bet is 0'
printf "$hand"'actions = ['"$cards"'"p2 f"]\n' | sed 's/50, 100/100, 50/' | refuses blinds.phh 'the small blind stands first'
printf "$hand"'actions = ['"$cards"'"p2 cbr 900", "p1 f"]\n' | sed 's/\[1000, 1000/[700, 1000/' | refuses twin.phh 'only 700 can be called'

# Files grow: by matches, by hands at the table, whatever the ending's case; the document stays one.
match random always-call --hands 20 --history a.phhs
match random random --hands 20 --history a.phhs
printf 'c\nc\nc\nc\n\nc\nc\nc\nc\n' >keys
"$HOLDEM" play always-call --hands 2 --seed 1 --history a.phhs <keys >/dev/null || fail "two hands at the table"
reads 42 a.phhs
match random random --hands 2 --history A.PHHS
reads 2 A.PHHS
printf '[43]\nvariant = "NT"\nactions = [\n  "d dh p1' >>a.phhs
expect 1 'a.phhs: its last hand is not whole' "$HOLDEM" match random random --plain --hands 2 --history a.phhs
match random random --hands 2 --history b.log
match random random --hands 2 --history b.log
[ "$(grep -c '^STATE:' b.log)" -eq 4 ] || fail "lines of the ACPC are appended"

# One hand in a .phh.
expect 1 'a .phh is one hand; a .phhs holds several' "$HOLDEM" match random random --plain --hands 2 --history one.phh
expect 1 'a .phh is one hand; a .phhs holds several' "$HOLDEM" play always-call --history one.phh
[ ! -e one.phh ] || fail "a refused history leaves no file"
"$HOLDEM" play always-call --hands 1 --seed 1 --history one.phh <keys >/dev/null || fail "one hand at the table"
reads 1 one.phh
expect 1 'there is one already' "$HOLDEM" play always-call --hands 1 --history one.phh
expect 1 'hands go into files that end in .phhs' "$HOLDEM" match random random --plain --hands 2 --history one.txt

# Seats, and games that PHH cannot say.
game turned '50 100' '1 2 2 2' '20000 20000'
match random random --hands 200 --game turned.game --history turned.phhs
reads 200 turned.phhs
game uneven '100 50' '2 1 1 1' '700 20000'
match random random --hands 200 --game uneven.game --history uneven.phhs
match random always-raise --hands 100 --game uneven.game --history uneven.phhs
reads 300 uneven.phhs
match random always-raise --hands 200 --game holdem.limit.2p --history limit.phhs
reads 200 limit.phhs
game first '100 50' '1 2 2 2' '20000 20000'
game equal '100 100' '2 1 1 1' '20000 20000'
game none '0 0' '2 1 1 1' '20000 20000'
for name in first equal none; do
    expect 1 "PHH cannot say .*$name" "$HOLDEM" match random random --plain --hands 2 --game $name.game --history c.phhs
    match random random --hands 2 --game $name.game --history $name.acpc
done
[ ! -e c.phhs ] || fail "a refused history leaves no file"

# Names are told once when they must change, and break nothing.
trained run kuhn --iters 2000
evil=$(printf 'a|b:\n"c\342\231.holdem')
cp run/blueprint.holdem "$evil"
match "$evil" random --hands 20 --history names.acpc
[ "$(wc -l <names.acpc)" -eq 20 ] || fail "a name breaks lines"
[ "$(awk -F '[:]' '{ print NF }' names.acpc | sort -u)" = 6 ] || fail "a name breaks fields: $(cat names.acpc)"
[ "$(cut -d: -f6 names.acpc | awk -F'|' '{ print NF }' | sort -u)" = 2 ] || fail "a name is two players"
[ "$(grep -c 'is called .a_b_' err)" -eq 1 ] || fail "a changed name is said once: $(cat err)"
# A name that reads there as in every message has no other.
escaped=$(printf 'a\033b.holdem')
cp run/blueprint.holdem "$escaped"
match "$escaped" random --hands 20 --history shown.acpc
! grep -q 'is called' err || fail "renamed to itself: $(cat err)"
if grep -q -- '[:|]-0\(|\|:\)' names.acpc; then fail "-0"; fi

# One program at a time appends; the next one goes on where it ended.
mkfifo typed
"$HOLDEM" play always-call --history two.phhs --seed 1 <typed >first.txt 2>&1 &
first=$!
exec 9>typed
await grep -q '^Hand 1' first.txt
expect 1 'two.phhs: another program is writing there' "$HOLDEM" match random random --plain --hands 2 --history two.phhs
printf 'c\nc\nc\nc\nq\n' >&9
exec 9>&-
ended 0 $first "the first writer"
match random random --hands 2 --history two.phhs
reads 3 two.phhs

# What cannot be written is said, and nothing is taken for written.
expect 1 'cannot be written' "$HOLDEM" match random random --plain --hands 2 --history /nowhere/x.log
if [ -e /dev/full ]; then
    expect 1 '/dev/full: cannot be written: ' "$HOLDEM" match random random --plain --hands 2 --history /dev/full
fi
(
    # The file may grow to 64 blocks of 512 or 1024 bytes; the signal that comes with it is not for this test.
    trap '' XFSZ
    ulimit -f 64
    status=0
    "$HOLDEM" match random random --plain --hands 2000 --history limit.log >out 2>err || status=$?
    [ "$status" -eq 1 ] && grep -q 'limit.log: cannot be written: ' err
) || fail "a file that may not grow: $(cat err)"
[ "$(tail -c 1 limit.log | od -An -c | tr -d ' ')" = '\n' ] || fail "half a hand is left"
