/* An action of next to no probability is drawn once in a long run. Its draw must not outweigh all others in the average. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "cfr/iteration.h"
#include "cfr/purpose.h"
#include "support/training.h"

/* The first iteration in which the first player's traversal, which comes before the others', draws 0 at the second one's
 * first node: by the node, or third after the two draws of the traverser's action. */
static uint64_t find_draw(const struct sampler_plan *plan, bool by_node)
{
    walk_ref second = walk_read(&plan->walk, plan->walk.root).child[0];
    for (uint64_t t = 0;; t++) {
        struct random_stream stream = random_stream_at(plan->seed, t, PURPOSE_WALK);
        float unit = by_node ? random_unit_at(iteration_draw(plan, t, 0).key, second) : random_unit_float(&stream);
        for (unsigned more = 0; !by_node && more < 2; more++)
            unit = random_unit_float(&stream);
        if (unit == 0)
            return t;
    }
}

static void assert_weighs_little(const struct sampler *sampler, bool by_node)
{
    struct training training;
    training_open(&training, "kuhn.3p.game", sampler, &schedule_uniform, 1);
    const struct tree *tree = &training.tree;
    const struct table_street *street = &training.plan.tables.street[0];
    const struct node *root = &tree->nodes[tree->root];
    for (uint32_t b = 0; b < street->buckets; b++) {
        for (unsigned a = 0; a < root->actions; a++) {
            size_t index = table_index(street, b, tree->nodes[tree->child[0][root->row + a]].row);
            table_store(&street->regret[index], 1e-20F);
            table_store(&street->regret[index + 1], 1);
        }
    }
    training_run(&training, find_draw(&training.plan, by_node), 1, 0);
    for (uint64_t i = 0; i < table_street_entries(street); i++)
        assert_true(table_load(&street->sum[i]) <= 0x1p26F);
    training_close(&training);
}

static void a_rare_action_weighs_what_its_draw_is_worth(void **state)
{
    (void)state;
    assert_weighs_little(&sampler_external, true);
    assert_weighs_little(&sampler_outcome, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_rare_action_weighs_what_its_draw_is_worth)};
    return cmocka_run_group_tests_name("rare draws", tests, NULL, NULL);
}
