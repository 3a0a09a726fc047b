# The example of the library says of a hand what `holdem show` says.
. "$HOLDEM_ROOT/tests/support/shell.sh"
example=$(dirname "$HOLDEM")/strategy
trained run leduc --iters 20000
check() { # SEQUENCE BOARD HAND
    "$example" run "$1" "$2" "$3" >found
    $HOLDEM show run "$1" ${2:+--board "$2"} --hand "$3" --json >show
    sed -n 's/.*"strategy":[[:space:]]*\[\(.*\)\].*/\1/p' show | tr ',' '\n' | awk '{ printf "%.4f\n", $1 }' >shown
    cut -d , -f 3 found | awk '{ printf "%.4f\n", $1 }' | cmp - shown || fail "$1 $2 $3: another strategy"
    sed -n 's/.*"name":[[:space:]]*"\(.*\)",*/\1/p' show >names
    cut -d , -f 2 found | cmp - names || fail "$1 $2 $3: other names"
}
check "" "" Ks
check cr "" Qh
check crc/ Ah Kh
check crc/r Ah As
"$example" purify:run cr "" Qh >found
$HOLDEM show purify:run cr --hand Qh --json >show
[ "$(cut -d , -f 3 found | sort | tr '\n' ' ')" = "0.000000 0.000000 1.000000 " ] || fail "purified: $(cat found)"
sed -n 's/.*"strategy":[[:space:]]*\[\(.*\)\].*/\1/p' show | tr ',' '\n' | awk '{ printf "%.6f\n", $1 }' >shown
cut -d , -f 3 found | cmp - shown || fail "purified: another strategy than that of show"
for bad in "crcc||Ks" "cr|Ah|Ks" "||KsKh" "||2c" "crf||Ks" "crc/|Ks|Ks"; do
    sequence=${bad%%|*} rest=${bad#*|}
    "$example" run "$sequence" "${rest%%|*}" "${rest#*|}" >/dev/null 2>err && fail "accepted: $bad"
    [ "$(wc -l <err)" -eq 1 ] || fail "not one line: $bad"
done
"$example" nowhere "" "" Ks >/dev/null 2>err && fail "opened nothing"
grep -q nowhere err || fail "$(cat err)"
