/* Filtered strategies: purified Kuhn against what is worked out by hand, and whoever looks at a filtered strategy (best
 * responses, local best response, matches) against the same strategy written to a file of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "eval/agents.h"
#include "eval/best_response.h"
#include "eval/lbr.h"
#include "eval/match.h"
#include "eval/player.h"
#include "unit/eval/fixture.h"

#include <math.h>

/* Two hole cards, a flop of one, a deck of six. */
#define SIX_CARDS_TEXT                                                                                                 \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 400 400\nblind = 100 50\nfirstPlayer = 2 1\n"            \
    "numSuits = 2\nnumRanks = 3\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n"

static const char mixed_path[] = "purification_mixed.holdem", own_path[] = "purification_own.holdem";

static void open_player(struct player *player, const char *name)
{
    struct failure failure;
    must(player_open(player, name, NULL, NULL, &failure), &failure);
}

static struct best_response evaluate_player(const struct player *player)
{
    struct best_response result;
    struct policy policy = blueprint_as_policy(&player->blueprint);
    must(best_response_compute(&run_unattended, &player->blueprint.tree, &policy, &result),
         &(struct failure){.text = "interrupted"});
    return result;
}

/* --- Kuhn --- */

/* How often the second action is taken with jack, queen and king at a sequence: Kuhn's equilibrium with alpha = 1/4, in
 * twelfths. */
static const struct {
    const char *sequence;
    float second[3];
} kuhn_rows[] = {{"", {3, 0, 9}}, {"c", {4, 0, 12}}, {"r", {0, 4, 12}}, {"cr", {0, 7, 12}}};

static void write_kuhn(void)
{
    static const char *const jack_queen_king[] = {"Qs", "Ks", "As"}; /* as its deck calls them */
    struct fixture fixture;
    fixture_open(&fixture, "kuhn", KUHN_TEXT);
    for (unsigned i = 0; i < sizeof kuhn_rows / sizeof *kuhn_rows; i++) {
        const struct node *node = fixture_node(&fixture, kuhn_rows[i].sequence);
        for (unsigned hand = 0; hand < 3; hand++) {
            card held;
            assert_true(card_parse(jack_queen_king[hand], &held));
            bucket_id bucket = abstraction_bucket(&fixture.abstraction, 0, &held);
            table_store(fixture_sum(&fixture, node, bucket, 0), 12 - kuhn_rows[i].second[hand]);
            table_store(fixture_sum(&fixture, node, bucket, 1), kuhn_rows[i].second[hand]);
        }
    }
    fixture_write(&fixture, mixed_path);
    fixture_close(&fixture);
}

/* Purified, the first player checks jack and queen, bets the king, calls with the queen; the second bets and calls with the
 * king alone. The six deals, jack-queen to king-queen, bring the first -1 -1 1 -2 1 1. Knowing that the first player folds
 * the jack and calls with the queen, the second wins -1 with the jack against either, 1 and -1 with the queen, 1 and 2 with
 * the king; knowing that the second bluffs never and folds the queen, the first wins 1 and -2 by betting the jack, 1 and
 * -1 by checking the queen, 1 and 1 with the king. Each best response wins 1/6. */
static void purified_kuhn_loses_what_it_does_by_hand(void **state)
{
    struct player player;
    struct best_response result;
    (void)state;
    write_kuhn();
    open_player(&player, mixed_path);
    assert_true(evaluate_player(&player).nashconv < 1e-4);
    player_close(&player);
    open_player(&player, "purify:purification_mixed.holdem");
    result = evaluate_player(&player);
    assert_true(fabs(result.value[0] + 1.0 / 6) < 1e-12);
    assert_true(fabs(result.best[0] - 1.0 / 6) < 1e-12);
    assert_true(fabs(result.best[1] - 1.0 / 6) < 1e-12);
    assert_true(fabs(result.exploitability - 1.0 / 6) < 1e-12);
    player_close(&player);
    remove(mixed_path);
}

/* --- the same strategy in a file of its own --- */

