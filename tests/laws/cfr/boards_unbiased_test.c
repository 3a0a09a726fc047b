/* What walks over whole boards teach is what the theory says, exactly: the counterfactual regret of every action and the
 * acting player's own reach times his strategy (Zinkevich et al. 2007, eq. 7 and 8), computed here deal by deal. All boards
 * at once, and the mean over each single one of them; with a row for each hand and with buckets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "buckets/bucket_build.h"
#include "cards/subset.h"
#include "cfr/engine.h"
#include "eval/all_deals.h"
#include "support/sweeping.h"
#include "train/chance.h"
#include "train/samplers.h"

#include <math.h>

/* All-ins before the board, on it and after; folds; a menu with and without raises. Suits that matter. */
static const char *const text = "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 3\nstack = 6 6\nblind = 2 1\n"
                                "firstPlayer = 2 1 1\nnumSuits = 3\nnumRanks = 3\nnumHoleCards = 2\n"
                                "numBoardCards = 0 1 1\nEND GAMEDEF\n";

enum { ENTRIES = 1 << 17 };

struct lesson {
    double regret[GAME_ROUNDS][ENTRIES], sum[GAME_ROUNDS][ENTRIES]; /* by entry of the tables */
};
static struct lesson expected, found;
static struct sweeping sweeping;
static struct all_deals deals;

static struct table_place place_of(const struct node *node, uint32_t deal)
{
    unsigned s = node->street;
    uint32_t view = deals.view[s][node->player * deals.count + deal];
    const card *cards = deals.cards[s] + (size_t)view * deals.view_cards[s];
    return table_find(&sweeping.tables.street[s], abstraction_bucket(&sweeping.abstraction, s, cards), node->row);
}

/* Adds what is expected below `ref` for this deal and returns player 0's expected chips. */
static double expect(node_ref ref, uint32_t deal, const double reach[2])
{
    const struct tree *tree = &sweeping.tree;
    double value[2], below[MENU_ACTIONS], total = 0, mean = 0;
    if (node_ref_is_terminal(ref)) {
        uint32_t terminal = node_ref_terminal(ref);
        payoff(2, &tree->spent[(size_t)terminal * 2], tree->terminals[terminal].folded, &deals.rank[(size_t)deal * 2],
               value);
        return value[0];
    }
    const struct node *node = &tree->nodes[ref];
    const struct table_street *street = &sweeping.tables.street[node->street];
    struct table_place place = place_of(node, deal);
    unsigned player = node->player;
    for (unsigned a = 0; a < node->actions; a++)
        total += (double)table_load(&street->regret[place.index + a * place.stride]);
    for (unsigned a = 0; a < node->actions; a++) {
        double probability = (double)table_load(&street->regret[place.index + a * place.stride]) / total;
        double after[2] = {reach[0], reach[1]};
        after[player] *= probability;
        below[a] = expect(tree->child[node->street][node->row + a], deal, after);
        mean += probability * below[a];
        expected.sum[node->street][place.index + a * place.stride] += reach[player] * probability / deals.count;
    }
    for (unsigned a = 0; a < node->actions; a++)
        expected.regret[node->street][place.index + a * place.stride] +=
            reach[1 - player] * (player == 0 ? below[a] - mean : mean - below[a]) / deals.count;
    return mean;
}

/* Regrets are chips summed over the hands of a row; sums count hands and boards. */
static void assert_as_expected(void)
{
    double hands = sweeping.sweep.game.boards.street[0].board[0].hands, boards = 1;
    unsigned left = (unsigned)deck_size(sweeping.game.deck) - sweeping.game.hole_cards;
    for (unsigned s = 0; s < sweeping.game.rounds; s++) {
        boards *= subset_count(left, sweeping.game.board_cards[s]);
        left -= sweeping.game.board_cards[s];
        for (size_t i = 0; i < table_street_entries(&sweeping.tables.street[s]); i++) {
            double regret = found.regret[s][i] / hands, sum = found.sum[s][i] / (hands * boards);
            if (fabs(regret - expected.regret[s][i]) > 2e-6 || fabs(sum - expected.sum[s][i]) > 2e-6)
                fail_msg("street %u, entry %zu: regret %.7f, expected %.7f; sum %.7f, expected %.7f", s, i, regret,
                         expected.regret[s][i], sum, expected.sum[s][i]);
        }
    }
}

/* The buckets' file: three before the board, five on it, four in the end. */
static void open(bool buckets)
{
    static const char path[] = "boards_unbiased_test.holdem";
    struct failure failure;
    struct game game;
    sweeping_must(game_parse("test", text, &game, &failure), &failure);
    const struct bucket_options options = {
        .k = {3, 5, 4}, .method = {&bucket_percentile, &bucket_percentile, &bucket_percentile}, .workers = 1};
    if (buckets)
        sweeping_must(bucket_build(&run_unattended, &game, &options, path, &failure), &failure);
    sweeping_open_buckets(&sweeping, text, "three-sizes", &schedule_uniform, 1, buckets ? path : NULL);
    remove(path);
    for (unsigned s = 0; s < game.rounds; s++)
        assert_true(table_street_entries(&sweeping.tables.street[s]) <= ENTRIES);
    struct random_stream random = random_stream_at(11, 0, 0);
    sweeping_draw(&sweeping, &random);
    all_deals_init(&sweeping.game, &deals);
    memset(&expected, 0, sizeof expected);
    memset(&found, 0, sizeof found);
    for (uint32_t d = 0; d < deals.count; d++)
        expect(sweeping.tree.root, d, (const double[]){1, 1});
}

