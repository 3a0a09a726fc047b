# docs/from-python.md: every flag and key that it lists is one that the program takes, and none of the old ones is missing.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# listed SECTION PATTERN: what stands in backticks in the first cells of the section's tables.
listed() {
    sed -n "/^## $1\$/,/^## /p" "$HOLDEM_ROOT/docs/from-python.md" | sed -n 's/^| \(`[^|]*`\) |.*/\1/p' | grep -o "\`$2[^\`]*\`" |
        tr -d '\`' | sed 's/ .*//'
}

listed Flags -- >flags
"$HOLDEM" train-blueprint --help >help
while read -r flag; do
    grep -Eq "^  $flag( |\$)" help || fault "$flag is none of train-blueprint's"
done <flags
[ "$(wc -l <flags)" -eq 23 ] || fault "not all flags are listed"

# A configuration in which every key is null, or a section, says of each that it is known.
listed Keys '[a-zA-Z]' >keys
sed 's/$/: null/' keys >keys.yaml
"$HOLDEM" train-blueprint --game leduc --no-tensorboard --iters 64 --logdir run --config keys.yaml >out 2>err ||
    fault "not all keys are known"
[ "$(wc -l <keys)" -eq 39 ] || fault "not all keys are listed"
[ "$(grep -c 'has no effect here' err)" -eq 13 ] || fault "not every key without effect is said"

exit $((faults > 0))
