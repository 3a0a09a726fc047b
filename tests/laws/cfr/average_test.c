/* The average strategy is the mean of the strategies that were played, iteration t with weight t^average, whatever the
 * iteration counts in the regrets. What is played in an iteration comes from a second run beside the first, in which every
 * iteration counts once and whose sums are cleared before each; the mean is taken here, in doubles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cfr/average.h"
#include "cfr/row.h"
#include "support/training.h"

#include <math.h>

enum { ITERATIONS = 2000 };
static const float EPSILON = 0.6F;

struct run {
    const char *game;
    const struct sampler *sampler;
    const struct schedule_rule *schedule;
    double average;
};

static void open_run(struct training *training, const struct run *run, double average)
{
    struct failure failure;
    training_open(training, run->game, run->sampler, run->schedule, 5);
    training->plan.schedule.average = average;
    if (run->sampler == &sampler_targeted)
        training_must(targets_read(&training->plan.targets, "12:0.5 1:0.2 2:0.3", training->game.rounds, &failure),
                      &failure);
}

static size_t all_entries(const struct tables *tables)
{
    size_t entries = 0;
    for (unsigned s = 0; s < tables->streets; s++)
        entries += (size_t)table_street_entries(&tables->street[s]);
    return entries;
}

/* Adds `weight` times the sums to `mean`, and clears them. */
static void take_sums(const struct tables *tables, double weight, double mean[])
{
    for (unsigned s = 0; s < tables->streets; s++) {
        for (size_t i = 0; i < table_street_entries(&tables->street[s]); i++) {
            *mean++ += weight * (double)table_load(&tables->street[s].sum[i]);
            table_store(&tables->street[s].sum[i], 0);
        }
    }
}

static double power(uint64_t t, double exponent)
{
    return exp(exponent * log((double)t));
}

/* The largest difference between a probability of the average strategy and what the mean says. */
static double largest_difference(const struct training *training, const double mean[])
{
    double largest = 0;
    for (node_id n = 0; n < training->tree.nodes_count; n++) {
        const struct node *node = &training->tree.nodes[n];
        const struct table_street *street = &training->plan.tables.street[node->street];
        const double *of_street = mean;
        for (unsigned s = 0; s < node->street; s++)
            of_street += table_street_entries(&training->plan.tables.street[s]);
        for (uint32_t b = 0; b < street->buckets; b++) {
            const double *row = of_street + table_index(street, b, node->row);
            float probability[MENU_ACTIONS];
            double total = 0;
            for (unsigned a = 0; a < node->actions; a++)
                total += row[a];
            average_read(&training->plan.tables, node, b, probability);
            for (unsigned a = 0; a < node->actions && total > 0; a++)
                largest = fmax(largest, fabs((double)probability[a] - row[a] / total));
        }
    }
    return largest;
}

static void same_regrets(const struct training *a, const struct training *b)
{
    for (unsigned s = 0; s < a->plan.tables.streets; s++)
        assert_memory_equal(a->plan.tables.street[s].regret, b->plan.tables.street[s].regret,
                            table_street_entries(&a->plan.tables.street[s]) * sizeof(table_entry));
}

/* How far the average of a run is from the mean with weights t^exponent. */
static double distance(const struct run *run, double exponent)
{
    struct training training, once;
    open_run(&training, run, run->average);
    open_run(&once, run, 0);
    double *mean = memory_allocate(all_entries(&once.plan.tables), sizeof *mean);
    for (uint64_t t = 0; t < ITERATIONS; t++) {
        training_run(&training, t, 1, EPSILON);
        training_run(&once, t, 1, EPSILON);
        take_sums(&once.plan.tables, power(t + 1, exponent), mean);
    }
    same_regrets(&training, &once);
    double difference = largest_difference(&training, mean);
    memory_release(mean);
    training_close(&training);
    training_close(&once);
    return difference;
}

static void averages_are_weighted_means(void **state)
{
    (void)state;
    static const struct {
        const char *game;
        const struct sampler *sampler;
    } known[] = {{"kuhn.game", &sampler_external},
                 {"leduc.game", &sampler_external},
                 {"leduc.game", &sampler_targeted},
                 {"kuhn.3p.game", &sampler_external},
                 {"kuhn.game", &sampler_outcome}};
    static const double averages[] = {0, 0.5, 1, 2, 3};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        for (size_t a = 0; a < 2 * sizeof averages / sizeof *averages; a++) {
            const struct run run = {known[k].game, known[k].sampler, a % 2 ? &schedule_uniform : &schedule_linear,
                                    averages[a / 2]};
            double found = distance(&run, run.average);
            if (found > 1e-4)
                fail_msg("%s, sampler %s, t^%g: the average is off by %g", run.game, run.sampler->choice.name,
                         run.average, found);
        }
    }
}

/* The test above could tell: a mean with other weights is another one. */
static void other_exponents_give_other_averages(void **state)
{
    (void)state;
    const struct run run = {"kuhn.game", &sampler_external, &schedule_linear, 2};
    assert_true(distance(&run, 1) > 0.01);
    assert_true(distance(&run, 3) > 0.01);
}

/* Regret matching, in doubles: at a row that an iteration comes to it adds the strategy of that moment, once. The first
 * player's regrets are as they are afterwards when the second one's traversal comes to his rows. */
static void what_is_played_comes_from_the_regrets(void **state)
{
    (void)state;
    struct training training, before;
    const struct run run = {"leduc.game", &sampler_external, &schedule_linear, 0};
    open_run(&training, &run, 0);
    open_run(&before, &run, 0);
    size_t bytes = (size_t)tables_bytes(&training.plan.tables), checked = 0;
    for (uint64_t t = 0; t < ITERATIONS; t++) {
        memcpy(before.tables_memory, training.tables_memory, bytes);
        training_run(&training, t, 1, EPSILON);
        for (node_id n = 0; n < training.tree.nodes_count; n++) {
            const struct node *node = &training.tree.nodes[n];
            const struct table_street *after = &training.plan.tables.street[node->street];
            const table_entry *regrets =
                (node->player == 0 ? &training : &before)->plan.tables.street[node->street].regret;
            for (uint32_t b = 0; b < after->buckets; b++) {
                size_t row = table_index(after, b, node->row);
                double positive[MENU_ACTIONS], total = 0, added = 0;
                for (unsigned a = 0; a < node->actions; a++) {
                    positive[a] = fmax(0, (double)table_load(&regrets[row + a]));
                    total += positive[a];
                    added += (double)table_load(&after->sum[row + a]);
                }
                for (unsigned a = 0; a < node->actions && added > 0; a++) {
                    double expected = total > 0 ? positive[a] / total : 1.0 / node->actions;
                    assert_true(fabs((double)table_load(&after->sum[row + a]) - expected) < 1e-5);
                    table_store(&after->sum[row + a], 0);
                    checked++;
                }
            }
        }
    }
    assert_true(checked > ITERATIONS);
    training_close(&training);
    training_close(&before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(averages_are_weighted_means),
        cmocka_unit_test(other_exponents_give_other_averages),
        cmocka_unit_test(what_is_played_comes_from_the_regrets),
    };
    return cmocka_run_group_tests_name("average", tests, NULL, NULL);
}
