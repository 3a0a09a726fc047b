# A blueprint finds its bucket file from every folder: where the run had it, or beside the blueprint.
. "$HOLDEM_ROOT/tests/support/shell.sh"

take_game five
build() {
    "$HOLDEM" build-buckets --game five.game --k-flop "$1" --out "$2" >/dev/null
}
mkdir parts away here
build 10 parts/ten.holdem
trained run five --iters 200 --buckets parts/ten.holdem
trained again five --iters 200 --buckets ./parts/ten.holdem
cmp run/blueprint.holdem again/blueprint.holdem || fail "the spelling of the path changes the blueprint"

# From another folder, by the path that the run was given from here.
(cd away && "$HOLDEM" show ../run >/dev/null) || fail "a relative --buckets cannot be opened from elsewhere"

# Blueprint and buckets, moved together.
mv parts/ten.holdem here/
cp run/blueprint.holdem here/moved.holdem
"$HOLDEM" lbr here/moved.holdem --hands 2 >/dev/null || fail "the file beside the blueprint is not looked at"

for subcommand in show evaluate lbr "match random"; do
    # shellcheck disable=SC2086
    expect 1 "looked for run/ten.holdem and $PWD/parts/ten.holdem; --buckets FILE names it" "$HOLDEM" $subcommand run
done
"$HOLDEM" show run --buckets here/ten.holdem >/dev/null || fail "--buckets"

# The fingerprint decides, not the name: other buckets beside the blueprint do not hide the right ones.
build 12 run/ten.holdem
expect 1 "run/ten.holdem (other buckets) and $PWD/parts/ten.holdem;" "$HOLDEM" show run
mv here/ten.holdem parts/
"$HOLDEM" show run >/dev/null || fail "other buckets of that name hide the right ones"
echo no >run/ten.holdem
"$HOLDEM" show run >/dev/null || fail "a file that is none hides the right one"
expect 1 "not the buckets that the blueprint was trained with" "$HOLDEM" show run --buckets "$(build 12 other.holdem && echo other.holdem)"

# Nor does a file that was damaged: its header fits still.
cp parts/ten.holdem run/ten.holdem
printf '\377\376\375' | dd of=run/ten.holdem bs=1 seek=4100 conv=notrunc 2>/dev/null
! cmp -s parts/ten.holdem run/ten.holdem || fail "nothing was damaged"
"$HOLDEM" lbr run --hands 2 >/dev/null || fail "a damaged file hides the right one"
mv parts/ten.holdem away/
expect 1 "run/ten.holdem" "$HOLDEM" lbr run --hands 2
