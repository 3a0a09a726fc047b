#!/usr/bin/env python3
"""phh.py FILE...: a strict reader of PHH. It plays every hand of a .phhs (numbered tables) or .phh (one hand, at the top level) by
the rules, knowing nothing of the program that wrote it, and ends with status 1 and a line for the first fault of each file.

Players sit as in PHH: p1 has the small blind, the last one the button; heads-up p1 has the big blind and p2, on the button, the
small one, and blinds_or_straddles stand small blind first. Exit status 77: this Python has no tomllib."""
import sys

try:
    import tomllib
except ImportError:
    print("this Python has no tomllib", file=sys.stderr)
    sys.exit(77)

DECK = {rank + suit for rank in "23456789TJQKA" for suit in "cdhs"}
BOARDS = [0, 3, 1, 1]


class Fault(Exception):
    pass


def check(fine, what):
    if not fine:
        raise Fault(what)


def whole(value, least, what):
    check(isinstance(value, int) and not isinstance(value, bool) and value >= least, f"{what} is {value!r}")
    return value


class Hand:
    """Stakes and turns of a hand; every action is checked before it is taken."""

    def __init__(self, table):
        self.no_limit = {"NT": True, "FT": False}.get(table.get("variant"))
        check(self.no_limit is not None, f"variant {table.get('variant')!r}")
        self.stacks = [whole(s, 1, "a stack") for s in table["starting_stacks"]]
        self.players = len(self.stacks)
        check(self.players >= 2, "fewer than two players")
        antes = [whole(a, 0, "an ante") for a in table["antes"]]
        blinds = [whole(b, 0, "a blind") for b in table["blinds_or_straddles"]]
        check(len(antes) == len(blinds) == self.players, "antes, blinds and stacks of different numbers of players")
        check(antes == [0] * self.players, "antes, which this reader does not know")
        if "players" in table:
            check(len(table["players"]) == self.players and all(isinstance(n, str) for n in table["players"]), "players")
        if self.no_limit:
            self.least = whole(table["min_bet"], 1, "min_bet")
            self.bet = [self.least] * 4
        else:
            small, big = whole(table["small_bet"], 1, "small_bet"), whole(table["big_bet"], 1, "big_bet")
            self.bet = [small, small, big, big]
        self.post(blinds)
        self.folded = [False] * self.players
        self.hole = [None] * self.players
        self.seen = set()
        self.dealt = self.street = 0
        self.board_due = 0
        self.increment = self.bet[0]
        self.acted = set()
        self.bets = list(self.blind)
        self.left = [s - b for s, b in zip(self.stacks, self.bets)]
        self.shown = False
        self.turn = self.able_from(self.opener)

    def post(self, blinds):
        check(max(blinds) > 0, "no blinds")
        last = max(i for i, b in enumerate(blinds) if b > 0)
        if self.players == 2:
            check(blinds[0] < blinds[1], "heads-up the small blind stands first")
            self.blind, self.opener = blinds[::-1], 1
        else:
            check(last >= 1 and all(blinds[i] >= max(1, blinds[i - 1]) for i in range(1, last + 1)) and blinds[0] > 0,
                  f"p1 is not the small blind, or others follow it in no order: {blinds}")
            self.blind, self.opener = blinds, (last + 1) % self.players
        check(all(b <= s for b, s in zip(self.blind, self.stacks)), "a blind above its stack")

    def able(self, player):
        return not self.folded[player] and self.left[player] > 0

    def able_from(self, player):
        """Who acts next, at `player` or behind; None: the betting of the street is over."""
        owed = max(self.bets)
        alive = [p for p in range(self.players) if not self.folded[p]]
        able = [p for p in alive if self.left[p] > 0]
        if len(alive) < 2 or (len(able) < 2 and all(self.bets[p] >= owed for p in able)):
            return None
        for i in range(self.players):
            p = (player + i) % self.players
            if self.able(p) and (p not in self.acted or self.bets[p] < owed):
                return p
        return None

    def cards(self, text, count):
        found = [text[i:i + 2] for i in range(0, len(text), 2)]
        check(len(found) == count, f"{count} cards expected at {text!r}")
        for card in found:
            check(card == "??" or (card in DECK and card not in self.seen), f"the card {card}")
            self.seen.add(card)
        return text

    def deal(self, words):
        if words[1] == "dh":
            check(words[2] == f"p{self.dealt + 1}" and self.dealt < self.players, "hole cards out of order")
            self.hole[self.dealt] = self.cards(words[3], 2)
            self.dealt += 1
            return
        check(words[1] == "db" and self.dealt == self.players, f"{' '.join(words)!r}")
        check(self.turn is None and self.street < 3 and self.folded.count(False) > 1, "a board while somebody must act")
        self.street += 1
        self.cards(words[2], BOARDS[self.street])
        self.bets = [0] * self.players
        self.acted = set()
        self.increment = self.bet[self.street]
        self.turn = self.able_from(0)

    def put(self, player, to):
        self.left[player] -= to - self.bets[player]
        self.bets[player] = to

    def raise_to(self, player, to):
        owed, most = max(self.bets), self.bets[player] + self.left[player]
        others = [self.bets[p] + self.left[p] for p in range(self.players) if p != player and self.able(p)]
        check(owed < to <= most, f"a raise to {to} of at most {most}, over {owed}")
        least = owed + self.increment if self.no_limit or owed else self.bet[self.street]
        check(to >= least or to == most, f"a raise to {to} where {least} is the least")
        check(self.no_limit or to <= owed + self.bet[self.street], f"a raise to {to} in a limit game")
        check(others and max(others) > owed, "a raise that nobody can call")
        check(to <= max(max(others), least), f"a raise to {to} of which only {max(others)} can be called")
        self.increment = max(self.increment, to - owed)
        self.put(player, to)
        self.acted = set()

    def act(self, player, words):
        check(self.dealt == self.players, "an action before the hole cards")
        if words[1] == "sm":
            check(self.turn is None and not self.folded[player] and self.folded.count(False) > 1, f"p{player + 1} shows")
            check(len(words) < 3 or "??" in self.hole[player] or words[2] == self.hole[player], "other cards are shown")
            self.shown = True
            return
        check(self.turn == player, f"p{player + 1} acts where it is {'nobody' if self.turn is None else f'p{self.turn + 1}'}'s turn")
        if words[1] == "f":
            check(self.bets[player] < max(self.bets), "a fold with nothing to call")
            self.folded[player] = True
        elif words[1] == "cc":
            self.put(player, min(max(self.bets), self.bets[player] + self.left[player]))
        else:
            check(words[1] == "cbr", f"the action {words[1]!r}")
            self.raise_to(player, int(words[2]))
        self.acted.add(player)
        self.turn = self.able_from(player + 1)

    def play(self, actions):
        for action in actions:
            words = action.split()
            if words[0] == "d":
                self.deal(words)
            else:
                check(words[0][0] == "p" and 1 <= int(words[0][1:]) <= self.players, f"who is {words[0]!r}?")
                self.act(int(words[0][1:]) - 1, words)
        check(self.turn is None, "the hand is not over")
        check(self.folded.count(False) == 1 or self.street == 3, "a board is missing")


def read(path):
    with open(path, "rb") as file:
        document = tomllib.load(file)
    if path.lower().endswith(".phhs"):
        check(all(isinstance(v, dict) for v in document.values()), "fields outside of the tables of hands")
        hands = document
    else:
        hands = {"the hand": document}
    check(hands, "no hands")
    for name, table in hands.items():
        try:
            for field in ("variant", "antes", "blinds_or_straddles", "starting_stacks", "actions"):
                check(field in table, f"{field} is missing")
            Hand(table).play(table["actions"])
        except (Fault, KeyError, ValueError, TypeError, IndexError) as fault:
            raise Fault(f"{name}: {fault}") from fault
    return len(hands)


def main():
    status = 0
    for path in sys.argv[1:]:
        try:
            print(f"{path}: {read(path)} hands")
        except (Fault, tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            print(f"{path}: {fault}")
            status = 1
    return status


sys.exit(main())
