/* Public chance sampling as the trainer runs it: weights and epochs of the schedule, what is counted, known values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cfr/engine.h"
#include "cfr/stage.h"
#include "support/sweeping.h"
#include "train/chance.h"
#include "train/samplers.h"

#include <math.h>

/* Leduc with rows for public chance sampling. */
struct sampling {
    struct game game;
    struct menu menu;
    struct tree tree;
    struct abstraction abstraction;
    struct sampler_plan plan;
    struct chance chance;
    void *memory;
    struct sampler_counters counters;
};

static void open(struct sampling *sampling, const struct schedule_rule *kind)
{
    struct failure failure;
    uint32_t buckets[GAME_ROUNDS];
    memset(sampling, 0, sizeof *sampling);
    evaluator_init();
    sweeping_must(game_load(HOLDEM_ROOT "/games/leduc.game", &sampling->game, &failure), &failure);
    sweeping_must(menu_named("three-sizes", &sampling->game, &sampling->menu, &failure), &failure);
    sweeping_must(tree_build(&sampling->game, &sampling->menu, &sampling->tree, &failure), &failure);
    sweeping_must(abstraction_lossless(&sampling->game, 2, 1000, &sampling->abstraction, &failure), &failure);
    for (unsigned s = 0; s < 2; s++)
        buckets[s] = sampling->abstraction.street[s].buckets;
    sampling->plan.sampler = &sampler_public;
    sampling->plan.engine = engine_in_use();
    sampling->plan.seed = 1;
    schedule_init(&sampling->plan.schedule, kind, 100, 1.5, 2, true);
    tables_shape(&sampling->plan.tables, &sampling->tree, buckets, schedule_is_stamped(&sampling->plan.schedule));
    sweeping_must(chance_open(&run_unattended, &sampling->chance, &sampling->tree, &sampling->abstraction,
                              &sampling->plan, 1000, &failure),
                  &failure);
    row_order_apply(&sampling->chance.order, &sampling->plan.tables);
    size_t bytes = (size_t)tables_bytes(&sampling->plan.tables);
    sampling->memory = red_new(bytes);
    memset(sampling->memory, 0, bytes);
    tables_init(&sampling->plan.tables, sampling->memory);
    sweeping_must(chance_start(&sampling->chance, 1, &failure), &failure);
}

static void close(struct sampling *sampling)
{
    chance_release(&sampling->chance);
    red_release(sampling->memory);
    abstraction_release(&sampling->abstraction);
    tree_release(&sampling->tree);
}

static struct best_response measure(const struct sampling *sampling)
{
    struct tables_view view = {&sampling->abstraction, &sampling->plan.tables};
    struct policy policy = tables_policy(&view);
    struct best_response result;
    best_response_compute(&run_unattended, &sampling->tree, &policy, &result);
    return result;
}

/* The sums of a row that is always reached grow by the iteration's weight: at the root, reach 1 and two hands a row. */
static void sums_have_the_weights_of_the_schedule(void **state)
{
    (void)state;
    static const struct schedule_rule *const kinds[] = {&schedule_uniform, &schedule_linear, &schedule_uniform,
                                                        &schedule_linear};
    static const double averages[] = {0, 1, 1, 2}, weights[] = {5, 65, 65, 855 / 0x1p50};
    for (unsigned k = 0; k < 4; k++) {
        struct sampling sampling;
        double sum = 0, expected = 2 * weights[k];
        open(&sampling, kinds[k]);
        sampling.plan.schedule.average = averages[k];
        chance_run(&sampling.chance, 0, 10, 5, &sampling.counters);
        const struct node *root = &sampling.tree.nodes[0];
        struct table_place place = table_find(&sampling.plan.tables.street[0], 0, root->row);
        for (unsigned a = 0; a < root->actions; a++)
            sum += (double)table_load(&sampling.plan.tables.street[0].sum[place.index + a * place.stride]);
        assert_true(fabs(sum - expected) < 1e-4 * expected);
        assert_int_equal(sampling.counters.iterations, 5);
        close(&sampling);
    }
}

/* Both begin with the same strategies: what iteration 10 teaches the first player counts eleven times as much. */
static void regrets_have_the_weights_of_the_schedule(void **state)
{
    (void)state;
    struct sampling uniform, linear;
    open(&uniform, &schedule_uniform);
    open(&linear, &schedule_linear);
    linear.plan.schedule.average = 3;
    chance_run(&uniform.chance, 0, 10, 1, &uniform.counters);
    chance_run(&linear.chance, 0, 10, 1, &linear.counters);
    double largest = 0;
    for (uint32_t n = 0; n < uniform.tree.nodes_count; n++) {
        const struct node *node = &uniform.tree.nodes[n];
        const struct table_street *street = &uniform.plan.tables.street[node->street];
        for (uint32_t b = 0; node->player == 0 && b < street->buckets; b++) {
            struct table_place place = table_find(street, b, node->row);
            double once = (double)table_load(&street->regret[place.index]);
            double often = (double)table_load(&linear.plan.tables.street[node->street].regret[place.index]);
            assert_true(fabs(often - 11 * once) < 1e-5 * (1 + fabs(often)));
            largest = fabs(once) > largest ? fabs(once) : largest;
        }
    }
    assert_true(largest > 0.1);
    close(&uniform);
    close(&linear);
}

