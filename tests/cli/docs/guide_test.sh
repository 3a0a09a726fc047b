# Every command of the guide and of the troubleshooting page ends with exit status 0, also as the Python trainer had it,
# `python -m holdem.cli.NAME`, where it had it, and what the pages show is what the program prints.
#
# Blocks of code that begin with ```sh hold commands, those with ```text what is seen. The English pages are read: the
# French ones have the same blocks (languages_test.sh). A word behind `sh` says how a command is run here:
#   keeps-running   in the background, until it answers; then it is interrupted, and must end with 0
#   by-hand         not at all: it takes a person, a desktop or a program that is not ours
#
# Trainings last for a second. The default game has a deck of five ranks and few buckets here, so that its card abstraction is
# built in half a second.
. "$HOLDEM_ROOT/tests/support/shell.sh"

server=
trap '[ -z "$server" ] || kill -9 "$server" 2>/dev/null || true' EXIT
tab=$(printf '\t')

# --- a folder like that of the source, with the small game ---

mkdir bin
ln -s "$HOLDEM" bin/holdem
cp -R "$HOLDEM_ROOT/configs" configs
sed 's/^numRanks = .*/numRanks = 5/' "$games/holdem.nolimit.2p.100bb.game" \
    >configs/holdem.nolimit.2p.100bb.game
echo 'bucket: {k_flop: 8, k_turn: 8, k_river: 8}' >>configs/blueprint_training.yaml
PATH=$PWD/bin:$PATH
export PATH

old_form=false
if command -v python3 >/dev/null 2>&1; then
    printf '#!/bin/sh\nexec python3 -B "$@"\n' >bin/python
    chmod +x bin/python
    PYTHONPATH=$HOLDEM_ROOT/python
    export PYTHONPATH
    old_form=true
else
    echo "no python3: the old form of the commands is not tried"
fi

# --- what the pages hold ---

# blocks NAME PAGE: the lines of the blocks of that kind, each behind the block's second word and a tab.
blocks() {
    awk -v fence="\`\`\`$1" '
        /^```/ {
            wanted = !inside && $1 == fence
            inside = !inside
            how = NF > 1 ? $2 : "once"
            next
        }
        wanted { print how "\t" $0 }
    ' "$2"
}

# Commands that go on behind a backslash become one line.
commands_of() {
    blocks sh "$1" | awk -F "$tab" '
        { line = line == "" ? $0 : line $2 }
        sub(/ *\\$/, " ", line) { next }
        { gsub(/  +/, " ", line); if (line !~ /\t$/) print line; line = "" }
    '
}

# A second of training, and any port.
shorten() {
    sed -E -e 's/(--time-budget) [0-9]+/\1 1/' -e 's/holdem serve/& --port 0/'
}

as_new() {
    sed -E -e "s/${tab}python -m holdem\.cli\./${tab}holdem /" -e "s/${tab}holdem ([a-z]+)_([a-z]+)/${tab}holdem \1-\2/"
}

as_old() {
    sed -E -e "s/${tab}holdem ([a-z]+)-([a-z]+)/${tab}holdem \1_\2/" -e "s/${tab}holdem /${tab}python -m holdem.cli./"
}

# --- running them ---

run_once() {
    status=0
    sh -c "$1" >out 2>err </dev/null || status=$?
    cat out err >>said
    [ "$status" -eq 0 ] || fault "exit status $status of: $1"
}

answers_or_is_over() {
    grep -q http out || ! kill -0 "$server"
}

run_until_it_answers() {
    : >out
    sh -c "exec $1" >out 2>err </dev/null &
    server=$!
    await answers_or_is_over
    cat out err >>said
    kill "$server" 2>/dev/null || true
    status=0
    wait "$server" || status=$?
    server=
    [ "$status" -eq 0 ] || fault "exit status $status, interrupted, of: $1"
}

run_all() {
    count=0
    while IFS=$tab read -r how command; do
        case $how in
        once) run_once "$command" ;;
        keeps-running) run_until_it_answers "$command" ;;
        by-hand) continue ;;
        *) fail "a block of commands says '$how'" ;;
        esac
        count=$((count + 1))
    done <"$1"
    [ "$count" -ge "$2" ] || fail "only $count commands were found"
}

for page in guide troubleshooting; do
    commands_of "$HOLDEM_ROOT/docs/$page.md"
done | as_new | shorten >new
: >said
run_all new 10
if $old_form; then
    as_old <new | while read -r how command; do
        case $command in python*) ;; *) continue ;; esac
        module=$(expr "$command" : '.*holdem\.cli\.\([a-z_]*\)')
        [ ! -f "$HOLDEM_ROOT/python/holdem/cli/$module.py" ] || printf '%s\t%s\n' "$how" "$command"
    done >old
    run_all old 5
fi

# --- lines of betting ---

# Help and pages give examples of betting: as they are typed, a run with the default menu has them.
{
    holdem show --help
    holdem export --help
    grep -h -e '^| `holdem' -e '"sequence"' "$HOLDEM_ROOT/README.md" "$HOLDEM_ROOT/docs/serve.md"
} >examples
grep -o -w -E 'c?r[0-9]+(c/)?' examples | sort -u >lines
[ "$(wc -l <lines)" -ge 2 ] || fail "hardly a line of betting"
while read -r line; do
    holdem export runs/first "$line" >out 2>err || fault "there is no $line"
done <lines

# --- what is shown ---

# Figures become #, with their sign and the prefix of their unit.
mask() {
    sed -E -e 's/([0-9]) ?[kMGT]B/\1 B/g' -e 's/([0-9]) [kMGT]([ /)]|$)/\1\2/g' -e 's/[-+]?[0-9][0-9.,]*/#/g'
}

# The messages of the program's source, as patterns: what no command of the pages brings about, errors above all. Those with
# few letters of their own would fit anything.
messages() {
    find "$HOLDEM_ROOT/src" -name '*.c' -exec cat {} + | tr '\n' ' ' |
        sed -e "s/'\"'//g" -e 's/\\"//g' -e 's/" *PRIu64 *"/u/g' -e 's/" *"//g' | grep -o '"[^"]*"' |
        sed -E -e 's/^"//' -e 's/"$//' -e 's/[][\.*^$]/\\&/g' -e 's/%%/@@/g' -e 's/%[-+0-9\\.*]*[hlz]*[a-z]/.*/g' \
            -e 's/@@/%/g' |
        awk '{ letters = $0; gsub(/\.\*/, "", letters) } length(letters) >= 15'
}

# The coordinator's waits are seen where the guide says so: batches take longer than five of its looks.
grep -q '^DEBUG: Queue empty after 5 polls, increasing timeout to 0\.[0-9]*s$' said || fault "no line about empty polls"

"$HOLDEM" platform --assume linux >>said
mask <said >printed
messages >messages
for page in guide troubleshooting; do
    blocks text "$HOLDEM_ROOT/docs/$page.md"
done | cut -f 2- | grep -v '^\.*$' >shown
[ "$(wc -l <shown)" -ge 20 ] || fail "little is shown"
: >strange
while IFS= read -r line; do
    # Three dots stand for what is left out.
    pattern=$(printf '%s\n' "$line" | mask | sed -e 's/[][\.*^$]/\\&/g' -e 's/\\\.\\\.\\\./.*/g')
    grep -q -x -e "$pattern" printed || printf '%s\n' "$line" >>strange
done <shown
: >out
while IFS= read -r line; do
    printf '%s\n' "$line" | grep -q -f messages || printf '%s\n' "$line" >>out
done <strange
: >err
[ ! -s out ] || fault "the pages show what the program does not say"
exit $((faults > 0))