static void close(void)
{
    all_deals_release(&deals);
    sweeping_close(&sweeping);
}

/* What the walks added, less what was there; both are 0 afterwards. */
static void collect(unsigned street, table_entry regret[], const table_entry before[], table_entry sum[], double share)
{
    for (size_t i = 0; i < table_street_entries(&sweeping.tables.street[street]); i++) {
        found.regret[street][i] += share * (double)(table_load(&regret[i]) - (before ? table_load(&before[i]) : 0));
        found.sum[street][i] += share * (double)table_load(&sum[i]);
        table_store(&regret[i], before ? table_load(&before[i]) : 0);
        table_store(&sum[i], 0);
    }
}

static void all_boards_at_once(void **state)
{
    bool buckets = *state != NULL;
    static table_entry before[GAME_ROUNDS][ENTRIES];
    open(buckets);
    struct sweep_worker *worker = &sweeping.sweep.worker[0];
    worker->own.update = schedule_update(&sweeping.sweep.schedule, 0);
    for (unsigned s = 0; s < sweeping.game.rounds; s++)
        memcpy(before[s], sweeping.tables.street[s].regret,
               table_street_entries(&sweeping.tables.street[s]) * sizeof(table_entry));
    for (unsigned p = 0; p < 2; p++) {
        worker->walk.traverser = p;
        vector_walk_whole(&worker->walk);
        for (unsigned s = 0; s < sweeping.game.rounds; s++) {
            const struct table_street *street = &sweeping.tables.street[s];
            if (buckets)
                collect(s, worker->shared.target[s].regret, NULL, worker->shared.target[s].sum, 1);
            else
                collect(s, street->regret, before[s], street->sum, 1);
        }
    }
    assert_as_expected();
    close();
}

/* Every path of boards once: a card on the second street and one on the third. */
static unsigned walk_paths(const struct chance *chance, struct public_worker *worker)
{
    double index[GAME_ROUNDS] = {0};
    unsigned paths = 0;
    for (index[1] = 0; index[1] < worker->path.count[1]; index[1]++) {
        for (index[2] = 0; index[2] < worker->path.count[2]; index[2]++, paths++) {
            public_deal(&chance->plan, worker, index);
            for (unsigned p = 0; p < 2; p++) {
                worker->walk.traverser = p;
                vector_walk_whole(&worker->walk);
            }
        }
    }
    return paths;
}

static void one_board_at_a_time(void **state)
{
    static table_entry regret[GAME_ROUNDS][ENTRIES], sum[GAME_ROUNDS][ENTRIES];
    struct chance chance;
    struct failure failure;
    open(*state != NULL);
    struct sampler_plan plan = {
        .sampler = &sampler_public, .engine = engine_in_use(), .tables = sweeping.tables, .seed = 1};
    schedule_init(&plan.schedule, &schedule_uniform, 1000, 1, 1, true);
    sweeping_must(
        chance_open(&run_unattended, &chance, &sweeping.tree, &sweeping.abstraction, &plan, 1000000, &failure),
        &failure);
    sweeping_must(chance_start(&chance, 1, &failure), &failure);
    struct public_worker *worker = &chance.worker[0];
    worker->step.weight = worker->step.average = 1;
    for (unsigned s = 0; s < sweeping.game.rounds; s++) {
        worker->step.target[s].regret = regret[s];
        worker->step.target[s].sum = sum[s];
    }
    unsigned paths = walk_paths(&chance, worker);
    assert_int_equal(paths, 9 * 8);
    for (unsigned s = 0; s < sweeping.game.rounds; s++)
        collect(s, regret[s], NULL, sum[s], 1.0 / paths);
    assert_as_expected();
    chance_release(&chance);
    close();
}

/* No card combination comes more often than its share by more than one in any long stretch. */
static void boards_are_spread_evenly(void **state)
{
    (void)state;
    enum { DRAWN = 72 * 50 };
    static unsigned drawn[9][8];
    struct board_path path = {.boards.streets = 3, .count = {1, 9, 8}};
    for (uint64_t t = 0; t < DRAWN; t++) {
        double index[GAME_ROUNDS];
        public_board(7, 1000 + t, &path, index);
        assert_true(index[0] == 0 && index[1] >= 0 && index[1] < 9 && index[2] >= 0 && index[2] < 8);
        drawn[(unsigned)index[1]][(unsigned)index[2]]++;
    }
    for (unsigned i = 0; i < 9; i++) {
        for (unsigned j = 0; j < 8; j++)
            assert_true(drawn[i][j] >= 46 && drawn[i][j] <= 54);
    }
}

int main(void)
{
    static bool buckets = true;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(all_boards_at_once, NULL),  cmocka_unit_test_prestate(all_boards_at_once, &buckets),
        cmocka_unit_test_prestate(one_board_at_a_time, NULL), cmocka_unit_test_prestate(one_board_at_a_time, &buckets),
        cmocka_unit_test(boards_are_spread_evenly),
    };
    return cmocka_run_group_tests_name("boards unbiased", tests, NULL, NULL);
}
