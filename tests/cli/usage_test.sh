#!/bin/sh
# What the program says and returns before any subcommand runs, and for a flag that no subcommand knows.
set -eu
status=0

# expect CODE PATTERN STREAM ARGUMENT...: the exit status, and a line like PATTERN first on STREAM (stdout or stderr).
expect() {
    code=$1 pattern=$2 stream=$3
    shift 3
    got=0
    "$HOLDEM" "$@" >stdout 2>stderr </dev/null || got=$?
    if [ "$got" -ne "$code" ] || ! head -n 1 "$stream" | grep -q -- "$pattern"; then
        echo "holdem $*: expected exit $code and '$pattern' first on $stream; got exit $got and '$(head -n 1 "$stream")'"
        status=1
    fi
}

expect 2 '^holdem [0-9]' stderr
expect 0 '^holdem [0-9]' stdout --help
expect 0 '^holdem [0-9]*\.[0-9]*\.[0-9]*$' stdout --version
expect 2 "unknown subcommand 'shw'; did you mean 'show'?" stderr shw
expect 2 "unknown subcommand 'zzzzzzzzzz' (see" stderr zzzzzzzzzz
for subcommand in train-blueprint build-buckets show export evaluate match play bucket inspect bench platform manual completions; do
    expect 0 "^usage: holdem $subcommand" stdout $subcommand --help
    expect 2 "^holdem $subcommand: .*--no-such-flag" stderr $subcommand --no-such-flag
done
for subcommand in build-buckets match lbr; do
    expect 2 "--seed must be between 0 and 9007199254740992, not 9007199254740993" stderr $subcommand --seed 9007199254740993
done
exit $status
