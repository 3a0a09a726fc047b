# The old command line, python -m holdem.cli.NAME: it finds the program, passes all on, and ends as the program does.
. "$HOLDEM_ROOT/tests/support/shell.sh"
set +e # what is wrong is counted
python3 -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null || exit 77

export PYTHONPATH="$HOLDEM_ROOT/python" PYTHONDONTWRITEBYTECODE=1
# cli MODULE ARGUMENT...
cli() {
    module=$1
    shift
    python3 -m "holdem.cli.$module" "$@"
}
leduc="--game $games/leduc.game --no-tensorboard"

# --- finding the program ---

# A copy of the package in a tree with a program of its own, and programs elsewhere; all say who they are.
program() {
    mkdir -p "$(dirname "$1")"
    printf '#!/bin/sh\necho %s "$#"\nfor word; do echo "<$word>"; done\nexit ${STATUS:-0}\n' "$2" >"$1"
    chmod +x "$1"
}
mkdir tree
cp -R "$HOLDEM_ROOT/python" tree/python
program tree/build/release/holdem built
program path/holdem path
program named named
find_it() { # WHO: who is found
    cli train_blueprint >out 2>err || fault "ends with $?"
    grep -q "^$1 1$" out || fault "not the program that is $1"
}
(
    export PYTHONPATH="$PWD/tree/python" PATH="$PWD/path:$PATH" faults=0
    HOLDEM="$PWD/named" find_it named
    unset HOLDEM
    find_it built
    rm -r tree/build
    find_it path
    exit "$faults"
) || faults=$((faults + 1))
for module in train_blueprint build_buckets "eval_blueprint FILE"; do
    # shellcheck disable=SC2086 # a module and its arguments
    (unset HOLDEM && PYTHONPATH="$PWD/tree/python" PATH=/usr/bin:/bin && expect 1 'the program is not found: build it, or name it' \
        "$(python3 -c 'import sys; print(sys.executable)')" -m holdem.cli.$module) || faults=$((faults + 1))
done
(export HOLDEM=/nowhere && expect 1 'HOLDEM=/nowhere in the environment is no program' python3 -m holdem.cli.train_blueprint) ||
    faults=$((faults + 1))
echo nonsense >broken
chmod +x broken
(export HOLDEM="$PWD/broken" && expect 1 'broken cannot be run: ' python3 -m holdem.cli.train_blueprint) ||
    faults=$((faults + 1))

# Arguments arrive as they are, the exit status comes back, and so does a signal.
STATUS=7 HOLDEM="$PWD/named" python3 -m holdem.cli.train_blueprint --logdir 'a b' '' '--set=x=*' >out 2>err
[ $? -eq 7 ] || fault "not the program's exit status"
printf 'named 5\n<train-blueprint>\n<--logdir>\n<a b>\n<>\n<--set=x=*>\n' | diff - out ||
    fault "not the arguments as they were"
printf '#!/bin/sh\nkill -TERM $$\n' >named
HOLDEM="$PWD/named" python3 -m holdem.cli.train_blueprint >out 2>err
[ $? -eq 143 ] || fault "not the signal that ended the program"

# --- train_blueprint ---

cli train_blueprint $leduc --logdir run --iters 5000 --seed 3 >out 2>err || fault "train_blueprint ends with $?"
"$HOLDEM" train-blueprint $leduc --logdir same --iters 5000 --seed 3 >direct 2>err
cmp -s run/blueprint.holdem same/blueprint.holdem || fault "not the blueprint that the program makes"
[ "$(grep -v '[0-9] s\|/s\|MB\|switches' direct | sed 's/same/run/; s/in [0-9.]* ms//' | head -n 12)" = \
    "$(grep -v '[0-9] s\|/s\|MB\|switches' out | sed 's/in [0-9.]* ms//' | head -n 12)" ] ||
        fault "not the output of the program"
printf '\200\004\225pickled' >old.pkl
cli train_blueprint $leduc --logdir pickled --iters 64 --buckets old.pkl --chunked --num-instances 2 >out 2>err ||
    fault "an old pickle of buckets ends the run with $?"
