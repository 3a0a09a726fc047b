/* Laws of the public tree, walked beside the rules; numbers of nodes that can be counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "game/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct game game;
static struct menu menu;
static struct tree tree;

static void open(const char *name, const char *menu_name)
{
    char path[512];
    struct failure failure = {.text = ""};
    snprintf(path, sizeof path, "%s/games/%s.game", HOLDEM_ROOT, name);
    if (!game_load(path, &game, &failure) || !menu_named(menu_name, &game, &menu, &failure) ||
        !tree_build(&game, &menu, &tree, &failure))
        fail_msg("%s", failure.text);
}

static void assert_counts(const char *name, const char *menu_name, uint32_t nodes, uint32_t terminals)
{
    open(name, menu_name);
    assert_int_equal(tree.nodes_count, nodes);
    assert_int_equal(tree.terminals_count, terminals);
    tree_release(&tree);
}

/* Kuhn: root, after check, after check-bet, after bet. Three players: 4 + 2 per bettor's answers (12). Leduc: a round
 * has 6 decisions and 5 ways to the next (cc, crc, crrc, rc, rrc), 4 folds in the first and 9 ends in each second.
 * Limit hold'em: four bets a round make 10 decisions, 9 ways on and 8 folds; before the flop, where the blind is the
 * first bet, 8, 7 and 7. */
static void counts(void **state)
{
    (void)state;
    assert_counts("kuhn", "limit", 4, 5);
    assert_counts("kuhn.3p", "limit", 12, 13);
    assert_counts("leduc", "limit", 6 + 5 * 6, 4 + 5 * 9);
    assert_counts("holdem.limit.2p", "limit", 8 + 7 * (10 + 9 * (10 + 9 * 10)), 7 + 7 * (8 + 9 * (8 + 9 * (8 + 9))));
    assert_counts("jamfold.10bb", "jamfold", 2, 3);
}

/* What the walk has seen of each street so far. */
struct walk {
    uint32_t next_node, next_row[GAME_ROUNDS], next_terminal;
    char sequence[512];
    uint64_t checked;
};

static void check_terminal(struct walk *walk, const struct state *at, node_ref ref)
{
    uint32_t number = node_ref_terminal(ref);
    assert_int_equal(number, walk->next_terminal++);
    const struct terminal *terminal = &tree.terminals[number];
    assert_int_equal(terminal->folded, at->folded);
    assert_int_equal(terminal->showdown, state_players_left(&game, at) > 1);
    hand_rank rank[GAME_PLAYERS];
    struct random_stream random = random_stream_at(1, number, 0);
    double value[GAME_PLAYERS], sum = 0;
    for (unsigned p = 0; p < game.players; p++) {
        assert_int_equal(tree.spent[number * game.players + p], at->spent[p]);
        assert_true(at->spent[p] <= game.stack[p]);
        rank[p] = (hand_rank)random_below(&random, 4);
    }
    payoff(game.players, at->spent, at->folded, rank, value);
    for (unsigned p = 0; p < game.players; p++)
        sum += value[p];
    assert_true(fabs(sum) < 1e-6);
}

static void check(struct walk *walk, struct state at, node_ref ref)
{
    struct action offered[MENU_ACTIONS];
    unsigned count = 0;
    while (!at.finished && (count = menu_actions(&menu, &game, &at, offered)) == 1)
        state_apply(&game, &at, offered[0]);
    if (at.finished) {
        assert_true(node_ref_is_terminal(ref));
        check_terminal(walk, &at, ref);
        return;
    }
    assert_int_equal(ref, walk->next_node++);
    const struct node *node = &tree.nodes[ref];
    assert_int_equal(node->player, at.player);
    assert_int_equal(node->street, at.round);
    assert_int_equal(node->actions, count);
    assert_int_equal(node->row, walk->next_row[at.round]);
    walk->next_row[at.round] += count;
    if (walk->checked++ % 97 == 0) {
        struct tree_position position;
        struct failure failure = {.text = ""};
        if (!tree_follow(&tree, walk->sequence, &position, &failure))
            fail_msg("%s", failure.text);
        assert_int_equal(position.at, ref);
    }
    size_t length = strlen(walk->sequence);
    for (unsigned a = 0; a < count; a++) {
        struct state next = at;
        assert_true(state_is_legal(&game, &at, offered[a]));
        state_apply(&game, &next, offered[a]);
        snprintf(walk->sequence + length, sizeof walk->sequence - length, "%s%s", action_format(&game, offered[a]).text,
                 next.round > at.round ? "/" : "");
        check(walk, next, tree.child[node->street][node->row + a]);
        walk->sequence[length] = '\0';
    }
}

static void laws_hold(void **state)
{
    (void)state;
    static const char *const games[][2] = {{"kuhn", "limit"},
                                           {"kuhn.3p", "limit"},
                                           {"leduc", "limit"},
                                           {"holdem.limit.2p", "limit"},
                                           {"holdem.nolimit.2p.100bb", "three-sizes"},
                                           {"jamfold.10bb", "jamfold"},
                                           {"holdem.nolimit.6p", "jamfold"}};
    for (size_t i = 0; i < sizeof games / sizeof *games; i++) {
        struct walk walk = {0};
        struct state at;
        open(games[i][0], games[i][1]);
        state_start(&game, &at);
        check(&walk, at, tree.root);
        assert_int_equal(walk.next_node, tree.nodes_count);
        assert_int_equal(walk.next_terminal, tree.terminals_count);
        for (unsigned s = 0; s < game.rounds; s++)
            assert_int_equal(walk.next_row[s], tree.street_rows[s]);
        tree_release(&tree);
    }
}

static void wrong_sequences_say_where(void **state)
{
    (void)state;
    struct tree_position position;
    struct failure failure;
    open("leduc", "limit");
    assert_false(tree_follow(&tree, "crx", &position, &failure));
    assert_non_null(strstr(failure.text, "character 3 ('x') is not offered there; offered: f, c, r"));
    assert_false(tree_follow(&tree, "crrr", &position, &failure));
    assert_non_null(strstr(failure.text, "offered: f, c"));
    assert_false(tree_follow(&tree, "crff", &position, &failure));
    assert_non_null(strstr(failure.text, "the hand is over"));
    assert_false(tree_follow(&tree, "c/c", &position, &failure));
    tree_release(&tree);
}

static void a_tree_that_is_too_large_is_refused_before_it_is_built(void **state)
{
    (void)state;
    struct failure failure;
    struct tree_size size;
    assert_true(game_load(HOLDEM_ROOT "/games/holdem.nolimit.6p.game", &game, &failure));
    assert_true(menu_named("classic", &game, &menu, &failure));
    assert_false(tree_measure(&game, &menu, 100000, &size, &failure));
    assert_non_null(strstr(failure.text, "more than 100000 decision nodes"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts),
        cmocka_unit_test(laws_hold),
        cmocka_unit_test(wrong_sequences_say_where),
        cmocka_unit_test(a_tree_that_is_too_large_is_refused_before_it_is_built),
    };
    return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
