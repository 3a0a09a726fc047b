/* The default card abstraction: the longer a run the more buckets, and a run that goes on keeps those that it began with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/default_buckets.h"

#include <string.h>

static struct game game;

static int start(void **state)
{
    (void)state;
    struct failure failure;
    return game_load(HOLDEM_ROOT "/games/holdem.nolimit.2p.100bb.game", &game, &failure) ? 0 : -1;
}

static struct bucket_options options_of(struct bucket_choice choice)
{
    struct bucket_options options;
    struct failure failure;
    assert_true(default_buckets_options(&game, &choice, &options, &failure));
    return options;
}

static struct bucket_options trained_for(double seconds)
{
    return options_of((struct bucket_choice){.training = seconds});
}

static void longer_runs_have_no_fewer_buckets(void **state)
{
    (void)state;
    struct bucket_options shortest = trained_for(0), before = shortest;
    for (double seconds = 1; seconds < 1e7; seconds *= 1.3) {
        struct bucket_options now = trained_for(seconds);
        assert_int_equal(now.k[0], 169);
        for (unsigned s = 1; s < game.rounds; s++)
            assert_true(now.k[s] >= before.k[s]);
        assert_true(now.restarts >= before.restarts);
        assert_true(!now.hasty || before.hasty);
        before = now;
    }
    assert_true(before.k[3] > shortest.k[3]);
    assert_true(shortest.hasty && !before.hasty);
}

static void what_is_chosen_is_made_with_care(void **state)
{
    (void)state;
    struct bucket_options chosen = options_of((struct bucket_choice){.given = true, .k = {0, 100, 0, 0}});
    assert_int_equal(chosen.k[1], 100);
    assert_int_equal(chosen.restarts, 3);
    assert_false(chosen.hasty);
    assert_false(chosen.fewer);
    struct bucket_options usual =
        options_of((struct bucket_choice){.training = default_buckets_usual_training, .careful = true});
    assert_int_equal(usual.k[1], 1000);
    assert_int_equal(usual.restarts, 3);
    assert_false(usual.hasty);
}

/* The counts of a checkpoint lead to the same buckets, whatever time the run is given now. */
static void runs_that_go_on_are_known_by_their_counts(void **state)
{
    (void)state;
    for (double seconds = 1; seconds < 1e6; seconds *= 3) {
        struct bucket_options begun = trained_for(seconds);
        struct bucket_choice choice = {.training = 5};
        assert_true(default_buckets_like(&game, begun.k, &choice));
        struct bucket_options again = options_of(choice);
        assert_memory_equal(begun.k, again.k, sizeof begun.k);
        assert_int_equal(begun.restarts, again.restarts);
        assert_int_equal(begun.hasty, again.hasty);
    }
    /* Those of version 0.1.0. */
    const uint32_t former[GAME_ROUNDS] = {169, 80, 80, 64}, unknown[GAME_ROUNDS] = {169, 81, 80, 64};
    struct bucket_choice choice = {.training = 5};
    assert_true(default_buckets_like(&game, former, &choice));
    struct bucket_options again = options_of(choice);
    assert_memory_equal(again.k, former, sizeof former);
    assert_int_equal(again.restarts, 3);
    assert_false(again.hasty);
    choice.training = 5;
    assert_false(default_buckets_like(&game, unknown, &choice));
    assert_true(choice.training == 5);
}

/* Where few hands differ a street comes out with fewer buckets than it asked for. */
static void runs_whose_streets_came_out_with_fewer_are_known(void **state)
{
    (void)state;
    static const struct {
        uint32_t had[GAME_ROUNDS], asked;
    } runs[] = {{{169, 4321, 5000, 5000}, 5000},
                {{169, 1000, 1000, 777}, 1000},
                {{150, 200, 199, 200}, 200},
                {{169, 70, 80, 64}, 80}};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        struct bucket_choice choice = {.training = 5};
        assert_true(default_buckets_like(&game, runs[i].had, &choice));
        assert_int_equal(options_of(choice).k[1], runs[i].asked);
    }
}

/* What is made otherwise lies in a file of its own. */
static void files_tell_them_apart(void **state)
{
    (void)state;
    char hasty[1024], careful[1024];
    struct failure failure;
    struct bucket_options options = trained_for(0);
    assert_true(default_buckets_path(&game, &options, hasty, sizeof hasty, &failure));
    options.hasty = false;
    assert_true(default_buckets_path(&game, &options, careful, sizeof careful, &failure));
    assert_string_not_equal(hasty, careful);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(longer_runs_have_no_fewer_buckets),
        cmocka_unit_test(what_is_chosen_is_made_with_care),
        cmocka_unit_test(runs_that_go_on_are_known_by_their_counts),
        cmocka_unit_test(runs_whose_streets_came_out_with_fewer_are_known),
        cmocka_unit_test(files_tell_them_apart),
    };
    return cmocka_run_group_tests_name("default buckets", tests, start, NULL);
}
