/* Exploitability inside an abstraction: with a bucket for each hand it is that of the real game, which a listing of all
 * deals finds; with fewer it is less; and full-width training with buckets drives it to nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/bucket_build.h"
#include "eval/inside.h"
#include "support/sweeping.h"

#include <math.h>

static const char path[] = "inside_test.holdem";
static const char *const text = "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 8 8\nblind = 2 1\n"
                                "firstPlayer = 2 1\nnumSuits = 3\nnumRanks = 4\nnumHoleCards = 2\n"
                                "numBoardCards = 0 1\nEND GAMEDEF\n";

static void open(struct sweeping *sweeping, uint32_t first, uint32_t second)
{
    struct failure failure;
    struct game game;
    sweeping_must(game_parse("test", text, &game, &failure), &failure);
    const struct bucket_options options = {
        .k = {first, second}, .method = {&bucket_percentile, &bucket_percentile}, .fewer = true, .workers = 1};
    sweeping_must(bucket_build(&run_unattended, &game, &options, path, &failure), &failure);
    sweeping_open_buckets(sweeping, text, "three-sizes", &schedule_dcfr, 1, path);
    remove(path);
}

static struct best_response inside(const struct sweeping *sweeping, unsigned workers)
{
    struct best_response result;
    struct failure failure;
    struct tables_view view = {&sweeping->abstraction, &sweeping->tables};
    struct policy policy = tables_policy(&view);
    sweeping_must(inside_compute(&run_unattended, &sweeping->tree, &sweeping->abstraction, &policy, 200, workers,
                                 &result, &failure),
                  &failure);
    return result;
}

static void a_bucket_for_each_hand_is_the_real_game(void **state)
{
    (void)state;
    struct sweeping sweeping;
    open(&sweeping, 65536, 65536);
    for (unsigned trained = 0; trained < 9; trained += 3) {
        struct best_response real = sweeping_measure(&sweeping), found = inside(&sweeping, 1 + trained / 3);
        for (unsigned p = 0; p < 2; p++) {
            print_message("player %u: best response %.5f, found %.5f\n", p + 1, real.best[p], found.best[p]);
            assert_true(found.best[p] < real.best[p] + 1e-5 && found.best[p] > real.best[p] - 2e-3);
        }
        sweeping_run(&sweeping, trained, 3);
    }
    sweeping_close(&sweeping);
}

static void training_with_buckets_leaves_nothing_inside(void **state)
{
    (void)state;
    struct sweeping sweeping;
    open(&sweeping, 6, 5);
    double before = inside(&sweeping, 1).exploitability;
    sweeping_run(&sweeping, 0, 400);
    double real = sweeping_measure(&sweeping).exploitability, after = inside(&sweeping, 2).exploitability;
    print_message("inside %.5f, then %.5f; in the real game %.5f\n", before, after, real);
    assert_true(after < 0.01 * before && after < 0.2 * real);
    sweeping_close(&sweeping);
}

/* A row counts once for each board that has hands of its bucket. */
static void visits_are_rows_of_boards(void **state)
{
    (void)state;
    struct sweeping sweeping;
    open(&sweeping, 6, 1);
    const struct public_game *game = &sweeping.sweep.game;
    uint64_t rows = (uint64_t)6 * game->forest.street[0].nodes +
                    (uint64_t)game->boards.street[1].count * game->forest.street[1].nodes;
    assert_int_equal(sweeping.sweep.visits, 2 * rows);
    sweeping_close(&sweeping);
}

static void without_buckets_there_is_no_inside(void **state)
{
    (void)state;
    struct sweeping sweeping;
    struct best_response result;
    struct failure failure;
    sweeping_open_text(&sweeping, text, "three-sizes", &schedule_linear, 1);
    struct tables_view view = {&sweeping.abstraction, &sweeping.tables};
    struct policy policy = tables_policy(&view);
    assert_false(
        inside_compute(&run_unattended, &sweeping.tree, &sweeping.abstraction, &policy, 10, 1, &result, &failure));
    assert_non_null(strstr(failure.text, "the game itself"));
    sweeping_close(&sweeping);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bucket_for_each_hand_is_the_real_game),
        cmocka_unit_test(training_with_buckets_leaves_nothing_inside),
        cmocka_unit_test(visits_are_rows_of_boards),
        cmocka_unit_test(without_buckets_there_is_no_inside),
    };
    return cmocka_run_group_tests_name("inside", tests, NULL, NULL);
}
