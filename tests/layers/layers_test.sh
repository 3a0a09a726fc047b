#!/bin/sh
# The folders of src/ are layers (the table in DESIGN.md): a file includes its own folder or a lower layer, system headers
# only where they belong, only platform/ asks which operating system this is, and below app/ no variable outlives the work
# that it is for, so that two pieces of work in a process do not see each other. A planted example of each fault shows
# that the test can fail.
set -eu
root=${HOLDEM_ROOT:-$(cd "$(dirname "$0")/../.." && pwd)}

# Prints a line for each fault of the tree at $1; prints nothing for a sound one.
faults() (
    cd "$1"
    find src -name '*.[ch]' | LC_ALL=C sort >"$work/files"
    # shellcheck disable=SC2046 -- file names here have no blanks
    awk '
        function words(text, set,   parts, count, i) {
            count = split(text, parts, " ")
            for (i = 1; i <= count; i++) set[parts[i]] = 1
        }
        function fault(what) { print FILENAME ":" FNR ": " what }

        BEGIN {
            # C17 has more: what is left out here is the business of platform/ (signals, time, threads, locale).
            words("assert ctype errno fenv float inttypes limits math stdalign stdarg stdatomic stdbool stddef stdint " \
                "stdio stdlib stdnoreturn string tgmath", language)
            # The samplers and tables compute: no input, no output, no allocation.
            words("stdio stdlib errno", unwanted_in_cfr)
            # Libraries, and the folders that may know them.
            users["yaml.h"] = " train "
            users["zstd.h"] = " store "
            users["xxhash.h"] = " store game buckets eval train bench "
            users["cJSON.h"] = users["cjson/cJSON.h"] = " buckets eval train serve app "
            users["microhttpd.h"] = " serve "
            # What belongs to the process or the machine by nature: signals, counts of calls, what is found out or made once.
            words("src/base/memory.c src/platform/interrupt.c src/platform/processor.c src/platform/machine.c " \
                "src/platform/socket.c src/platform/file.c src/platform/file_view.c src/platform/file_replacement.c src/cards/evaluator.c " \
                "src/bench/measure.c src/serve/http.c", process_wide)
        }

        FILENAME == "DESIGN.md" {
            if (match($0, /^\| *src\/[a-z]+\/ *\| *[0-9]+ *\|/)) {
                split($0, cell, "|")
                gsub(/[ \t]|src|\//, "", cell[2])
                layer[cell[2]] = cell[3] + 0
            }
            next
        }

        FNR == 1 {
            split(FILENAME, part, "/")
            folder = part[2]
            if (!(folder in layer)) fault("src/" folder "/ is not in the table of DESIGN.md")
        }

        /^[ \t]*#[ \t]*include[ \t]*"/ {
            split($0, quoted, "\"")
            slash = index(quoted[2], "/")
            other = substr(quoted[2], 1, slash - 1)
            if (slash == 0)
                fault("includes \"" quoted[2] "\" without its folder")
            else if (!(other in layer))
                fault("includes \"" quoted[2] "\" from a folder that is not in the table of DESIGN.md")
            else if (other != folder && layer[other] >= layer[folder])
                fault(folder "/ (layer " layer[folder] ") includes " other "/ (layer " layer[other] ")")
            next
        }

        /^[ \t]*#[ \t]*include[ \t]*</ {
            split($0, angle, /[<>]/)
            name = angle[2]
            stem = name
            sub(/\.h$/, "", stem)
            if (name in users) {
                if (!index(users[name], " " folder " ")) fault(folder "/ is not a user of <" name ">")
            } else if (folder == "cfr" && stem in unwanted_in_cfr)
                fault("cfr/ computes only, but includes <" name ">")
            else if (folder != "platform" && !(stem in language))
                fault("<" name "> belongs into platform/")
            next
        }

        folder != "platform" && /^[ \t]*#/ &&
        /_WIN32|_WIN64|__APPLE__|__MACH__|__linux__|__unix__|__FreeBSD__|_GNU_SOURCE|_DARWIN_C_SOURCE|_POSIX_C_SOURCE/ {
            fault("only platform/ asks for an operating system")
        }

        folder != "app" && /^ *static [^(]*(;|=|\[|[{]$)/ && !/[^A-Za-z_]const[^A-Za-z_]|_Thread_local/ &&
        !(FILENAME in process_wide) {
            fault("a variable of the process: hand it down (platform/run_context.h)")
        }
    ' DESIGN.md $(cat "$work/files")
)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# expect NAME PATTERN FOLDER LINE: a tree whose file src/FOLDER/planted.c holds LINE must give exactly one fault like PATTERN,
# or none when PATTERN is empty.
expect() {
    rm -rf "$work/tree"
    mkdir -p "$work/tree/src/$3"
    cat >"$work/tree/DESIGN.md" <<'END'
| src/base/ | 0 | lowest |
| src/platform/ | 1 | operating system |
| src/cards/ | 2 | one room |
| src/sync/ | 2 | another room of the same layer |
| src/cfr/ | 5 | samplers |
| src/train/ | 7 | trainer |
| src/app/ | 9 | command line |
END
    printf '%s\n' "$4" >"$work/tree/src/$3/planted.c"
    found=$(faults "$work/tree")
    lines=$(printf '%s' "$found" | grep -c '' || true)
    if [ -z "$2" ]; then
        [ -z "$found" ] && return 0
    else
        [ "$lines" -eq 1 ] && printf '%s\n' "$found" | grep -q -- "$2" && return 0
    fi
    echo "self-test '$1': expected '$2', got '$found'"
    status=1
}

expect "lower layer" "" train '#include "cards/card.h"'
expect "own folder" "" cards '#include "cards/card.h"'
expect "language header" "" cards '#include <stdint.h>'
expect "system header in platform" "" platform '#include <unistd.h>'
expect "system switch in platform" "" platform '#ifdef __APPLE__'
expect "compiler switch" "" base '#if defined(__GNUC__)'
expect "library where it belongs" "" train '#include <yaml.h>'
expect "higher layer" 'base/ (layer 0) includes train/' base '#include "train/config.h"'
expect "same layer" 'cards/ (layer 2) includes sync/' cards '#  include "sync/queue.h"'
expect "no folder" 'without its folder' cards '#include "card.h"'
expect "unknown folder included" 'not in the table' cards '#include "attic/old.h"'
expect "unknown folder" 'src/attic/ is not in the table' attic 'int x;'
expect "system header" '<unistd.h> belongs into platform/' cards '#include <unistd.h>'
expect "threads of C11" '<threads.h> belongs into platform/' sync '#include <threads.h>'
expect "system folder" '<sys/mman.h> belongs into platform/' train '#include <sys/mman.h>'
expect "library elsewhere" 'cards/ is not a user of <yaml.h>' cards '#include <yaml.h>'
expect "printing sampler" 'cfr/ computes only' cfr '#include <stdio.h>'
expect "system switch" 'only platform/ asks' train '#if defined(__linux__)'
expect "variable of the program" "" app 'static struct log program_log;'
expect "constant" "" train 'static const double SECONDS = 1;'
expect "function" "" train 'static double seconds(void);'
expect "variable of the process" 'a variable of the process' train 'static struct log *current;'
expect "array of the process" 'a variable of the process' train 'static int kept[3];'
expect "struct of the process" 'a variable of the process' train 'static struct {'
expect "variable that stays" 'a variable of the process' train '    static bool built = false;'
expect "feature macro" 'only platform/ asks' train '#define _GNU_SOURCE'

found=$(faults "$root")
if [ -n "$found" ]; then
    printf '%s\n' "$found"
    status=1
fi
# An empty table would let everything pass.
[ -s "$work/files" ] || { echo "no source file found below $root/src"; status=1; }
exit $status
