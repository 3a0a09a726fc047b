/* Everybody who trains pays by definition, chip by chip: samplers, for players who take one action with each hand, so that
 * nothing but the deal is drawn, and the full-width walk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/octet.h"
#include "support/paying.h"
#include "support/sweeping.h"
#include "support/training.h"

#include <math.h>

enum { ENTRIES = 1 << 17 };

/* So much that what a batch teaches changes no strategy, and that a float still holds it to an eighth of a chip. */
static const float SURE = 0x1p20F;

static struct training training;
static double taught[GAME_ROUNDS][ENTRIES];

/* Regrets that leave one action in each row, which may be the only one. */
static void draw_regrets(uint64_t number)
{
    struct random_stream random = random_stream_at(number, 0, 0x7361);
    for (uint32_t n = 0; n < training.tree.nodes_count; n++) {
        const struct node *node = &training.tree.nodes[n];
        const struct table_street *street = &training.plan.tables.street[node->street];
        for (uint32_t b = 0; b < street->buckets; b++) {
            size_t index = table_index(street, b, node->row);
            unsigned taken = random_below(&random, node->actions);
            assert_true(index + node->actions <= ENTRIES);
            for (unsigned a = 0; a < node->actions; a++)
                table_store(&street->regret[index + a], a == taken ? SURE : -SURE);
        }
    }
}

struct path {
    const struct deal *deal;
    unsigned traverser;
    bool explores; /* all actions of the traverser, as external sampling does; else the one that is taken */
};

static size_t row_of(const struct path *path, const struct node *node)
{
    return table_index(&training.plan.tables.street[node->street], path->deal->bucket[node->player][node->street],
                       node->row);
}

/* What the traverser is paid when everybody takes his action; adds what his rows learn. `on_path`: nobody has taken
 * another action so far. */
static double pay(const struct path *path, node_ref at, bool on_path)
{
    const struct tree *tree = &training.tree;
    if (node_ref_is_terminal(at)) {
        uint32_t end = node_ref_terminal(at);
        unsigned players = tree->game->players;
        double value[GAME_PLAYERS];
        chips_pay(players, tree->spent + (size_t)end * players, tree->terminals[end].folded, path->deal->rank, value);
        return value[path->traverser];
    }
    const struct node *node = &tree->nodes[at];
    const node_ref *child = tree->child[node->street] + node->row;
    size_t row = row_of(path, node);
    const table_entry *regret = training.plan.tables.street[node->street].regret + row;
    unsigned taken = 0;
    while (table_load(&regret[taken]) < 0)
        taken++;
    double value = pay(path, child[taken], on_path);
    if (node->player != path->traverser || !(on_path || path->explores))
        return value;
    for (unsigned a = 0; a < node->actions; a++) {
        if (a != taken)
            taught[node->street][row + a] += (path->explores ? pay(path, child[a], false) : 0) - value;
    }
    return value;
}

/* A batch of deals, all players traversing. */
static void check_batch(uint64_t batch)
{
    struct deal deals[DEAL_BATCH];
    double before = training.counters.utility, utility = 0;
    memset(taught, 0, sizeof taught);
    draw_regrets(batch);
    deal_batch(&training.plan.dealer, batch * DEAL_BATCH, DEAL_BATCH, deals);
    for (unsigned d = 0; d < DEAL_BATCH; d++) {
        for (unsigned p = 0; p < training.game.players; p++) {
            struct path path = {&deals[d], p, training.plan.sampler != &sampler_outcome};
            double value = pay(&path, training.tree.root, true);
            utility += p == 0 ? value : 0;
        }
    }
    training_run(&training, batch * DEAL_BATCH, DEAL_BATCH, 0);
    if (training.counters.utility - before != utility)
        fail_msg("sampler: %.6f, by definition %.6f", training.counters.utility - before, utility);
    for (unsigned s = 0; s < training.plan.tables.streets; s++) {
        const struct table_street *street = &training.plan.tables.street[s];
        for (size_t i = 0; i < table_street_entries(street); i++) {
            double regret = (double)table_load(&street->regret[i]);
            double found = regret - (double)(regret > 0 ? SURE : -SURE);
            if (found != taught[s][i])
                fail_msg("street %u, entry %zu: %.6f, by definition %.6f", s, i, found, taught[s][i]);
        }
    }
}

