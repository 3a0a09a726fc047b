# Names of files and words of the command line are shown, never obeyed: no output holds a byte that a terminal acts on, or
# half of a character, and JSON stays JSON.
. "$HOLDEM_ROOT/tests/support/shell.sh"
esc=$(printf '\033')
bell=$(printf '\007')
half=$(printf '\342\231')
hearts=$(printf '\342\231\245')

# plain FILE...: nothing but printed characters, ends of lines and tabs; whole characters only.
plain() {
    for file in "$@"; do
        if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" "$file"; then fail "control characters in $file: $(od -c "$file" | head)"; fi
        iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 || fail "$file is no UTF-8: $(od -c "$file" | head)"
    done
}

evil="a\"${esc}]0;pwn${bell}${half}"
cp "$games/kuhn.game" "$evil.game"
"$HOLDEM" train-blueprint --game "$evil.game" --sampler external --iters 2000 --logdir run --no-tensorboard >train.txt 2>&1 || fail "training: $(cat train.txt)"
plain train.txt run/train.log
grep -q '^Game: a"\\u001b\]0;pwn\\u0007' train.txt || fail "the game's name is shown: $(grep Game: train.txt)"
cp run/blueprint.holdem "$evil.holdem"

run() {
    out=$1
    shift
    "$HOLDEM" "$@" >"$out" 2>err.txt || true
    [ -s "$out" ] || [ -s err.txt ] || fail "holdem $1 says nothing"
    plain "$out" err.txt
}
run show.txt show "$evil.holdem"
run evaluate.txt evaluate "$evil.holdem"
run inspect.txt inspect "$evil.holdem"
run match.txt match "$evil.holdem" random --hands 100
run match.json match "$evil.holdem" random --hands 100 --json
run inspect.json inspect "$evil.holdem" --json
run csv.txt export "$evil.holdem" --out "$evil.csv"
run export.json export run --format json
run policy.json export run --format avg-policy
run missing.txt show "$evil"
run word.txt "$evil"
run option.txt show run "--$evil"
run key.txt train-blueprint --set "$evil"
# Hints name files, too; those of games without limit name most.
vary_game short holdem.nolimit.2p numRounds=1 firstPlayer=2 numRanks=3 numBoardCards=0
"$HOLDEM" train-blueprint --game short.game --sampler external --iters 2000 --logdir "$evil" --no-tensorboard >short.txt 2>&1 ||
    fail "training: $(cat short.txt)"
plain short.txt
run hint.txt evaluate "$evil"
grep -qF 'holdem lbr a"\u001b' hint.txt || fail "no hint: $(cat hint.txt err.txt)"
mkdir runs
cp -r run "runs/$evil"
run folder.txt show runs
grep -qF 'runs below it: a"\u001b]0;pwn\u0007' err.txt || fail "the folder's name is shown: $(cat err.txt)"
grep -q '^A  *a"\\u001b' match.txt || fail "the player's name is shown: $(cat match.txt)"
if command -v python3 >/dev/null; then
    for file in match inspect export policy; do
        python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$file.json" || fail "$file.json is no JSON"
    done
fi

# A message that quotes a part of a word quotes whole characters.
run bucket.txt bucket --hand "A${hearts}K${hearts}"
grep -q "'A$hearts' is no card" err.txt || fail "whole characters: $(cat err.txt)"
[ "$(wc -l <err.txt)" -eq 1 ] || fail "one line"
