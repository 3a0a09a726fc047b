# `holdem platform`: the text that tools rely on, for this machine and for every platform that can be assumed.
set -eu

expect() {
    "$HOLDEM" platform --assume "$1" | head -n 10 >got
    printf 'Platform: %s\nMachine: %s\nis_apple_silicon(): %s\n\nQueue Configuration:\n' "$2" "$3" "$4" >want
    printf '  QUEUE_GET_TIMEOUT_SECONDS: %s\n  QUEUE_GET_TIMEOUT_MIN: %s\n  QUEUE_GET_TIMEOUT_MAX: %s\n\n✓ %s\n' \
        "$5" "$6" "$7" "$8" >>want
    diff want got
}

expect apple-silicon Darwin arm64 True 0.1s 0.05s 0.5s 'Apple Silicon optimizations ENABLED'
expect macos-intel Darwin x86_64 False 0.05s 0.02s 0.2s 'macOS Intel optimizations'
expect linux Linux x86_64 False 0.01s 0.01s 0.1s 'Default optimizations for Linux/Windows'
expect linux-arm64 Linux aarch64 False 0.01s 0.01s 0.1s 'Default optimizations for Linux/Windows'
expect windows Windows x86_64 False 0.01s 0.01s 0.1s 'Default optimizations for Linux/Windows'

"$HOLDEM" platform --num-workers 3 | grep -q '^Workers: 3 started and answered in '
status=0
"$HOLDEM" platform --assume linx 2>err || status=$?
test "$status" -eq 2
grep -q "unknown platform 'linx'; did you mean 'linux'?" err
test "$(wc -l <err)" -eq 1

# Instructions: the best are used unless others are asked for, and what cannot be had is refused by every subcommand.
HOLDEM_INSTRUCTIONS=baseline "$HOLDEM" platform --num-workers 1 | grep -q '^Instructions: baseline, of baseline'
best=$("$HOLDEM" platform --num-workers 1 | sed -n 's/^Instructions: \(.*\), of .*/\1/p')
"$HOLDEM" platform --num-workers 1 | grep -q "^Instructions: $best, of baseline.*$best\$"
for wrong in avx3 '' AVX2; do
    status=0
    HOLDEM_INSTRUCTIONS=$wrong "$HOLDEM" platform >out 2>err || status=$?
    test "$status" -eq 2
    grep -q "^holdem: HOLDEM_INSTRUCTIONS: unknown instructions '$wrong'" err
    test "$(wc -l <err)" -eq 1
    test ! -s out
done
