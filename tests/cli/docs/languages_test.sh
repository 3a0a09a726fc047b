# The pages that exist in English and in French say the same: headings of the same levels in the same order, between them
# the same blocks of code, byte by byte, and tables of as many rows; in the text the same words of code. A page that is
# changed in one language only is found here.
. "$HOLDEM_ROOT/tests/support/shell.sh"

# Headings by level, blocks of code as they are, rows of tables as such.
outline() {
    awk '
        /^```/ { inside = !inside; print; next }
        inside { print; next }
        /^#+ / { print $1 " heading" }
        /^\|/ { print "| row" }
        END { if (inside) print "a block of code without an end" }
    ' "$1"
}

# What stands between single back-quotes outside of blocks, once each. One that is open at the end of its line hides others.
code_words() {
    awk '
        /^```/ { inside = !inside; next }
        !inside {
            parts = split($0, part, "`")
            for (i = 2; i <= parts; i += 2) print part[i]
            if (parts > 0 && parts % 2 == 0) print "a back-quote is open: " $0
        }
    ' "$1" | LC_ALL=C sort -u
}

# The headings of a page as links name them.
anchors() {
    sed -n 's/^##* //p' "$1" | sed -e 's/[][`.,:;?!()/"'"'"']//g' -e 's/ /-/g' | tr 'A-Z' 'a-z'
}

# A page links to files that are there, and to headings that they have.
check_links() {
    folder=$(dirname "$1")
    grep -o '](\([^)]*\)' "$1" | sed 's/^](//' | grep -v '^[a-z]*:' | sort -u >links || true
    while read -r link; do
        file=$folder/${link%%#*}
        case $link in '#'*) file=$1 ;; esac
        [ -e "$file" ] || fault "$1 links to $link, which is not there"
        case $link in *'#'*) anchors "$file" | grep -q -x -F -e "${link#*#}" || fault "$1: no heading for $link" ;; esac
    done <links
}

compare() {
    english=$HOLDEM_ROOT/$1.md french=$HOLDEM_ROOT/$1.fr.md
    outline "$english" >english
    outline "$french" >french
    [ "$(grep -c heading english)" -gt 2 ] || fault "$1.md: hardly a heading was found"
    diff english french >out || fault "$1: the outlines of the two languages differ (< English, > French)"
    code_words "$english" >english
    code_words "$french" >french
    ! grep 'a back-quote is open' english french >out || fault "$1: a word of code goes over the end of its line"
    diff english french >out || fault "$1: the words of code differ (< English, > French)"
    : >out
    check_links "$english"
    check_links "$french"
}

for page in README docs/guide docs/troubleshooting; do
    compare "$page"
done
exit $((faults > 0))