/* `flies`: as two players do who have few actions; else the recursion is made to work. */
static void check_sampler(const char *text, const struct sampler *sampler, bool flies, unsigned strategies)
{
    training_open_text(&training, text, sampler, &schedule_uniform, 3);
    if (!flies)
        training.plan.walk.most_actions = OCTET + 1;
    for (uint64_t i = 0; i < strategies; i++)
        check_batch(i);
    training_close(&training);
}

static void samplers_pay_what_ends_pay(void **state)
{
    (void)state;
    check_sampler(KUHN_TEXT, &sampler_external, true, 1000);
    check_sampler(LEDUC_TEXT, &sampler_external, true, 1000);
    check_sampler(LEDUC_TEXT, &sampler_external, false, 1000);
    check_sampler(LEDUC_TEXT, &sampler_outcome, false, 1000);
    check_sampler(PAYING_KUHN_3P, &sampler_external, false, 1000);
    check_sampler(PAYING_KUHN_3P, &sampler_outcome, false, 1000);
    check_sampler(PAYING_HOLDEM, &sampler_external, true, 50);
    check_sampler(PAYING_HOLDEM, &sampler_external, false, 50);
    check_sampler(PAYING_HOLDEM, &sampler_outcome, false, 50);
}

/* --- the full-width walk --- */

static struct sweeping sweeping;
static struct paying paying;

/* The strategy of the first iteration: regrets in proportion. */
static void read_regrets(const void *context, const struct node *node, const card cards[], double probability[])
{
    const struct table_street *street = &sweeping.tables.street[node->street];
    bucket_id bucket = abstraction_bucket(&sweeping.abstraction, node->street, cards);
    struct table_place place = table_find(street, bucket, node->row);
    double sum = 0;
    (void)context;
    for (unsigned a = 0; a < node->actions; a++)
        sum += probability[a] = (double)table_load(&street->regret[place.index + a * place.stride]);
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] /= sum;
}

static void check_sweep(const char *text, unsigned strategies, double error)
{
    const struct policy policy = {.read = read_regrets};
    paying_open(&paying, text, "three-sizes");
    sweeping_open_text(&sweeping, text, "three-sizes", &schedule_uniform, 1);
    for (unsigned i = 0; i < strategies; i++) {
        double mean[2], before = sweeping.counters.utility;
        struct random_stream random = random_stream_at(i, 0, 0x7377);
        memset(sweeping.memory, 0, (size_t)tables_bytes(&sweeping.tables));
        sweeping_draw(&sweeping, &random);
        memory_release(paying_values(&paying, &policy, mean));
        sweeping_run(&sweeping, 0, 1);
        if (!(fabs(sweeping.counters.utility - before - mean[0]) <= error))
            fail_msg("full-width walk: %.9f, by definition %.9f", sweeping.counters.utility - before, mean[0]);
    }
    sweeping_close(&sweeping);
    paying_close(&paying);
}

/* In doubles, but for the odds of all-ins before the board. */
static void walks_pay_what_ends_pay(void **state)
{
    (void)state;
    check_sweep(KUHN_TEXT, 1000, 1e-9);
    check_sweep(LEDUC_TEXT, 1000, 1e-9);
    check_sweep(PAYING_HOLDEM, 40, 1e-4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samplers_pay_what_ends_pay),
        cmocka_unit_test(walks_pay_what_ends_pay),
    };
    return cmocka_run_group_tests_name("payoffs sampled", tests, NULL, NULL);
}
