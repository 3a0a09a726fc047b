# What fixed runs of external, outcome and public chance sampling leave in the tables: visits and digests. It is the same with
# every compiler, instruction set and number of cores. A change that means to change what training computes changes it
# here; any other must not.
. "$HOLDEM_ROOT/tests/support/shell.sh"
expected="signature: external 216839 529f2dec1dd41af3, outcome 13076 46a3beaf71f44ed4, public 1083176 dae6b0332c5de65f"
levels=$("$HOLDEM" platform --num-workers 1 | sed -n 's/^Instructions: .*, of //p' | tr -d ,)
[ -n "$levels" ]
for level in $levels; do
    found=$(HOLDEM_INSTRUCTIONS=$level "$HOLDEM" bench --only signature)
    if [ "$found" != "$expected" ]; then
        printf 'instructions %s\nexpected %s\nfound    %s\n' "$level" "$expected" "$found"
        exit 1
    fi
done