/* Mixed rows without ties; `purified`, a bit a street: of these rows only the largest entry. */
static void write_rows(const char *path, unsigned purified)
{
    struct fixture fixture;
    fixture_open_with(&fixture, "game", SIX_CARDS_TEXT, "classic");
    struct random_stream stream = random_stream_at(5, 0, 0);
    for (uint32_t n = 0; n < fixture.tree.nodes_count; n++) {
        const struct node *node = &fixture.tree.nodes[n];
        for (bucket_id bucket = 0; bucket < fixture.tables.street[node->street].buckets; bucket++) {
            uint32_t turn = random_below(&stream, node->actions);
            for (unsigned a = 0; a < node->actions; a++) {
                uint32_t size = (a + turn) % node->actions + 1;
                bool stays = size == node->actions || !(purified >> node->street & 1);
                table_store(fixture_sum(&fixture, node, bucket, a), stays ? (float)size : 0);
            }
        }
    }
    fixture_write(&fixture, path);
    fixture_close(&fixture);
}

/* All that is known of a player: exactly, by local best response, and from a match. */
struct figures {
    struct best_response exact;
    struct lbr_result lbr;
    struct match_estimates match;
};

static struct figures look_at(const struct player *player)
{
    const struct responder_rules rules = {true, UINT16_MAX};
    struct figures figures = {.exact = evaluate_player(player)};
    struct agent random;
    struct lbr lbr;
    struct failure failure;
    assert_true(agent_named("random", player->agent.game, &random));
    must(lbr_open(&run_unattended, &lbr, player->agent.game, rules, &failure), &failure);
    lbr_face(&lbr, &player->agent, 3);
    must(lbr_run(&run_unattended, &lbr, 300, 1, &figures.lbr, &failure), &failure);
    lbr_close(&lbr);
    struct match_plan plan = {
        .run = &run_unattended, .a = &player->agent, .b = &random, .deals = 300, .seed = 3, .workers = 1};
    must(match_play(&plan, &figures.match, &failure), &failure);
    return figures;
}

static void assert_same(const struct figures *a, const struct figures *b)
{
    assert_true(a->exact.exploitability == b->exact.exploitability && a->exact.value[0] == b->exact.value[0]);
    assert_true(a->lbr.both.mean == b->lbr.both.mean && a->lbr.both.squares == b->lbr.both.squares);
    assert_true(a->match.corrected.mean == b->match.corrected.mean && a->match.chips == b->match.chips);
}

static void assert_other(const struct figures *a, const struct figures *b)
{
    assert_true(a->exact.exploitability != b->exact.exploitability && a->exact.value[0] != b->exact.value[0]);
    assert_true(a->lbr.both.mean != b->lbr.both.mean);
    assert_true(a->match.corrected.mean != b->match.corrected.mean && a->match.chips != b->match.chips);
}

static struct figures look_at_name(const char *name)
{
    struct player player;
    open_player(&player, name);
    struct figures figures = look_at(&player);
    player_close(&player);
    return figures;
}

static void whoever_looks_sees_the_filtered_strategy(void **state)
{
    static const struct {
        const char *name;
        unsigned purified;
    } cases[] = {{"purify:purification_mixed.holdem", 3},
                 {"purify@round1,round2:purification_mixed.holdem", 3},
                 {"threshold=1@round2:purification_mixed.holdem", 2},
                 {"plain:purify@round1:purification_mixed.holdem", 1},
                 {"plain:purification_mixed.holdem", 0}};
    (void)state;
    write_rows(mixed_path, 0);
    struct figures mixed = look_at_name(mixed_path);
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_rows(own_path, cases[i].purified);
        struct figures filtered = look_at_name(cases[i].name), own = look_at_name(own_path);
        remove(own_path);
        assert_same(&filtered, &own);
        (cases[i].purified ? assert_other : assert_same)(&filtered, &mixed);
    }
    remove(mixed_path);
}

/* What an agent's own filters do is what those of its file would do. */
static void filters_of_an_agent_are_those_of_its_file(void **state)
{
    struct player player;
    struct failure failure;
    (void)state;
    write_rows(mixed_path, 0);
    struct figures named = look_at_name("threshold=0.3:purification_mixed.holdem");
    open_player(&player, mixed_path);
    must(filter_parse("threshold=0.3:x", player.agent.game, &player.agent.filters, NULL, &failure), &failure);
    struct figures own = look_at(&player);
    assert_true(own.lbr.both.mean == named.lbr.both.mean && own.match.chips == named.match.chips);
    assert_true(own.exact.exploitability != named.exact.exploitability);
    player_close(&player);
    remove(mixed_path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(purified_kuhn_loses_what_it_does_by_hand),
        cmocka_unit_test(whoever_looks_sees_the_filtered_strategy),
        cmocka_unit_test(filters_of_an_agent_are_those_of_its_file),
    };
    return cmocka_run_group_tests_name("purification", tests, NULL, NULL);
}
