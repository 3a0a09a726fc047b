/* Flights and the recursion learn the same. One deal at a time they do the same sums in the same order but for roundings;
 * a batch of deals adds, player by player, what each of them would have added alone to the tables from before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cfr/flight.h"
#include "cfr/traversal.h"
#include "support/training.h"

#include <math.h>

static void open_game(struct training *training, const char *game, const struct schedule_rule *schedule)
{
    training_open(training, game, &sampler_external, schedule, 9);
    assert_true(flight_suits(&training->plan.walk));
}

/* Changes to targeted sampling, unless `targets` is NULL. */
static void target(struct training *training, const char *targets)
{
    struct failure failure;
    if (!targets)
        return;
    training_must(targets_read(&training->plan.targets, targets, training->game.rounds, &failure), &failure);
    training->plan.sampler = &sampler_targeted;
}

/* One player's traversal of one deal by recursion, as hands.c does it for games that do not suit flights. */
static float recurse(const struct training *training, const struct deal *deal, uint64_t iteration, unsigned player,
                     struct sampler_counters *counters)
{
    const struct sampler_plan *plan = &training->plan;
    struct traversal traversal = {.plan = plan,
                                  .deal = deal,
                                  .order = deal_order(deal),
                                  .iteration = iteration,
                                  .traverser = player,
                                  .weights = iteration_weights(plan, iteration)};
    for (unsigned p = 0; p < 2; p++) {
        for (unsigned s = 0; s < plan->tables.streets; s++)
            traversal.block[p][s] = table_index(&plan->tables.street[s], deal->bucket[p][s], 0);
    }
    float value = plan->sampler->traverse(&traversal);
    counters->visits += traversal.visits;
    counters->new_infosets += traversal.new_infosets;
    return value;
}

static void assert_close(double found, double expected, double size)
{
    if (fabs(found - expected) > 1e-5 * (fabs(expected) + size))
        fail_msg("found %.9g, expected %.9g, among numbers of %.9g", found, expected, size);
}

/* `size`: of what was added up to make the entries. */
static void assert_same_tables(const struct training *a, const struct training *b, double size)
{
    for (unsigned s = 0; s < a->plan.tables.streets; s++) {
        const struct table_street *x = &a->plan.tables.street[s], *y = &b->plan.tables.street[s];
        for (size_t i = 0; i < table_street_entries(x); i++) {
            assert_close((double)table_load(&x->regret[i]), (double)table_load(&y->regret[i]), size);
            assert_close((double)table_load(&x->sum[i]), (double)table_load(&y->sum[i]), size);
        }
    }
}

static void check_one_by_one(const char *game, const struct schedule_rule *schedule, struct pruning pruning,
                             const char *targets)
{
    enum { ITERATIONS = 3000 };
    struct training flown, walked;
    open_game(&flown, game, schedule);
    open_game(&walked, game, schedule);
    flown.plan.pruning = walked.plan.pruning = pruning;
    target(&flown, targets);
    target(&walked, targets);
    schedule_init(&flown.plan.schedule, schedule, 100, 1, 1, true);
    walked.plan.schedule = flown.plan.schedule;
    for (uint64_t i = 0; i < ITERATIONS; i++) {
        struct deal deal;
        deal_batch(&walked.plan.dealer, i, 1, &deal);
        walked.counters.utility += (double)recurse(&walked, &deal, i, 0, &walked.counters);
        recurse(&walked, &deal, i, 1, &walked.counters);
        training_run(&flown, i, 1, 0);
    }
    double weights = 0;
    for (uint64_t i = 0; i < ITERATIONS; i++)
        weights += (double)schedule_weight(&flown.plan.schedule, i);
    assert_same_tables(&flown, &walked, weights);
    assert_int_equal(flown.counters.visits, walked.counters.visits);
    assert_int_equal(flown.counters.new_infosets, walked.counters.new_infosets);
    assert_close(flown.counters.utility, walked.counters.utility, ITERATIONS);
    training_close(&flown);
    training_close(&walked);
}

static void one_deal_is_the_recursion(void **state)
{
    (void)state;
    const struct pruning off = {0}, on = {.enabled = true, .threshold = -20, .floor = -30, .probability = 0.7F};
    check_one_by_one("kuhn.game", &schedule_uniform, off, NULL);
    check_one_by_one("leduc.game", &schedule_uniform, off, NULL);
    check_one_by_one("leduc.game", &schedule_linear, off, NULL);
    check_one_by_one("leduc.game", &schedule_dcfr, off, NULL);
    check_one_by_one("leduc.game", &schedule_linear, on, NULL);
    check_one_by_one("leduc.game", &schedule_dcfr, on, NULL);
    check_one_by_one("leduc.game", &schedule_linear, off, "12:0.2 2:0.5 1:0.3");
    check_one_by_one("leduc.game", &schedule_dcfr, on, "2:0.5 12:0.5");
}

/* What each entry of `from` was changed by is added to `total`, and the entry set back to what it is in `before`. */
static void collect(struct training *from, const struct training *before, struct training *total)
{
    for (unsigned s = 0; s < from->plan.tables.streets; s++) {
        const struct table_street *x = &from->plan.tables.street[s], *y = &before->plan.tables.street[s],
                                  *to = &total->plan.tables.street[s];
        for (size_t i = 0; i < table_street_entries(x); i++) {
            table_entry *entry[2] = {&x->regret[i], &x->sum[i]}, *was[2] = {&y->regret[i], &y->sum[i]},
                        *sum[2] = {&to->regret[i], &to->sum[i]};
            for (unsigned k = 0; k < 2; k++) {
                float old = table_load(was[k]);
                table_store(sum[k], table_load(sum[k]) + (table_load(entry[k]) - old));
                table_store(entry[k], old);
            }
        }
    }
}

