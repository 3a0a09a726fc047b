/* Effective stacks: chips that no opponent can call change nothing, neither the betting tree nor what its ends pay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/random.h"
#include "base/text.h"
#include "cfr/walk.h"

#include <stdio.h>
#include <string.h>

/* A game under a menu, which is one of the menus below. */
struct opened {
    struct game game;
    struct menu menu;
    struct tree tree;
};

enum { SIZES_ONLY, DEFAULT, CLASSIC, JAMFOLD, EVERYTHING, MENUS };

static void choose_menu(struct opened *opened, unsigned menu)
{
    static const char *const names[MENUS] = {"three-sizes", "default", "classic", "jamfold", "limit"};
    struct failure failure = {.text = ""};
    if (!menu_named(names[menu], &opened->game, &opened->menu, &failure))
        fail_msg("%s", failure.text);
    for (unsigned s = 0; s < GAME_ROUNDS && menu == SIZES_ONLY; s++)
        opened->menu.street[s].all_in = false;
}

/* `stack`: one a player, who post 100, 50 and no blinds. */
static void open(struct opened *opened, unsigned players, const chips stack[], bool no_limit, unsigned menu)
{
    char text[1024] = "";
    struct failure failure = {.text = ""};
    text_append(text, sizeof text, "GAMEDEF\n%s\nnumPlayers = %u\nnumRounds = 2\nstack =",
                no_limit ? "nolimit" : "limit\nraiseSize = 100 200", players);
    for (unsigned p = 0; p < players; p++)
        text_append(text, sizeof text, " %d", stack[p]);
    text_append(
        text, sizeof text,
        "\nblind = 100 50%s\nfirstPlayer = 2 1\nmaxRaises = 3 2\nnumSuits = 4\nnumRanks = 13\nnumHoleCards = 2\n"
        "numBoardCards = 0 3\nEND GAMEDEF\n",
        players == 3 ? " 0" : "");
    if (!game_parse("test", text, &opened->game, &failure))
        fail_msg("%s", failure.text);
    choose_menu(opened, menu);
    if (!tree_build(&opened->game, &opened->menu, &opened->tree, &failure))
        fail_msg("%s", failure.text);
}

static void close(struct opened *opened)
{
    tree_release(&opened->tree);
}

static void assert_same_shape(const struct tree *a, const struct tree *b)
{
    assert_int_equal(a->nodes_count, b->nodes_count);
    assert_int_equal(a->terminals_count, b->terminals_count);
    assert_int_equal(a->root, b->root);
    for (uint32_t n = 0; n < a->nodes_count; n++) {
        const struct node *x = &a->nodes[n], *y = &b->nodes[n];
        assert_true(x->row == y->row && x->actions == y->actions && x->player == y->player && x->street == y->street);
    }
    for (unsigned s = 0; s < a->game->rounds; s++) {
        assert_int_equal(a->street_rows[s], b->street_rows[s]);
        if (a->street_rows[s])
            assert_memory_equal(a->child[s], b->child[s], a->street_rows[s] * sizeof *a->child[s]);
    }
}

/* Ends pay alike whatever hands come to a showdown. */
static void assert_same_ends(const struct tree *a, const struct tree *b)
{
    unsigned players = a->game->players;
    for (uint32_t t = 0; t < a->terminals_count; t++) {
        struct random_stream random = random_stream_at(1, t, 0);
        assert_int_equal(a->terminals[t].folded, b->terminals[t].folded);
        assert_int_equal(a->terminals[t].showdown, b->terminals[t].showdown);
        for (unsigned i = 0; i < 8; i++) {
            hand_rank rank[GAME_PLAYERS];
            double x[GAME_PLAYERS], y[GAME_PLAYERS];
            for (unsigned p = 0; p < players; p++)
                rank[p] = (hand_rank)random_below(&random, 3);
            payoff(players, a->spent + (size_t)t * players, a->terminals[t].folded, rank, x);
            payoff(players, b->spent + (size_t)t * players, b->terminals[t].folded, rank, y);
            for (unsigned p = 0; p < players; p++)
                assert_true(x[p] == y[p]);
        }
    }
}

/* All that is offered is legal: rules are the game's, whatever the menu leaves out. */
static void assert_legal(const struct opened *opened, struct state at)
{
    struct action offered[MENU_ACTIONS];
    if (at.finished)
        return;
    unsigned count = menu_actions(&opened->menu, &opened->game, &at, offered);
    for (unsigned a = 0; a < count; a++) {
        struct state next = at;
        assert_true(state_is_legal(&opened->game, &at, offered[a]));
        state_apply(&opened->game, &next, offered[a]);
        assert_legal(opened, next);
    }
}

