#!/bin/sh
# A reader that shares no code with us accepts our event files: checksums, tags, steps, values; and it notices damage.
set -eu
here="$HOLDEM_ROOT/tests/events"
command -v node >/dev/null 2>&1 || exit 77
node -e 'for (const m of ["@node-rs/crc32", "protobufjs"]) require(require.resolve(m, {paths: [process.argv[1]]}))' \
    "$here" 2>/dev/null || exit 77

# The writer is the unit test, built beside the program.
writer="${HOLDEM_EVENTS_WRITER:-$(dirname "$HOLDEM")/tests/events_test}"
[ -x "$writer" ] || exit 77

folder=$(mktemp -d "${TMPDIR:-/tmp}/holdem-events.XXXXXX")
trap 'rm -rf "$folder"' EXIT
HOLDEM_EVENTS_SAMPLE="$folder" "$writer" >/dev/null 2>&1
sample=$(find "$folder" -name 'events.out.tfevents.*')

node "$here/read.js" "$sample" >"$folder/read"
{
    echo "1000 Training/Utility 0.12345600128173828"
    echo "1000 policy_entropy/preflop -1.5"
    echo "9223372036854775807 Training/Utility 0"
    i=0
    while [ "$i" -lt 300 ]; do
        printf '3000 Many/%0*d %d\n' $((i % 150 + 1)) "$i" "$i"
        i=$((i + 1))
    done
} >"$folder/expected"
diff "$folder/expected" "$folder/read"

# One byte changed, and one byte missing.
size=$(($(wc -c <"$sample")))
{
    head -c 100 "$sample"
    printf '!'
    tail -c $((size - 101)) "$sample"
} >"$folder/changed"
head -c $((size - 1)) "$sample" >"$folder/cut"
for damaged in changed cut; do
    if node "$here/read.js" "$folder/$damaged" >/dev/null 2>&1; then
        echo "the reader accepted a file that is $damaged" >&2
        exit 1
    fi
done
