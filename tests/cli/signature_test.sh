#!/bin/sh
# What fixed runs of external, outcome and public chance sampling leave in the tables: visits and digests. It is the same with
# every compiler, instruction set and number of cores. A change that means to change what training computes changes it
# here; any other must not.
set -eu
expected="signature: external 216839 529f2dec1dd41af3, outcome 13076 46a3beaf71f44ed4, public 1083176 dae6b0332c5de65f"
found=$("$HOLDEM" bench --only signature)
if [ "$found" != "$expected" ]; then
    printf 'expected %s\nfound    %s\n' "$expected" "$found"
    exit 1
fi
