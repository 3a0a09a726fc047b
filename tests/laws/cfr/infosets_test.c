/* Rows count as new once: what samplers of hands count are the rows whose strategy was ever summed up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/training.h"

static uint64_t count_summed(const struct training *training)
{
    uint64_t summed = 0;
    for (node_id n = 0; n < training->tree.nodes_count; n++) {
        const struct node *node = &training->tree.nodes[n];
        const struct table_street *street = &training->plan.tables.street[node->street];
        for (uint32_t b = 0; b < street->buckets; b++) {
            struct table_place place = table_find(street, b, node->row);
            float total = 0;
            for (unsigned a = 0; a < node->actions; a++)
                total += table_load(&street->sum[place.index + a * place.stride]);
            summed += total > 0;
        }
    }
    return summed;
}

static void what_counts_as_new_was_never_summed(void **state)
{
    (void)state;
    static const struct {
        const char *game;
        const struct sampler *sampler;
    } runs[] = {
        {"leduc.game", &sampler_external}, {"leduc.game", &sampler_outcome}, {"kuhn.3p.game", &sampler_external}};
    for (unsigned r = 0; r < 3; r++) {
        struct training training;
        training_open(&training, runs[r].game, runs[r].sampler, &schedule_linear, 3);
        training_run(&training, 0, 20, 0.6F);
        training_run(&training, 20, 300, 0.6F);
        assert_true(count_summed(&training) > 10);
        assert_int_equal(training.counters.new_infosets, count_summed(&training));
        training_close(&training);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_counts_as_new_was_never_summed)};
    return cmocka_run_group_tests_name("infosets", tests, NULL, NULL);
}