static void check(unsigned players, const chips stack[], const chips effective[], bool no_limit, unsigned menu)
{
    struct opened deep, even;
    struct state start;
    open(&deep, players, stack, no_limit, menu);
    open(&even, players, effective, no_limit, menu);
    assert_same_shape(&deep.tree, &even.tree);
    assert_same_ends(&deep.tree, &even.tree);
    state_start(&deep.game, &start);
    assert_legal(&deep, start);
    close(&deep);
    close(&even);
}

static const chips short_stacks[] = {100, 101, 120, 150, 199, 200, 201, 250, 299, 300, 400, 555, 700, 1234, 3000};
enum { SHORT_STACKS = sizeof short_stacks / sizeof *short_stacks };

/* Samplers read a stream of words, in which two players' payoffs stand themselves. */
static void assert_same_walk(chips first, chips second, chips least, unsigned menu)
{
    struct opened deep, even;
    struct walk x, y;
    struct failure failure;
    open(&deep, 2, (const chips[]){first, second}, menu != EVERYTHING, menu);
    open(&even, 2, (const chips[]){least, least}, menu != EVERYTHING, menu);
    size_t bytes = walk_bytes(&deep.tree);
    assert_int_equal(bytes, walk_bytes(&even.tree));
    void *memory = memory_allocate(bytes, 1), *other = memory_allocate(bytes, 1);
    assert_true(walk_init(&x, &deep.tree, memory, &failure) && walk_init(&y, &even.tree, other, &failure));
    assert_memory_equal(memory, other, bytes);
    memory_release(memory);
    memory_release(other);
    close(&deep);
    close(&even);
}

static void heads_up_the_shorter_stack_is_both(void **state)
{
    (void)state;
    for (unsigned i = 0; i < SHORT_STACKS; i++) {
        chips least = short_stacks[i];
        const chips even[] = {least, least}, first[] = {20000, least}, second[] = {least, least + 1};
        for (unsigned menu = 0; menu < MENUS; menu++) {
            check(2, first, even, menu != EVERYTHING, menu);
            check(2, second, even, menu != EVERYTHING, menu);
            assert_same_walk(20000, least, least, menu);
            assert_same_walk(least, 20000, least, menu);
        }
    }
}

static void with_three_the_deepest_has_no_more_than_the_next(void **state)
{
    (void)state;
    for (unsigned i = 0; i < SHORT_STACKS; i++) {
        for (unsigned j = 0; j < SHORT_STACKS; j += 3) {
            chips one = short_stacks[i], other = short_stacks[j], next = one > other ? one : other;
            for (unsigned menu = 0; menu < MENUS; menu += menu == SIZES_ONLY ? 2 : 1) {
                bool no_limit = menu != EVERYTHING;
                if (menu == CLASSIC)
                    continue;
                check(3, (const chips[]){one, other, 20000}, (const chips[]){one, other, next}, no_limit, menu);
                check(3, (const chips[]){20000, one, other}, (const chips[]){next, one, other}, no_limit, menu);
            }
        }
    }
}

/* The largest stack that can call it, of those who have not folded. */
static void the_largest_stack_that_can_call_is_all_in(void **state)
{
    (void)state;
    struct opened opened;
    struct state at;
    struct action offered[MENU_ACTIONS];
    open(&opened, 3, (const chips[]){700, 20000, 3000}, true, JAMFOLD);
    state_start(&opened.game, &at);
    assert_int_equal(menu_actions(&opened.menu, &opened.game, &at, offered), 2);
    assert_int_equal(offered[1].to, 3000); /* player 2, against 700 and 3000 */
    state_apply(&opened.game, &at, (struct action){ACTION_FOLD, 0});
    assert_int_equal(menu_actions(&opened.menu, &opened.game, &at, offered), 2);
    assert_int_equal(offered[1].to, 700); /* player 3, against 700 */
    close(&opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads_up_the_shorter_stack_is_both),
        cmocka_unit_test(with_three_the_deepest_has_no_more_than_the_next),
        cmocka_unit_test(the_largest_stack_that_can_call_is_all_in),
    };
    return cmocka_run_group_tests_name("effective stacks", tests, NULL, NULL);
}
