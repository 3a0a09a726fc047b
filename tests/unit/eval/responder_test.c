/* The responder: its range by Bayes' rule worked out by hand, and its choice against the paper's formulas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/agent_policy.h"
#include "eval/responder.h"
#include "support/cards.h"
#include "unit/eval/fixture.h"

#include <math.h>

/* Probabilities of blueprints have 16 bits; these are sums of up to 45. */
#define NEAR(a, b) assert_true(fabs((a) - (b)) < 1e-3)

struct table {
    struct fixture fixture;
    struct blueprint blueprint;
    struct agent agent;
    struct equity equity;
    struct holding holding;
    struct responder responder;
    struct responder_answers answers;
};

static void open_table(struct table *table, void fill(struct fixture *))
{
    static const char path[] = "responder_test.holdem";
    struct failure failure;
    fixture_open_with(&table->fixture, "game", SMALL_FLOP_TEXT, "classic");
    fill(&table->fixture);
    fixture_write(&table->fixture, path);
    must(blueprint_open(path, &table->blueprint, &failure), &failure);
    must(blueprint_open_buckets(&table->blueprint, NULL, &failure), &failure);
    remove(path);
    table->agent = agent_of_policy(&table->blueprint.tree, blueprint_as_policy(&table->blueprint));
    must(equity_init(&run_unattended, &table->equity, &table->fixture.game, &failure), &failure);
}

static void close_table(struct table *table)
{
    equity_release(&table->equity);
    blueprint_close(&table->blueprint);
    fixture_close(&table->fixture);
}

/* The responder with `cards` in a seat, and one board card to come. */
static void sit_down(struct table *table, unsigned seat, const char *cards, const char *board)
{
    static const struct responder_rules rules = {true, UINT16_MAX};
    card mine[2], flop[1];
    size_t count;
    assert_true(cards_parse(cards, mine, 2, &count) && cards_parse(board, flop, 1, &count));
    holding_deal(&table->holding, &table->equity, &table->agent, cardset_of(mine[0]) | cardset_of(mine[1]), flop);
    responder_start(&table->responder, rules, &table->holding, seat);
}

static bool is_pocket_pair(const struct table *table, unsigned entry)
{
    unsigned pair = table->responder.range.pair[entry];
    return card_rank(table->equity.tables.low[pair]) == card_rank(table->equity.tables.high[pair]);
}

/* The small blind goes all-in with three of four pocket pairs, limps with the fourth; other hands the other way round. */
static void fill_by_pairs(struct fixture *fixture)
{
    const struct node *root = fixture_node(fixture, "");
    struct strength_tables tables;
    strength_tables_init(&tables, fixture->game.deck);
    for (unsigned pair = 0; pair < tables.pairs; pair++) {
        card cards[2] = {tables.low[pair], tables.high[pair]};
        bool pocket = card_rank(cards[0]) == card_rank(cards[1]);
        bucket_id bucket = abstraction_bucket(&fixture->abstraction, 0, cards);
        table_store(fixture_sum(fixture, root, bucket, 1), pocket ? 1 : 3);
        table_store(fixture_sum(fixture, root, bucket, root->actions - 1u), pocket ? 3 : 1);
    }
}

static void ranges_follow_bayes(void **state)
{
    (void)state;
    struct table table;
    const struct range *range = &table.responder.range;
    open_table(&table, fill_by_pairs);
    sit_down(&table, 0, "AhAs", "Jh");
    /* Ten cards are left: 45 hands, 9 of them pocket pairs. */
    assert_int_equal(range->count, 45);
    responder_ask(&table.responder, &table.answers);
    unsigned jam = table.answers.choice.count - 1;
    assert_int_equal(table.answers.choice.action[jam].to, 400);
    NEAR(range_weight(range, &table.equity, 0, table.answers.likelihood[jam]), 9 * 0.75 + 36 * 0.25);
    /* Without the jack of hearts 36 hands, of which JJ one and QQ, KK three each. */
    NEAR(range_weight(range, &table.equity, cardset_of(table.holding.board[0]), table.answers.likelihood[jam]),
         7 * 0.75 + 29 * 0.25);
    unsigned limp = 1 - (table.answers.choice.action[0].kind == ACTION_CALL);
    responder_observe(&table.responder, &table.answers, limp, 0);
    assert_int_equal(range->count, 45);
    for (unsigned i = 0; i < range->count; i++)
        NEAR(range->weight[i], is_pocket_pair(&table, i) ? 0.25 : 0.75);
    responder_act(&table.responder, (struct action){ACTION_CALL, 0}, 0);
    assert_int_equal(table.responder.state.round, 1);
    responder_reveal(&table.responder);
    assert_int_equal(range->count, 36);
    NEAR(range_weight(range, &table.equity, 0, NULL), 7 * 0.25 + 29 * 0.75);
    /* Folding has no part in it: weights of 0 leave the range. */
    sit_down(&table, 0, "AhAs", "Jh");
    responder_ask(&table.responder, &table.answers);
    assert_int_equal(table.answers.choice.action[0].kind, ACTION_FOLD);
    responder_observe(&table.responder, &table.answers, 0, 0);
    assert_int_equal(range->count, 0);
    close_table(&table);
}