[ "$(grep -c 'old.pkl: buckets of the Python trainer' err)" -eq 1 ] || fault "not one warning about an old pickle"
expect 1 'old.pkl: no program can go on from checkpoints of the Python trainer' \
    cli train_blueprint $leduc --logdir pickled --resume-from old.pkl

# Ctrl-C: what is started is the program itself, once interrupted it writes its files and ends with 130.
python3 -m holdem.cli.train_blueprint $leduc --logdir interrupted --time-budget 100 >out 2>err &
trainer=$!
await grep -q '^Training' out
if [ -r /proc/$trainer/comm ]; then
    [ "$(cat /proc/$trainer/comm)" = holdem ] || fault "what runs is called $(cat /proc/$trainer/comm)"
fi
kill -INT $trainer
wait $trainer
[ $? -eq 130 ] || fault "Ctrl-C does not end it with 130"
[ -s interrupted/blueprint.holdem ] && ls interrupted/checkpoints/checkpoint_iter*.holdem >listing 2>&1 ||
    fault "no files after Ctrl-C"

# --- build_buckets ---

twenty="--game $games/holdem.nolimit.2p.20cards.game --method percentile --k-flop 5 --k-turn 5 --k-river 5"
cli build_buckets $twenty --hands 500000 --num-players 6 --seed 42 --config written.yaml --out b.pkl >out 2>err ||
    fault "build_buckets ends with $?"
[ -s b.pkl ] && [ ! -e written.yaml ] || fault "no buckets, or a configuration"
[ "$(cat err)" = 'holdem: --config written.yaml is not written: the bucket file itself says what it was made from' ] ||
    fault "not one line about the configuration that is not written"
echo 'game: leduc' >there.yaml
HOLDEM=$PWD/path/holdem python3 -m holdem.cli.build_buckets --config there.yaml --config=gone.yaml --out b >out 2>err
printf 'path 5\n<build-buckets>\n<--config>\n<there.yaml>\n<--out>\n<b>\n' | diff - out ||
    fault "a configuration that is there is not read"

# --- eval_blueprint ---

number='-?[0-9]+\.[0-9]+'
cli eval_blueprint --policy run --episodes 5000 --out results.json --duplicate 2 --translator balanced \
    --buckets old.pkl >out 2>err || fault "eval_blueprint ends with $?"
for player in random always-call always-raise; do
    grep -Eq "^$player +: +$number \+- +$number bb/100$" out || fault "no line for $player"
done
grep -Eq "^exploitability : $number chips a hand, exactly$" out || fault "no exploitability"
[ "$(grep -c '^holdem: --[a-z]* has no effect here: ' err)" -eq 2 ] && grep -q -e '--buckets old.pkl is no bucket file' err &&
    [ "$(wc -l <err)" -eq 3 ] || fault "not a line for each flag of old"
"$HOLDEM" match run random --plain --hands 5000 --seed 42 --json >match.json
"$HOLDEM" evaluate run --json >evaluate.json
python3 - <<'END' || fault "not the figures of the program"
import json
results, match, exact = (json.load(open(name)) for name in ("results.json", "match.json", "evaluate.json"))
assert abs(results["random"]["mean"] - match["a_wins"]["mean"] / 10) < 1e-9
assert abs(results["random"]["interval"] - match["a_wins"]["interval"] / 10) < 1e-9
assert results["exploitability"] == exact and set(results) == {"random", "always-call", "always-raise", "exploitability"}
END
cli train_blueprint --game holdem.nolimit.2p.20cards --buckets b.pkl --iters 64 --logdir small >out 2>err
cli eval_blueprint small/blueprint.holdem --episodes 4 --use-aivat --buckets b.pkl >out 2>err ||
    fault "a game that only lbr judges ends with $?"
grep -Eq "^exploitability : at least $number \+- $number bb/100 \(local best response\)$" out && [ ! -s err ] ||
    fault "not judged by lbr"
