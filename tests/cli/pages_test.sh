# Manual pages and completions name every subcommand and every option that --help lists.
. "$HOLDEM_ROOT/tests/support/shell.sh"
$HOLDEM --help | sed -n 's/^  \([a-z-]*\)  .*/\1/p' >subcommands
[ "$(wc -l <subcommands)" -gt 10 ] || fail "hardly a subcommand"
for shell in bash zsh fish; do
    $HOLDEM completions $shell >completion.$shell
done
while read -r subcommand; do
    $HOLDEM manual "$subcommand" >page
    grep -q "^\.TH HOLDEM-" page || fail "$subcommand: no page"
    $HOLDEM "$subcommand" --help | sed -n 's/^  --\([a-z-]*\).*/\1/p' >options
    while read -r option; do
        grep -q -- "^\.B .*$(printf '%s' "$option" | sed 's/-/\\\\-/g')" page || fail "$subcommand: --$option is not in its page"
        for shell in bash zsh; do
            grep -q -- "--$option" completion.$shell || fail "$subcommand: --$option is not completed by $shell"
        done
        [ "$option" = help ] || grep -q -- "__fish_seen_subcommand_from $subcommand' -l $option " completion.fish ||
            fail "$subcommand: --$option is not completed by fish"
    done <options
done <subcommands

# Built-in players may stand where files do.
$HOLDEM match --help | awk '/^Built-in players:/ { on = 1; next } on && !/^  / { exit } on { print $1 }' >players
[ "$(wc -l <players)" -ge 4 ] || fail "hardly a player"
while read -r player; do
    grep -q "names='.*$player" completion.bash || fail "$player is not completed by bash"
    grep -q "names:name:(.*$player" completion.zsh || fail "$player is not completed by zsh"
    grep -q "__fish_seen_subcommand_from play' -a $player " completion.fish || fail "$player is not completed by fish"
done <players
# So are the names that the value of an option may be.
$HOLDEM train-blueprint --help | awk '/^  --sampler/ { on = 1; next } on && /^  --/ { exit } on { print $1 }' >samplers
[ "$(wc -l <samplers)" -ge 4 ] || fail "hardly a sampler"
while read -r sampler; do
    grep -q -- "--sampler .*names='.*$sampler" completion.bash || fail "$sampler is not completed by bash"
    grep -q -- "--sampler\[.*names:name:(.*$sampler" completion.zsh || fail "$sampler is not completed by zsh"
    grep -q -- "-l sampler -r -a '.*$sampler" completion.fish || fail "$sampler is not completed by fish"
done <samplers
grep "'export'" completion.bash | grep -q "names=" && fail "export is offered players"

$HOLDEM manual --list | grep -qx 'holdem-bench-soak' || fail "pages of bench"
$HOLDEM manual nothing >/dev/null 2>&1 && fail "a page of nothing"
$HOLDEM completions csh >/dev/null 2>&1 && fail "csh"
if command -v mandoc >/dev/null; then
    $HOLDEM manual match | mandoc -T lint -W error >lint || fail "$(cat lint)"
fi

# bash itself, asked as readline asks.
if command -v bash >/dev/null; then
    bash -c '. ./completion.bash; COMP_WORDS=(holdem mat); COMP_CWORD=1; _holdem; [ "${COMPREPLY[*]}" = match ] || exit 1
        COMP_WORDS=(holdem match --ha); COMP_CWORD=2; _holdem; [ "${COMPREPLY[*]}" = --hands ] || exit 2
        COMP_WORDS=(holdem bench soak --min); COMP_CWORD=3; _holdem; [ "${COMPREPLY[*]}" = --minutes ] || exit 3
        COMP_WORDS=(holdem match always-f); COMP_CWORD=2; _holdem; [ "${COMPREPLY[*]}" = always-fold ] || exit 4
        COMP_WORDS=(holdem train-blueprint --sampler outc); COMP_CWORD=3; _holdem; [ "${COMPREPLY[*]}" = outcome ] || exit 5
        COMP_WORDS=(holdem train-blueprint --logdir outc); COMP_CWORD=3; _holdem; [ "${COMPREPLY[*]}" = "" ] || exit 6' || fail "bash: case $?"
fi
if command -v zsh >/dev/null; then zsh -n completion.zsh || fail "zsh"; fi
if command -v fish >/dev/null; then fish --no-execute completion.fish || fail "fish"; fi