/* The share of pots that one hand wins from another over the boards of one card. */
static double win_share(const struct game *game, cardset mine, cardset other)
{
    double won = 0, boards = 0;
    for (card c = 0; c < CARD_COUNT; c++) {
        if (!(deck_set(game->deck) & cardset_of(c) & ~(mine | other)))
            continue;
        hand_rank a = evaluate(mine | cardset_of(c)), b = evaluate(other | cardset_of(c));
        won += a > b ? 1 : a == b ? 0.5 : 0;
        boards++;
    }
    return won / boards;
}

/* Pot 150, 50 to call: what the paper's algorithm gives a raise to `to` (100: a call), more than a fold. */
static double worth_in_the_paper(const struct table *table, chips to)
{
    const struct game *game = &table->fixture.game;
    struct policy policy = blueprint_as_policy(&table->blueprint);
    const double pot = 150, call = 50, raise = to - 100;
    double folds = 0, stays = 0, wins = 0, hands = 0;
    char sequence[16];
    snprintf(sequence, sizeof sequence, "r%d", (int)to);
    for (unsigned pair = 0; pair < table->equity.tables.pairs; pair++) {
        cardset other = equity_cards(&table->equity, pair);
        card cards[2] = {table->equity.tables.low[pair], table->equity.tables.high[pair]};
        double probability[MENU_ACTIONS] = {0};
        if (other & table->holding.mine)
            continue;
        if (raise > 0)
            policy.read(policy.context, fixture_node(&table->fixture, sequence), cards, probability);
        hands += 1;
        folds += probability[0];
        stays += 1 - probability[0];
        wins += (1 - probability[0]) * win_share(game, table->holding.mine, other);
    }
    double fp = folds / hands, wp = stays > 0 ? wins / stays : 0;
    return fp * pot + (1 - fp) * (wp * (pot + raise) - (1 - wp) * (call + raise));
}

static void choices_are_those_of_the_paper(void **state)
{
    (void)state;
    struct table table;
    unsigned chosen[3] = {0};
    open_table(&table, fixture_fill);
    for (unsigned pair = 0; pair < table.equity.tables.pairs; pair++) {
        char mine[8];
        snprintf(mine, sizeof mine, "%s%s", card_format(table.equity.tables.low[pair]).text,
                 card_format(table.equity.tables.high[pair]).text);
        sit_down(&table, 1, mine, pair == 0 ? "Ah" : "Jd");
        struct responder_choice choice = responder_choose(&table.responder, &table.answers);
        static const chips to[3] = {100, 300, 400};
        unsigned best = 0;
        double worth = 0; /* of a fold */
        for (unsigned a = 0; a < 3; a++) {
            double value = worth_in_the_paper(&table, to[a]);
            best = value > worth ? a : best;
            worth = fmax(worth, value);
        }
        assert_true(fabs(choice.worth + 50 - worth) < 1e-3);
        assert_int_equal(choice.action.kind, best == 0 ? ACTION_CALL : ACTION_RAISE);
        assert_int_equal(choice.action.to, best == 0 ? 0 : to[best]);
        chosen[best]++;
    }
    assert_true(chosen[1] > 0 && chosen[2] > 0);
    close_table(&table);
}

static void streets_that_are_left_out_are_checked_and_called(void **state)
{
    (void)state;
    struct table table;
    open_table(&table, fixture_fill);
    sit_down(&table, 1, "AhAs", "Jh");
    table.responder.rules.streets = 2;
    assert_int_equal(responder_choose(&table.responder, &table.answers).action.kind, ACTION_CALL);
    table.responder.rules.streets = 1;
    assert_int_equal(responder_choose(&table.responder, &table.answers).action.kind, ACTION_RAISE);
    close_table(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_follow_bayes),
        cmocka_unit_test(choices_are_those_of_the_paper),
        cmocka_unit_test(streets_that_are_left_out_are_checked_and_called),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
