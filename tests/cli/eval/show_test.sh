# What `holdem show` prints of a short training of Kuhn poker and of Leduc.
. "$HOLDEM_ROOT/tests/support/shell.sh"

train() {
    trained "$1" "$1" --iters 2000 --set actions=three-sizes
}

train kuhn
train leduc
"$HOLDEM" show kuhn >start.txt
grep -q '^kuhn after 2,000 iterations$' start.txt || fail "the heading names game and iterations"
grep -q '^round1, first decision: player 1 to act, pot 2, 0 to call$' start.txt || fail "the heading says who acts"
for hand in A K Q; do
    grep -q "^  $hand  *[0-9.]*% *[0-9.]*%" start.txt || fail "the table has a row for $hand"
done
"$HOLDEM" show leduc cc --board Ks >second.txt
grep -q '^round2, after cc/: player 1 to act' second.txt || fail "the second street"
grep -q '^board Ks$' second.txt || fail "the board is named"
if grep -q "$(printf '\033')" start.txt second.txt; then
    fail "colour without a terminal"
fi
"$HOLDEM" show leduc cc/ --board Ks --hand Kh --json >hand.json
grep -q '"strategy"' hand.json || fail "JSON of one hand"

# Raises of all sizes are one, and in big blinds; sizes and chips on request.
train holdem.nolimit.2p.1board
"$HOLDEM" show holdem.nolimit.2p.1board >summed.txt
grep -q 'pot 1.5 bb, 0.5 to call$' summed.txt || fail "big blinds in the heading: $(cat summed.txt)"
grep -q '^  R  raise  ' summed.txt || fail "raises are not summed: $(cat summed.txt)"
grep -q '^       raise to 2.5 bb  ' summed.txt || fail "the sizes below their sum"
"$HOLDEM" show holdem.nolimit.2p.1board --sizes --chips >sizes.txt
grep -q 'pot 3, 1 to call$' sizes.txt || fail "chips in the heading"
grep -q '^  b  raise to 5  ' sizes.txt || fail "sizes for themselves: $(cat sizes.txt)"
"$HOLDEM" show holdem.nolimit.2p.1board --action R | grep -q 'Cells: how often the hand plays raise,' || fail "a chart of all raises"
"$HOLDEM" show holdem.nolimit.2p.1board --action r5 | grep -q 'plays raise to 2.5 bb,' || fail "a chart of one size"
"$HOLDEM" show holdem.nolimit.2p.1board --hand AA >aces.txt
grep -q '^AA: 6 combinations (bucket ' aces.txt || fail "a class of hands: $(cat aces.txt)"
grep -q '^Training came here with it about ' aces.txt || fail "what training knows of the aces"
"$HOLDEM" show holdem.nolimit.2p.1board --json | tr -d '\t\n' >spot.json
grep -q '"pot":3,"to_call":1,"big_blinds":{"pot":1.5,"to_call":0.5}' spot.json || fail "chips and big blinds: $(cat spot.json)"
grep -q '"action":"r5","name":"raise to 5","big_blinds":2.5,' spot.json || fail "big blinds of an action: $(cat spot.json)"
"$HOLDEM" show holdem.nolimit.2p.1board r5 --hand 72o --json >hand.json
for field in '"combos":.*12' '"strategy"' '"raise_total"' '"visits"' '"doubtful"' '"big_blinds"'; do
    grep -q "$field" hand.json || fail "no $field in $(cat hand.json)"
done
expect 1 "'AKx' is no hand of 2 cards (written as in AhKs, or as a class of hands: AA, AKs" \
    "$HOLDEM" show holdem.nolimit.2p.1board --hand AKx
expect 1 "^holdem show: 'AhAh' is no hand: Ah is given twice$" "$HOLDEM" show holdem.nolimit.2p.1board --hand AhAh
expect 1 "^holdem show: board: As is given twice$" "$HOLDEM" show holdem.nolimit.2p.1board --board AsAs
expect 1 "^holdem show: board: 'AA' is a class of hands" "$HOLDEM" show holdem.nolimit.2p.1board --board AA
expect 1 "^holdem show: 'Ks' is no hand: Ks is on the board$" "$HOLDEM" show leduc cc/ --board Ks --hand Ks
expect 1 "offered are R (all sizes), f, c, r4" "$HOLDEM" show holdem.nolimit.2p.1board --action r7

expect 2 "which blueprint" "$HOLDEM" show
expect 2 "between 68 and" "$HOLDEM" show kuhn --width 10
expect 1 "cx" "$HOLDEM" show kuhn cx
expect 1 "needs a board of 1 card" "$HOLDEM" show leduc cc/
expect 1 "no decision follows" "$HOLDEM" show kuhn cc
expect 1 "no action 'r7'" "$HOLDEM" show kuhn --action r7
expect 1 "no hand of 1 card" "$HOLDEM" show kuhn --hand AhKh

# The summary: one line, for the whole blueprint.
"$HOLDEM" show kuhn --summary >summary.txt
grep -qE '^player 1 bets [0-9]+ %, checks [0-9]+; player 2 against the bet: folds [0-9]+, calls [0-9]+$' summary.txt ||
    fail "Kuhn poker in words: $(cat summary.txt)"
"$HOLDEM" show leduc --summary | grep -qE 'against the bet: folds [0-9]+, calls [0-9]+, raises [0-9]+$' ||
    fail "Leduc poker in words"
expect 2 "stands alone" "$HOLDEM" show kuhn c --summary
expect 2 "stands alone" "$HOLDEM" show kuhn --summary --json
