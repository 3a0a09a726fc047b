/* Who watches a walk sees all of it, and ends it where it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/sweeping.h"

static const char *const text = "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 3\nstack = 6 6\nblind = 2 1\n"
                                "firstPlayer = 2 1 1\nnumSuits = 3\nnumRanks = 3\nnumHoleCards = 2\n"
                                "numBoardCards = 0 1 1\nEND GAMEDEF\n";
static struct sweeping sweeping;

struct seen {
    unsigned last;         /* street */
    uint64_t calls, roots; /* roots: of the last street */
    uint64_t most;         /* calls before the walk is given up */
    uint64_t begun;        /* parts with nodes, seen or not */
};

static struct {
    vector_strategy *strategy;
    void *context;
    uint64_t begun;
} counting;

static void count_strategies(void *context, const struct vector_part *part, void *strategy)
{
    (void)context;
    counting.begun++;
    counting.strategy(counting.context, part, strategy);
}

static bool see(void *context, const struct vector_part *part)
{
    struct seen *seen = context;
    seen->calls++;
    if (part->street == seen->last)
        seen->roots += part->roots;
    return seen->calls < seen->most;
}

static struct seen walk_watched(uint64_t most)
{
    struct vector_walk *walk = &sweeping.sweep.worker[0].walk;
    struct seen seen = {.last = sweeping.sweep.game.forest.streets - 1, .most = most};
    counting.strategy = walk->strategy;
    counting.context = walk->context;
    counting.begun = 0;
    walk->strategy = count_strategies;
    walk->watch = see;
    walk->watcher = &seen;
    walk->given_up = false;
    vector_walk_whole(walk);
    assert_true(walk->given_up == (seen.calls >= most));
    walk->watch = NULL;
    walk->strategy = counting.strategy;
    seen.begun = counting.begun;
    return seen;
}

static void every_root_of_the_last_street_is_seen_on_every_board(void **state)
{
    (void)state;
    const struct public_game *game = &sweeping.sweep.game;
    unsigned last = game->forest.streets - 1;
    struct seen seen = walk_watched(UINT64_MAX);
    assert_int_equal(seen.roots, (uint64_t)game->forest.street[last].roots * game->boards.street[last].count);
}

static void a_walk_that_is_given_up_goes_no_further(void **state)
{
    (void)state;
    uint64_t all = walk_watched(UINT64_MAX).calls;
    assert_true(all > 20);
    for (uint64_t most = 1; most < all; most += 7) {
        struct seen seen = walk_watched(most);
        assert_int_equal(seen.calls, most);
        /* Those that were done, and on each street one that was not. */
        assert_true(seen.begun <= most + seen.last + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_root_of_the_last_street_is_seen_on_every_board),
        cmocka_unit_test(a_walk_that_is_given_up_goes_no_further),
    };
    sweeping_open_text(&sweeping, text, "three-sizes", &schedule_linear, 1);
    int failed = cmocka_run_group_tests_name("watched walks", tests, NULL, NULL);
    sweeping_close(&sweeping);
    return failed;
}
