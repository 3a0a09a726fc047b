# scripts/setup on a machine that has nothing, which is a folder of programs of its own: what it asks the package manager for at
# each level, what it says before, and how it ends without rights or a package manager.
. "$HOLDEM_ROOT/tests/support/shell.sh"
[ "$(uname -s)" = Linux ] || exit 77

mkdir bin system
for tool in awk cat chmod cut date dirname env grep head kill mktemp rm sh sleep sort tail tr uname; do
    ln -s "$(command -v $tool)" bin/$tool 2>/dev/null || true
done
# A stub says what it was called with; what it installs are programs that answer as the real ones do.
cat >system/apt-get <<'END'
#!/bin/sh
echo "apt-get $*" >>calls
case " $* " in
*" --assume-no "*)
    echo "The following NEW packages will be installed:"
    echo "  gcc make newly-named"
    echo "0 upgraded, 87 newly installed, 0 to remove and 11 not upgraded."
    echo "Need to get 54.0 MB/61.5 MB of archives."
    echo "After this operation, 212 MB of additional disk space will be used."
    exit 1
    ;;
*" install "*)
    [ ! -f broken ] || { echo "E: no such package"; exit 100; }
    for tool in cc make ninja node npm pkg-config cmake; do
        printf '#!/bin/sh\n[ "$1" != --version ] || echo cmake version 3.25.1\n' >bin/$tool
        chmod +x bin/$tool
    done
    ;;
esac
END
printf '#!/bin/sh\necho "${USER_NUMBER:-0}"\n' >bin/id
printf '#!/bin/sh\nexit 1\n' >system/sudo
chmod +x system/* bin/id

setup() {
    env PATH="$PWD/bin" CC=cc sh "$HOLDEM_ROOT/scripts/setup" "$@" </dev/null
}
bare() {
    rm -f bin/cc bin/make bin/ninja bin/node bin/npm bin/cmake bin/pkg-config bin/sudo calls broken
    cp system/apt-get bin/apt-get
}
build="cmake gcc libc6-dev libcjson-dev libmicrohttpd-dev libxxhash-dev libyaml-dev libzstd-dev make ninja-build pkg-config"

# As root: number and size of what will be installed are said first; npm and cmocka are not among it.
bare
setup >out 2>err || fail "as root"
[ ! -s err ] || fail "something on standard error"
cat >wanted <<END
apt-get update -q
apt-get install --assume-no --no-install-recommends -o Debug::NoLocking=1 $build
apt-get install -y --no-install-recommends -q $build
END
diff wanted calls || fail "what apt-get is asked for"
grep -q '^setup: 87 packages, 54.0 MB to fetch, 212 MB on the disk' out || fail "how much it is"
rm calls
setup >out 2>err || fail "again"
[ ! -f calls ] && [ ! -s out ] || fail "something was done although nothing is missing"

# More is installed when it is asked for.
for level in "--tests libcmocka-dev" "--charts nodejs npm"; do
    bare
    setup "${level%% *}" >out 2>err || fail "$level"
    for package in ${level#* }; do
        tail -n 1 calls | grep -q " $package" || fail "$level: no $package"
    done
    [ "$(tail -n 1 calls | wc -w)" -eq $((5 + $(echo "$build ${level#* }" | wc -w))) ] || fail "$level: $(tail -n 1 calls)"
done

# Without rights: one line, which says what to run.
bare
wanted="run as root: apt-get update && apt-get install -y --no-install-recommends $build\$"
expect 1 "^setup: missing: compiler cmake .*; $wanted" env USER_NUMBER=1000 PATH="$PWD/bin" CC=cc sh "$HOLDEM_ROOT/scripts/setup"
cp system/sudo bin/sudo
expect 1 "$wanted" env USER_NUMBER=1000 PATH="$PWD/bin" CC=cc sh "$HOLDEM_ROOT/scripts/setup"
[ ! -f calls ] || fail "apt-get was called without rights"

# Make alone is missing: that is said and ends nothing, whatever is wanted beside the build.
for level in "" --tests; do
    bare
    setup --tests >/dev/null 2>&1 || fail "everything is installed"
    rm -f bin/make bin/sudo calls
    # shellcheck disable=SC2086 -- one option or none
    USER_NUMBER=1000 setup $level >out 2>err || fail "make is missing: it ends with $?"
    grep -q '^setup: missing: make;' err || fail "nothing said of make: $(cat err)"
done
bare

# Without a package manager, and where the installation fails.
rm bin/apt-get
expect 1 "no apt-get, dnf, pacman or brew here: please install these by hand" setup
bare
: >broken
setup >out 2>err && fail "an installation that fails"
grep -q '^E: no such package' err || fail "what apt-get said"
grep -q 'setup: the installation failed' err || fail "that it failed"

setup --chart >out 2>err && fail "an unknown option"
grep -q '^usage: scripts/setup' err || fail "the usage"
exit 0
