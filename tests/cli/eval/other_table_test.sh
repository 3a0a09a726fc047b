# A blueprint at a dealer's table that is not the one it was trained for: what it assumes is said, every line that asks is
# answered legally, and it stays until the dealer closes.
. "$HOLDEM_ROOT/tests/support/shell.sh"
command -v python3 >/dev/null || exit 77

# game NAME BLINDS STACKS FIRST: heads-up, no limit, two rounds, one card of twelve each.
game() {
    printf 'GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nblind = %s\nstack = %s\nfirstPlayer = %s\n' "$2" "$3" "$4" >"$1.game"
    printf 'numSuits = 3\nnumRanks = 4\nnumHoleCards = 1\nnumBoardCards = 0 1\nEND GAMEDEF\n' >>"$1.game"
}
game own '100 50' '10000 10000' '2 1'
game deep '100 50' '20000 20000' '2 1'
game small '2 1' '100 100' '2 1'
game turned '5 10' '300 300' '1 2'
game crossed '50 100' '10000 10000' '2 1'
sed 's/^nolimit/limit\nraiseSize = 100 200/' own.game >limit.game
vary_game cards own numRanks=3
trained run own --iters 20000

# A dealer that says its lines and hangs up; what it was answered is in answers.txt.
cat >dealer.py <<'END'
import socket, subprocess, sys, threading
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(1)
listener.settimeout(60)
program = subprocess.Popen(sys.argv[2:] + ["--acpc", "127.0.0.1:%d" % listener.getsockname()[1]], stdin=subprocess.DEVNULL)
seat = listener.accept()[0]
got = []
def listen():
    while data := seat.recv(65536):
        got.append(data)
ear = threading.Thread(target=listen)
ear.start()
for line in open(sys.argv[1]):
    seat.sendall(line.strip().encode() + b"\r\n")
seat.shutdown(socket.SHUT_WR)
status = program.wait(60)
ear.join(10)
open("answers.txt", "wb").write(b"".join(got).replace(b"\r\n", b"\n"))
sys.exit(status)
END
# plays ANSWERS ARGUMENT...: the lines on standard input get so many answers, and the program ends well.
plays() {
    answers=$1
    shift
    cat >lines.txt
    python3 dealer.py lines.txt "$HOLDEM" play "$@" >out 2>&1 || fail "$*: status $?"
    [ "$(grep -c '^MATCHSTATE' answers.txt)" -eq "$answers" ] || fail "$*: $(cat answers.txt)"
}

# No game is named: what is taken for granted is said; deeper stacks, then shallower ones, then other blinds show in the lines.
plays 2 run --seed 1 <<'END'
MATCHSTATE:0:0:r200:As|
MATCHSTATE:0:1:r200r10000:As|
MATCHSTATE:0:2:r200r10000r19800:As|
END
grep -q '^The dealer is taken to play own: blinds 100/50, stacks 10000/10000 (100 big blinds)\. Another game is named by --game FILE$' out ||
    fail "no assumption"
grep -q '^Plays as threshold=0.05:run: ' out || fail "nothing is said of the default at a dealer's table"
[ "$(grep -c "^WARNING: the dealer's game is not own: .*action 3, r19800, is illegal" out)" -eq 1 ] || fail "not said once"
plays 3 run --seed 1 <<'END'
MATCHSTATE:0:2:r200r10000r19800:As|
MATCHSTATE:0:2:r200r10000r19800c/:As|/Kd
MATCHSTATE:0:2:r200r10000r19800c/r20000c:As|Qh/Kd
MATCHSTATE:0:3:r5000:As|
MATCHSTATE:1:3:r5000c/:As|Qh/Kd
MATCHSTATE:0:3:r5000c/:As|Qh/Kd
END
plays 3 run --seed 1 <<'END'
MATCHSTATE:0:0:r3000c/:As|Qh/Kd
MATCHSTATE:1:1::|As
MATCHSTATE:0:2:r6:As|
MATCHSTATE:0:3:r6c/:As|/Kd
MATCHSTATE:0:3:r6c/r8f:As|/Kd
END
[ "$(grep -c 'from now on only folding and calling$' out)" -eq 1 ] || fail "unknown blinds are not said"
grep '^MATCHSTATE:0:[23]:' answers.txt | grep -q ':r[0-9]*$' && fail "a raise without knowing the blinds"

# The game is named: bets are fractions of its pots, seats are turned.
plays 2 run --game deep.game --seed 1 <<'END'
MATCHSTATE:0:2:r200r10000r19800:As|
MATCHSTATE:1:3:r200r10000:|As
MATCHSTATE:1:3:r200r10000f:|As
END
grep -q '^The strategy is of own: blinds 100/50, stacks 10000/10000 (100 big blinds)\. At this table (blinds 100/50, stacks 20000/20000 (200 big blinds))' out ||
    fail "no assumption"
grep -q 'taken to play\|WARNING' out && fail "more is said than is assumed"
plays 2 run --game small.game <<'END'
MATCHSTATE:1:0::|As
MATCHSTATE:0:1:r4:As|
END
plays 2 run --game turned.game <<'END'
MATCHSTATE:0:0::As|
MATCHSTATE:1:1:r20:|As
END
grep -q 'another order' out && fail "turned seats are known"
plays 1 run --game crossed.game <<'END'
MATCHSTATE:1:0::|As
END
grep -q '^Seats post blinds or act in another order than in own' out || fail "other seats are not said"

# At the terminal too, and what cannot be played is refused before a hand begins.
printf 'c\nc\nq\n' | "$HOLDEM" play run --game small.game --seed 1 >out || fail "at the terminal"
grep -q '^The strategy is of own' out || fail "at the terminal nothing is said"
for name in limit cards; do
    status=0
    "$HOLDEM" play run --game $name.game --acpc 127.0.0.1:1 >out 2>&1 || status=$?
    [ "$status" -eq 1 ] && grep -q "^holdem play: $name " out || fail "$name is not refused"
done
