# The server as a program: it ends at once in the middle of an answer that takes long, and pipes in run folders hold nobody up.
. "$HOLDEM_ROOT/tests/support/shell.sh"
command -v curl >/dev/null || exit 77

# Starts the server on the folder `runs`: $server, $address.
start() {
    : >said
    "$HOLDEM" serve --logdir runs --port 0 >said 2>warned &
    server=$!
    await grep -q http said
    address=$(sed -n 's|^holdem serve: \(http://.*\)/$|\1|p' said)
}
ask() {
    curl -s --max-time 60 "$address/api/$1" || fail "no answer to $1"
}
trap 'kill -9 "$server" 2>/dev/null || true' EXIT

"$HOLDEM" train-blueprint --game "$games/kuhn.game" --iters 10000 --logdir runs/right >out # with its events

mkdir -p runs/pipes/tensorboard runs/pipes/snapshots runs/pipes/checkpoints runs/pipe
if mkfifo runs/pipes/tensorboard/events.out.tfevents.1.holdem 2>/dev/null; then
    for name in runs/pipes/blueprint.holdem runs/pipes/snapshots/snapshot_iter5.holdem runs/pipe/tensorboard \
        runs/pipes/checkpoints/checkpoint_iter5.holdem; do
        mkfifo "$name"
    done
    start
    ask run?run=pipes | grep -q '"series":{}' || fail "scalars from a pipe"
    ask run?run=pipe | grep -q '"series":{}' || fail "scalars from a pipe for a folder"
    ask runs | grep -q '"name":"right"' || fail "runs: $(ask runs)"
    ask 'spot?source=pipes/blueprint.holdem' | grep -q 'not a regular file' || fail "a blueprint from a pipe"
    ask 'spot?source=pipes/snapshots/snapshot_iter5.holdem' | grep -q 'not a regular file' || fail "a snapshot"
    ask 'spot?source=right/blueprint.holdem' | grep -q '"hands"' || fail "the right run: $(cat warned)"
    kill "$server"
    wait "$server" || fail "status $? when it waits"
fi
rm -r runs/pipe runs/pipes

# A folder whose name is no UTF-8 is shown and asked for by another; one that is called blueprint.holdem is no blueprint.
odd=runs/$(printf 'caf\351')
if mkdir "$odd" 2>/dev/null; then
    cp -r runs/right/* "$odd"
    mkdir -p runs/empty/tensorboard runs/empty/blueprint.holdem runs/empty/snapshots/snapshot_iter5.holdem
    start
    for what in info runs; do
        ask $what >answer
        iconv -f UTF-8 -t UTF-8 answer >/dev/null || fail "/api/$what is no UTF-8"
        ! command -v python3 >/dev/null || python3 -c 'import json; json.load(open("answer", encoding="utf-8"))' || fail "/api/$what is no JSON"
    done
    id=$(ask info | sed -n 's|.*"id":"\(caf[^"/]*\)/blueprint.holdem".*|\1|p')
    [ -n "$id" ] || fail "no key: $(ask info)"
    for what in "spot?source=$id/blueprint.holdem" "run?run=$id"; do
        curl -s --max-time 60 -G "$address/api/${what%%\?*}" --data-urlencode "${what#*\?}" >answer
        grep -q '"hands"\|"series":{"' answer || fail "$what: $(head -c 300 answer)"
    done
    ! ask info | grep -q 'empty/' || fail "folders as blueprints: $(ask info)"
    ask runs | grep -q '"name":"empty","checkpoints":\[\],"has_blueprint":false' || fail "a folder for a result: $(ask runs)"
    kill "$server"
    wait "$server" || fail "status $? when it waits"
    rm -r "$odd" runs/empty
fi

# A folder with more to read than anybody waits for: some gigabytes, which are one file by many names.
mkdir -p runs/long/tensorboard
cat runs/right/tensorboard/* >events
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
    cat events events >twice
    mv twice events
done
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    for j in 1 2 3 4 5 6 7 8 9 10; do
        ln -s ../../../events "runs/long/tensorboard/events.out.tfevents.$i.$j"
    done
done
for signal in TERM INT; do
    start
    curl -sv "$address/api/run?run=long" >answer 2>asked &
    client=$!
    await grep -q '^> GET' asked
    await has_worked 3 "$server"
    kill -"$signal" "$server"
    wait "$server" || fail "status $? after $signal in the middle of an answer"
    ! wait "$client" || fail "$signal waited for the answer"
done
