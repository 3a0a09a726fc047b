# `holdem platform`: the text that tools rely on, for this machine and for every platform that can be assumed.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# says PLATFORM SYSTEM MACHINE IS_APPLE WAIT LEAST MOST WORDS: the block of a platform that is assumed.
says() {
    "$HOLDEM" platform --num-workers 1 --assume "$1" | sed -n '1,/^✓/p' >got
    printf 'Platform: %s\nMachine: %s\nis_apple_silicon(): %s\n\nQueue Configuration:\n' "$2" "$3" "$4" >want
    printf '  QUEUE_GET_TIMEOUT_SECONDS: %s\n' "$5" >>want
    [ "$2" != Darwin ] || printf '  QUEUE_GET_TIMEOUT_MIN: %s\n  QUEUE_GET_TIMEOUT_MAX: %s\n' "$6" "$7" >>want
    printf '\n✓ %s\n' "$8" >>want
    diff want got
    # Where the block leaves them out they follow it.
    "$HOLDEM" platform --num-workers 1 --assume "$1" >all
    test "$(grep -cx "  QUEUE_GET_TIMEOUT_MIN: $6" all)" -eq 1
    test "$(grep -cx "  QUEUE_GET_TIMEOUT_MAX: $7" all)" -eq 1
}

says apple-silicon Darwin arm64 True 0.1s 0.05s 0.5s 'Apple Silicon optimizations ENABLED'
says macos-intel Darwin x86_64 False 0.05s 0.02s 0.2s 'macOS Intel optimizations'
says linux Linux x86_64 False 0.01s 0.01s 0.1s 'Default optimizations for Linux/Windows'
says linux-arm64 Linux aarch64 False 0.01s 0.01s 0.1s 'Default optimizations for Linux/Windows'
says windows Windows x86_64 False 0.01s 0.01s 0.1s 'Default optimizations for Linux/Windows'

# The block of this machine, to the letter.
case "$(uname -s) $(uname -m)" in
Linux*)
    printf 'Platform: Linux\nMachine: %s\nis_apple_silicon(): False\n\nQueue Configuration:\n' "$(uname -m)" >want
    printf '  QUEUE_GET_TIMEOUT_SECONDS: 0.01s\n\n✓ Default optimizations for Linux/Windows\n' >>want
    "$HOLDEM" platform --num-workers 1 | head -n 8 | diff want -
    ;;
esac

# The simulation: the waits, a line a poll, and what they save, measured.
"$HOLDEM" platform --num-workers 1 --assume apple-silicon --simulate --seconds 0.5 >out
sed -n '/^Simulation/,/^$/p' out | grep '^  poll' >got
printf '  poll %2d: empty after %s ms, next wait %s ms\n' 1 100 100 2 100 100 3 100 100 4 100 100 5 100 150 6 150 225 \
    7 225 337.5 8 337.5 500 9 500 500 >want
printf '  poll 10: a result, next wait 100 ms\n' >>want
diff want got
grep -q '^Measuring .* on this machine (.*), 4 times 0.5 s:$' out
test "$(grep -Ec '^    fixed 10 ms: +wake-ups [0-9.]+/s' out)" -eq 2
test "$(grep -Ec '^    apple-silicon: +wake-ups [0-9.]+/s \([0-9]+ % fewer\)' out)" -eq 2
"$HOLDEM" platform --num-workers 1 --assume linux --simulate --seconds 0.1 | grep -q '^  poll  5: empty after 10 ms, next wait 15 ms$'
"$HOLDEM" platform --num-workers 1 >out
test "$(grep -c "^Simulation" out)" -eq 0
expect 2 '--seconds goes with --simulate' "$HOLDEM" platform --seconds 3

"$HOLDEM" platform --num-workers 3 | grep -q '^Workers: 3 started and answered in '
expect 2 "unknown platform 'linx'; did you mean 'linux'?" "$HOLDEM" platform --assume linx

# Instructions: the best are used unless others are asked for, and what cannot be had is refused by every subcommand.
HOLDEM_INSTRUCTIONS=baseline "$HOLDEM" platform --num-workers 1 | grep -q '^Instructions: baseline, of baseline'
best=$("$HOLDEM" platform --num-workers 1 | sed -n 's/^Instructions: \(.*\), of .*/\1/p')
"$HOLDEM" platform --num-workers 1 | grep -q "^Instructions: $best, of baseline.*$best\$"
for wrong in avx3 '' AVX2; do
    expect 2 "^holdem: HOLDEM_INSTRUCTIONS: unknown instructions '$wrong'" env HOLDEM_INSTRUCTIONS="$wrong" "$HOLDEM" platform
    test ! -s out
done

# Who is ended in the middle says so by its exit status, as every subcommand.
for signal in INT TERM HUP; do
    "$HOLDEM" platform --num-workers 1 --simulate --seconds 100 >out 2>err &
    pid=$!
    await grep -q '^Measuring' out
    kill -s $signal $pid
    ended 130 $pid "platform after SIG$signal"
done
