/* The stream of words says what the tree says: nodes, children and, for two players, the rules' payoffs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "cfr/walk.h"

#include <string.h>

static struct game game;
static struct menu menu;
static struct tree tree;
static struct walk walk;
static uint32_t terminals;

static void assert_payoffs(node_ref ref, walk_ref at)
{
    const chips *spent = &tree.spent[(size_t)node_ref_terminal(ref) * 2];
    uint16_t folded = tree.terminals[node_ref_terminal(ref)].folded;
    for (int order = -1; order <= 1; order++) {
        hand_rank rank[2] = {(hand_rank)(5 + order), 5};
        double value[2];
        payoff(2, spent, folded, rank, value);
        assert_true((double)walk_payoff(at, order) == value[0]);
    }
}

/* Two players: a reference to a node says who acts there. */
static void assert_says_who_acts(unsigned player, walk_ref at)
{
    bool says_second = (at & WALK_SECOND) != 0;
    assert_true(game.players > 2 || says_second == (player == 1));
}

static void compare(node_ref ref, walk_ref at)
{
    assert_int_equal(walk_is_terminal(at), node_ref_is_terminal(ref));
    if (node_ref_is_terminal(ref)) {
        terminals++;
        if (game.players == 2)
            assert_payoffs(ref, at);
        else
            assert_int_equal(at & ~WALK_TERMINAL, node_ref_terminal(ref));
        return;
    }
    struct walk_node found = walk_read(&walk, at);
    const struct node *node = &tree.nodes[ref];
    assert_int_equal(found.row, node->row);
    assert_int_equal(found.actions, node->actions);
    assert_int_equal(found.player, node->player);
    assert_int_equal(found.street, node->street);
    assert_says_who_acts(node->player, at);
    for (unsigned a = 0; a < node->actions; a++)
        compare(tree.child[node->street][node->row + a], found.child[a]);
}

/* Builds the game's tree and returns memory for its walk. */
static void *prepare(const char *definition, const char *menu_name)
{
    struct failure failure = {.text = ""};
    if (!game_parse("test", definition, &game, &failure) || !menu_named(menu_name, &game, &menu, &failure) ||
        !tree_build(&game, &menu, &tree, &failure))
        fail_msg("%s", failure.text);
    return memory_allocate(walk_bytes(&tree), 1);
}

static void check(const char *definition)
{
    struct failure failure = {.text = ""};
    void *memory = prepare(definition, "three-sizes");
    if (!walk_init(&walk, &tree, memory, &failure))
        fail_msg("%s", failure.text);
    terminals = 0;
    compare(tree.root, walk.root);
    assert_int_equal(terminals, tree.terminals_count);
    memory_release(memory);
    tree_release(&tree);
}

static void the_words_say_what_the_tree_says(void **state)
{
    (void)state;
    check("GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 2\nblind = 5 10\nraiseSize = 10 20\nfirstPlayer = 1 1\n"
          "maxRaises = 3 4\nnumSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 3\nEND GAMEDEF\n");
    /* The second player has less: what the first puts in above that comes back. */
    check("GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 1000 300\nblind = 20 10\nfirstPlayer = 2 1\n"
          "numSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 3\nEND GAMEDEF\n");
    check("GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 300 1000\nblind = 20 10\nfirstPlayer = 2 1\n"
          "numSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 3\nEND GAMEDEF\n");
    check("GAMEDEF\nnolimit\nnumPlayers = 3\nnumRounds = 1\nstack = 300 500 400\nblind = 5 10 0\nfirstPlayer = 3\n"
          "numSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0\nEND GAMEDEF\n");
}

static void stacks_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    struct failure failure;
    const char *text =
        "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 1\nstack = 1000000000 1000000000\nblind = 2 1\n"
        "firstPlayer = 2\nnumSuits = 1\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0\nEND GAMEDEF\n";
    void *memory = prepare(text, "jamfold");
    assert_false(walk_init(&walk, &tree, memory, &failure));
    assert_non_null(strstr(failure.text, "1000000000"));
    memory_release(memory);
    tree_release(&tree);
}

/* Kuhn poker for three. The first player traversing comes to two nodes of his own, his second after a bet that was checked
 * to; the others act there: check, bet, and the second player once more for each of two answers; and twice after his bet. */
static void reach_bounds_a_traversal(void **state)
{
    (void)state;
    struct failure failure;
    const char *text =
        "GAMEDEF\nlimit\nnumPlayers = 3\nnumRounds = 1\nblind = 1 1 1\nraiseSize = 1\nfirstPlayer = 1\nmaxRaises = 1\n"
        "numSuits = 1\nnumRanks = 4\nnumHoleCards = 1\nnumBoardCards = 0\nEND GAMEDEF\n";
    void *memory = prepare(text, "three-sizes");
    assert_true(walk_init(&walk, &tree, memory, &failure));
    assert_int_equal(walk.most_actions, 2);
    assert_int_equal(walk.reach.own, 2);
    assert_int_equal(walk.reach.other, 6);
    memory_release(memory);
    tree_release(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_words_say_what_the_tree_says),
        cmocka_unit_test(stacks_that_do_not_fit_are_refused),
        cmocka_unit_test(reach_bounds_a_traversal),
    };
    return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}