static void copy(struct training *to, const struct training *from)
{
    memcpy(to->tables_memory, from->tables_memory, (size_t)tables_bytes(&from->plan.tables));
}

static void check_batches(const char *game, const char *targets)
{
    enum { BATCHES = 40 };
    struct training flown, alone, before, total;
    struct training *each[] = {&flown, &alone, &before, &total};
    for (unsigned i = 0; i < 4; i++)
        open_game(each[i], game, &schedule_linear);
    target(&flown, targets);
    target(&alone, targets);
    for (uint64_t first = 0; first < BATCHES * DEAL_BATCH; first += DEAL_BATCH) {
        struct deal deals[DEAL_BATCH];
        struct sampler_counters counters = {0};
        deal_batch(&alone.plan.dealer, first, DEAL_BATCH, deals);
        copy(&total, &flown);
        for (unsigned p = 0; p < 2; p++) {
            copy(&before, &total);
            copy(&alone, &total);
            for (unsigned d = 0; d < DEAL_BATCH; d++) {
                float value = recurse(&alone, &deals[d], first + d, p, &counters);
                counters.utility += p == 0 ? (double)value : 0;
                collect(&alone, &before, &total);
            }
        }
        struct sampler_counters found = {0};
        hands_run(&flown.plan, flown.sampler_memory, first, DEAL_BATCH, 0, &found);
        assert_same_tables(&flown, &total, (double)(first + DEAL_BATCH) * DEAL_BATCH);
        assert_int_equal(found.visits, counters.visits);
        assert_close(found.utility, counters.utility, DEAL_BATCH);
    }
    for (unsigned i = 0; i < 4; i++)
        training_close(each[i]);
}

static void a_batch_adds_what_its_deals_add_alone(void **state)
{
    (void)state;
    check_batches("leduc.game", NULL);
    check_batches("leduc.game", "12:0.4 2:0.3 1:0.3");
    check_batches("kuhn.game", NULL); /* fills the queues to the last entry */
}

static void check_halving(const struct schedule_rule *schedule, double average)
{
    struct training flown, walked;
    struct deal deal;
    enum { ITERATION = 9 };
    struct training *each[] = {&flown, &walked};
    for (unsigned k = 0; k < 2; k++) {
        open_game(each[k], "leduc.game", schedule);
        each[k]->plan.schedule.average = average;
        float limit = STRATEGY_SUM_LIMIT * schedule_average_weight(&each[k]->plan.schedule, ITERATION);
        for (unsigned s = 0; s < 2; s++) {
            const struct table_street *street = &each[k]->plan.tables.street[s];
            for (size_t i = 0; i < table_street_entries(street); i++)
                table_store(&street->sum[i], limit * (i % 3 == 0 ? 1.5F : 1.0F));
        }
    }
    deal_batch(&walked.plan.dealer, ITERATION, 1, &deal);
    recurse(&walked, &deal, ITERATION, 0, &walked.counters);
    recurse(&walked, &deal, ITERATION, 1, &walked.counters);
    training_run(&flown, ITERATION, 1, 0);
    assert_memory_equal(flown.plan.tables.street[0].sum, walked.plan.tables.street[0].sum,
                        table_street_entries(&walked.plan.tables.street[0]) * sizeof(table_entry));
    training_close(&flown);
    training_close(&walked);
}

/* Sums so large that additions would be lost are halved; how large that is depends on what is added. */
static void large_sums_are_halved(void **state)
{
    (void)state;
    check_halving(&schedule_uniform, 0);
    check_halving(&schedule_linear, 1);
    check_halving(&schedule_linear, 0);
    check_halving(&schedule_linear, 2);
}

/* Batches end at multiples wherever a call began: cut there, results are the same to the bit. */
static void cuts_between_batches_do_not_matter(void **state)
{
    (void)state;
    struct training whole, parts;
    open_game(&whole, "leduc.game", &schedule_dcfr);
    open_game(&parts, "leduc.game", &schedule_dcfr);
    training_run(&whole, 0, 10, 0);
    training_run(&whole, 10, 100 * DEAL_BATCH - 10, 0);
    training_run(&parts, 0, 10, 0);
    training_run(&parts, 10, DEAL_BATCH - 10, 0);
    for (uint64_t first = 1, batches = 1; first < 100; first += batches++)
        training_run(&parts, first * DEAL_BATCH, (first + batches < 100 ? batches : 100 - first) * DEAL_BATCH, 0);
    assert_memory_equal(whole.tables_memory, parts.tables_memory, (size_t)tables_bytes(&whole.plan.tables));
    assert_int_equal(whole.counters.visits, parts.counters.visits);
    training_close(&whole);
    training_close(&parts);
}

static void games_of_three_are_left_to_the_recursion(void **state)
{
    (void)state;
    struct training training;
    training_open(&training, "kuhn.3p.game", &sampler_external, &schedule_uniform, 9);
    assert_false(flight_suits(&training.plan.walk));
    assert_int_equal(hands_bytes(&training.plan), 0);
    training_close(&training);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_deal_is_the_recursion),
        cmocka_unit_test(a_batch_adds_what_its_deals_add_alone),
        cmocka_unit_test(large_sums_are_halved),
        cmocka_unit_test(cuts_between_batches_do_not_matter),
        cmocka_unit_test(games_of_three_are_left_to_the_recursion),
    };
    return cmocka_run_group_tests_name("flight", tests, NULL, NULL);
}