expect 1 'nowhere: cannot be opened' cli eval_blueprint nowhere
expect 1 'old.pkl is no blueprint: what the Python trainer has written cannot be read' cli eval_blueprint old.pkl
expect 2 'which blueprint? FILE, or --policy FILE' cli eval_blueprint --seed 1
expect 2 'unrecognized arguments: --episode-count 5' cli eval_blueprint run --episode-count 5
expect 2 'out nowhere/x: there is no such folder' cli eval_blueprint run --episodes 4 --out nowhere/x
expect 2 'out wants a file' cli eval_blueprint run --episodes 4 --out run
expect 2 'episodes: must be between 1 and' cli eval_blueprint run --episodes -5
expect 2 'seed: must be between 0 and' cli eval_blueprint run --seed -1
expect 2 'check-interval: must be between 0.01 and' cli watch_snapshots run --check-interval nan
if [ -c /dev/full ]; then
    cli eval_blueprint run --episodes 4 >/dev/full 2>err
    [ $? -eq 1 ] && grep -q '^holdem: standard output: ' err && [ "$(wc -l <err)" -eq 1 ] || fault "a full standard output: $(cat err)"
fi
printf '#!/bin/sh\necho hello\n' >talker
chmod +x talker
(export HOLDEM="$PWD/talker" && expect 1 'is no JSON' python3 -m holdem.cli.eval_blueprint run) || faults=$((faults + 1))

# --- watch_snapshots ---

mkdir run/snapshots
cp run/blueprint.holdem run/snapshots/snapshot_iter900.holdem
cp run/blueprint.holdem run/snapshots/snapshot_iter900.holdem.tmp-1-1
python3 -m holdem.cli.watch_snapshots --snapshot-dir run --episodes 100 --check-interval 0.1 >out 2>err &
watcher=$!
await grep -q '^snapshot_iter900.holdem: random ' out
cp run/blueprint.holdem run/snapshots/copy && mv run/snapshots/copy run/snapshots/snapshot_iter5000.holdem
await grep -Eq "^snapshot_iter5000.holdem: random $number \+- $number bb/100, always-call .* bb/100, always-raise .* bb/100$" out
kill -INT $watcher
wait $watcher
[ $? -eq 0 ] || fault "Ctrl-C does not end watching with 0"
[ "$(wc -l <out)" -eq 2 ] && [ ! -s err ] || fault "not a line for each snapshot"
expect 1 'nowhere is no folder' cli watch_snapshots nowhere
expect 2 'which run? LOGDIR' cli watch_snapshots

# --- other Pythons, and pip ---

python3 - "$HOLDEM_ROOT"/python/holdem/cli/*.py <<'END' || fault "not the Python of version 3.8"
import ast, sys
for path in sys.argv[1:]:
    ast.parse(open(path).read(), path, feature_version=(3, 8))
END
for module in train_blueprint build_buckets eval_blueprint watch_snapshots; do
    python3 -m holdem.cli.$module --help >out 2>err && [ ! -s err ] && grep -q '^usage: ' out || fault "$module --help"
done
# Without a network pip can install only where what builds a wheel is there already.
if python3 -c 'import setuptools, wheel; assert int(setuptools.__version__.split(".")[0]) >= 61' 2>/dev/null &&
    python3 -m pip --version >pip.log 2>&1; then
    cp -R "$HOLDEM_ROOT/python" source
    python3 -m pip install --no-index --no-build-isolation --no-deps --no-cache-dir --target site ./source >pip.log 2>&1 ||
        { cat pip.log && fault "pip install"; }
    PYTHONPATH="$PWD/site" python3 -m holdem.cli.train_blueprint $leduc --logdir pip --iters 64 >out 2>err ||
        fault "as pip installed it"
    PYTHONPATH="$PWD/site" site/bin/holdem-train-blueprint $leduc --logdir pip --iters 64 >out 2>err ||
        fault "the command that pip installed"
fi

exit $((faults > 0))
