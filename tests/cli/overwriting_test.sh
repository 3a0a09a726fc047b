# A command does not write over what it reads, however the two are spelled, and a file that is not finished takes no place.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# refused PATTERN COMMAND...: in one line, and nothing has been lost.
refused() {
    expect 1 "$@"
    cmp -s x.holdem whole || fail "$*: the blueprint was changed"
}

trained run leduc --iters 2000
cp run/blueprint.holdem x.holdem
cp x.holdem whole
ln -s x.holdem link
ln x.holdem hard
for spelling in x.holdem ./x.holdem "$PWD/x.holdem" link hard; do
    refused 'is read by this command' $HOLDEM export x.holdem --out "$spelling"
    refused 'is read by this command' $HOLDEM export "$spelling" --out x.holdem
done
cp "$games/leduc.game" own.game
cp own.game own.copy
refused 'is read by this command' $HOLDEM build-buckets --game own.game --out own.game
cmp own.game own.copy

# Devices and pipes are neither replaced nor waited for.
mkfifo pipe
for place in /dev/null /dev/stdout pipe; do
    refused 'is not a regular file' $HOLDEM export x.holdem --out $place
done
refused 'pipe: cannot be written' $HOLDEM match random random --plain --hands 2 --history pipe
[ -c /dev/null ] && [ -p pipe ] || fail "a device or a pipe is gone"
for command in inspect show export evaluate; do
    refused 'is not a regular file' $HOLDEM $command pipe
done
refused 'is not a regular file' $HOLDEM train-blueprint --game "$games/leduc.game" --buckets pipe --iters 10 --logdir other

# A link is replaced, and not what it leads to.
mkdir linked
echo precious >victim
ln -s ../victim linked/config.yaml
trained linked leduc --iters 100
[ "$(cat victim)" = precious ] || fail "what a link led to was overwritten"