/* Rows carry the epoch in which they were last discounted. */
static void epochs_reach_the_rows(void **state)
{
    (void)state;
    struct sampling sampling;
    open(&sampling, &schedule_dcfr);
    chance_run(&sampling.chance, 0, 0, 5, &sampling.counters);
    chance_run(&sampling.chance, 0, 5000, 1, &sampling.counters);
    const struct table_street *street = &sampling.plan.tables.street[0];
    uint32_t epoch = schedule_epoch(&sampling.plan.schedule, 5000);
    assert_true(epoch > 0);
    struct table_place place = table_find(street, 0, sampling.tree.nodes[0].row);
    assert_int_equal(atomic_load(&street->stamp[table_stamp_of_entry(street, place.index)]), epoch);
    close(&sampling);
}

/* Weights and epochs are those of each iteration, wherever the batch that it is claimed with begins: cut anywhere, a run
 * leaves the same bytes. Epochs last 100 iterations at first, so that batches of 64 and of all go over their ends. */
static void batches_of_any_size_leave_the_same_bytes(void **state)
{
    (void)state;
    enum { ITERATIONS = 1000 };
    static const struct schedule_rule *const kinds[] = {&schedule_uniform, &schedule_linear, &schedule_dcfr,
                                                        &schedule_static};
    static const uint64_t sizes[] = {64, 7, ITERATIONS};
    for (unsigned k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct sampling single;
        open(&single, kinds[k]);
        for (uint64_t t = 0; t < ITERATIONS; t++)
            chance_run(&single.chance, 0, t, 1, &single.counters);
        for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            struct sampling batches;
            open(&batches, kinds[k]);
            for (uint64_t t = 0; t < ITERATIONS; t += sizes[i])
                chance_run(&batches.chance, 0, t, ITERATIONS - t < sizes[i] ? ITERATIONS - t : sizes[i],
                           &batches.counters);
            assert_memory_equal(batches.memory, single.memory, (size_t)tables_bytes(&single.plan.tables));
            assert_int_equal(batches.counters.visits, single.counters.visits);
            assert_int_equal(batches.counters.new_infosets, single.counters.new_infosets);
            assert_true(batches.counters.utility == single.counters.utility);
            close(&batches);
        }
        close(&single);
    }
}

/* The walk's vectors and the elements behind them, moved apart (support/red_zones.h): what is learnt there is the same, and
 * nothing is written between them. */
static void walks_keep_within_their_vectors(void **state)
{
    (void)state;
    enum { ITERATIONS = 50 };
    static struct red_arrays arrays;
    struct sampling plain, apart;
    open(&plain, &schedule_dcfr);
    open(&apart, &schedule_dcfr);
    struct public_worker *worker = &apart.chance.worker[0];
    const struct red_holder holders[] = {{worker, sizeof *worker},
                                         {worker->walk.street, GAME_ROUNDS * sizeof *worker->walk.street}};
    red_move_apart(&arrays, apart.chance.memory, public_walk_bytes(&apart.chance.plan), holders, 2);
    assert_true(arrays.count >= 20);
    chance_run(&apart.chance, 0, 0, ITERATIONS, &apart.counters);
    assert_true(red_move_back(&arrays, holders, 2));
    chance_run(&plain.chance, 0, 0, ITERATIONS, &plain.counters);
    assert_memory_equal(apart.memory, plain.memory, (size_t)tables_bytes(&plain.plan.tables));
    close(&plain);
    close(&apart);
}

static void every_information_set_is_counted_once(void **state)
{
    (void)state;
    struct sampling sampling;
    open(&sampling, &schedule_linear);
    chance_run(&sampling.chance, 0, 0, 200, &sampling.counters);
    uint64_t summed = 0;
    for (uint32_t n = 0; n < sampling.tree.nodes_count; n++) {
        const struct node *node = &sampling.tree.nodes[n];
        const struct table_street *street = &sampling.plan.tables.street[node->street];
        for (uint32_t b = 0; b < street->buckets; b++) {
            struct table_place place = table_find(street, b, node->row);
            float total = 0;
            for (unsigned a = 0; a < node->actions; a++)
                total += table_load(&street->sum[place.index + a * place.stride]);
            summed += total > 0;
        }
    }
    assert_int_equal(sampling.counters.new_infosets, summed);
    close(&sampling);
}

/* Leduc's value, -0.0856064 for the first player. */
static void the_value_is_the_known_one(void **state)
{
    (void)state;
    static const struct schedule_rule *const kinds[] = {&schedule_linear, &schedule_dcfr};
    for (unsigned k = 0; k < 2; k++) {
        struct sampling sampling;
        open(&sampling, kinds[k]);
        chance_run(&sampling.chance, 0, 0, 20000, &sampling.counters);
        struct best_response result = measure(&sampling);
        print_message("%.6f < value < %.6f\n", -result.best[1], result.best[0]);
        assert_true(-result.best[1] < -0.085606 && result.best[0] > -0.085607);
        assert_true(result.exploitability < 0.02);
        close(&sampling);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_have_the_weights_of_the_schedule),
        cmocka_unit_test(regrets_have_the_weights_of_the_schedule),
        cmocka_unit_test(epochs_reach_the_rows),
        cmocka_unit_test(batches_of_any_size_leave_the_same_bytes),
        cmocka_unit_test(walks_keep_within_their_vectors),
        cmocka_unit_test(every_information_set_is_counted_once),
        cmocka_unit_test(the_value_is_the_known_one),
    };
    return cmocka_run_group_tests_name("public chance sampling", tests, NULL, NULL);
}
