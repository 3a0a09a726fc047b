# Exported strategies are what `holdem show` shows, in each format, and what is chosen is what comes.
. "$HOLDEM_ROOT/tests/support/shell.sh"
trained run leduc --iters 20000

# CSV: each decision of each bucket adds up to 1, and numbers are those of show.
$HOLDEM export run --out all.csv >out
grep -q '^all.csv: [0-9]* decisions$' out || fail "no summary"
awk -F, 'NR == 1 { if ($0 != "street,sequence,player,bucket,action,name,probability") exit 1; next }
    { total[$2 "," $4] += $7 } END { for (k in total) if (total[k] < 0.9999 || total[k] > 1.0001) exit 1 }' all.csv || fail "no strategy"
$HOLDEM show run cr --hand Ks --json >show.json
bucket=$(sed -n 's/.*"bucket":[[:space:]]*\([0-9]*\).*/\1/p' show.json)
shown=$(sed -n 's/.*"strategy":[[:space:]]*\[\(.*\)\].*/\1/p' show.json | tr ',' '\n' | awk '{ printf "%.4f ", $1 }')
found=$(awk -F, -v bucket="$bucket" '$2 == "cr" && $4 == bucket { printf "%.4f ", $7 }' all.csv)
[ "$shown" = "$found" ] || fail "show says $shown, the export $found"

# Chosen sequences and streets.
$HOLDEM export run cr >some.csv
[ "$(tail -n +2 some.csv | cut -d , -f 2 | sort -u)" = cr ] || fail "not the decision that was chosen"
$HOLDEM export run 'cr*' --streets round2 >below.csv
tail -n +2 below.csv | grep -vq '^round2,cr' && fail "other decisions than those below cr on the second street"
[ "$(wc -l <below.csv)" -gt 10 ] || fail "hardly anything below cr"

# JSON that other programs parse.
if command -v python3 >/dev/null; then
    $HOLDEM export run --format json --out all.json >/dev/null
    $HOLDEM export run --format avg-policy --out policy.json >/dev/null
    python3 - <<'END' || fail "JSON"
import json
whole = json.load(open("all.json"))
assert whole["game"] == "leduc" and whole["iterations"] == 20000
for decision in whole["decisions"]:
    for strategy in decision["strategy"]:
        assert len(strategy) == len(decision["actions"]) and abs(sum(strategy) - 1) < 1e-4
policy = json.load(open("policy.json"))
assert policy["bucket_metadata"]["buckets"]["ROUND1"] > 0
assert all(abs(sum(p.values()) - 1) < 1e-4 for p in policy["policy"].values())
root = policy["policy"]["v2:ROUND1:0:"]
assert set(root) == {"check_call", "bet_1p"}, root
assert "v2:ROUND2:0:C-B100-C" in policy["policy"]
rows = sum(len(d["strategy"]) for d in whole["decisions"])
assert rows == len(policy["policy"])
END
fi

# What is wrong is said in one line.
for bad in "--format xml" "cx" "crrrr" "cr --streets river" "crf"; do
    # shellcheck disable=SC2086
    if $HOLDEM export run $bad >/dev/null 2>err; then fail "accepted: $bad"; fi
    [ "$(wc -l <err)" -eq 1 ] || fail "not one line: $bad"
done

# A line that is not there is told what is, whether it is named to its end or not; the digits of a raise may be cut short.
take_game small
trained short small --iters 2000
expect 1 "character 1 ('r999') is not offered there; offered: .*r250" "$HOLDEM" export short r999
expect 1 "character 1 ('r999') is not offered there; offered: .*r250" "$HOLDEM" export short 'r999*'
expect 1 "character 1 ('r3') is not offered there; offered: .*r250" "$HOLDEM" export short 'r3*'
expect 1 "sequence 'f': no decision follows, the hand is over" "$HOLDEM" export short 'f*'
"$HOLDEM" export short 'r250*' >whole.csv || fail "a line by its beginning"
"$HOLDEM" export short 'r2*' >cut.csv || fail "a line by the first digits of a raise"
cmp whole.csv cut.csv && [ "$(wc -l <cut.csv)" -gt 10 ] || fail "other decisions"
expect 1 "streets leaves none of these decisions" "$HOLDEM" export run cr --streets round2
for format in csv json avg-policy; do
    "$HOLDEM" export run cr --streets round2 --format $format >nothing 2>/dev/null || true
    [ ! -s nothing ] || fail "a refused export of $format has printed $(cat nothing)"
done
