/* Local best response: built-in players whose losses are known; what it estimates against a listing of everything, plain
 * play with cards dealt, and the exact best response. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "eval/agent_policy.h"
#include "eval/agents.h"
#include "eval/lbr.h"
#include "unit/eval/fixture.h"

#include "eval/best_response.h"

#include <math.h>

static const struct responder_rules fold_call = {false, UINT16_MAX}, with_raises = {true, UINT16_MAX};

#define THREE_STREETS                                                                                                  \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 3\nstack = 500 500\nblind = 100 50\nfirstPlayer = 2 1 1\n"          \
    "numSuits = 3\nnumRanks = 3\nnumHoleCards = 2\nnumBoardCards = 0 1 1\nEND GAMEDEF\n"
#define UNEQUAL_STACKS                                                                                                 \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 700 400\nblind = 100 50\nfirstPlayer = 2 1\n"            \
    "numSuits = 2\nnumRanks = 5\nnumHoleCards = 2\nnumBoardCards = 0 2\nEND GAMEDEF\n"
/* A deck of six, five of them dealt: what the agent does says much about the board to come. */
#define SIX_CARDS                                                                                                      \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 400 400\nblind = 100 50\nfirstPlayer = 2 1\n"            \
    "numSuits = 2\nnumRanks = 3\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n"
#define LIMIT                                                                                                          \
    "GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 2\nblind = 100 50\nraiseSize = 100 200\nfirstPlayer = 2 1\n"          \
    "maxRaises = 2 2\nnumSuits = 3\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n"

static struct lbr_result run(const struct agent *agent, struct responder_rules rules, uint64_t deals, unsigned workers)
{
    struct lbr lbr;
    struct lbr_result result = {0};
    struct failure failure;
    must(lbr_open(&run_unattended, &lbr, agent->game, rules, &failure), &failure);
    lbr_face(&lbr, agent, 7);
    must(lbr_run(&run_unattended, &lbr, deals, workers, &result, &failure), &failure);
    lbr_close(&lbr);
    return result;
}

static struct lbr_result against(const char *name, const char *text, struct responder_rules rules)
{
    struct game game;
    struct agent agent;
    struct failure failure;
    evaluator_init();
    must(game_parse("game", text, &game, &failure), &failure);
    assert_true(agent_named(name, &game, &agent));
    return run(&agent, rules, 500, 1);
}

static const char *const games[] = {SMALL_FLOP_TEXT, THREE_STREETS, UNEQUAL_STACKS, LIMIT};
enum { GAMES = sizeof games / sizeof *games };

/* It gives up its blind, of 100 chips or 50, to a responder who bets with everything. */
static void always_fold_loses_its_blinds(void **state)
{
    (void)state;
    for (unsigned g = 0; g < GAMES; g++) {
        struct lbr_result result = against("always-fold", games[g], with_raises);
        assert_true(result.both.mean == 75 && result.both.squares == 0);
        assert_true(result.seat[0].mean == 50 && result.seat[0].squares == 0);
        assert_true(result.seat[1].mean == 100 && result.seat[1].squares == 0);
    }
}

/* Everything is checked down, with every hand: both seats are worth nothing, and no deal says anything else. */
static void always_call_loses_nothing_to_fold_and_call(void **state)
{
    (void)state;
    for (unsigned g = 0; g < GAMES; g++) {
        struct lbr_result result = against("always-call", games[g], fold_call);
        for (unsigned seat = 0; seat < 2; seat++) {
            assert_true(fabs(result.seat[seat].mean) < 1e-9);
            assert_true(estimate_interval(&result.seat[seat]) < 1e-9);
        }
        assert_true(against("always-call", games[g], with_raises).both.mean > 20);
    }
}

/* --- a blueprint in a small game --- */

struct table {
    struct fixture fixture;
    struct blueprint blueprint;
    struct agent agent;
    struct equity equity;
    struct holding holding;
    struct responder_answers answers;
    unsigned seat;
};

/* "classic" offers raises of the pot and all-in wherever the responder makes them: nothing is translated. */
static void open_table(struct table *table, const char *text, const char *menu)
{
    static const char path[] = "local_best_response_test.holdem";
    struct failure failure;
    fixture_open_with(&table->fixture, "game", text, menu);
    fixture_fill(&table->fixture);
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

static double settle(const struct table *table, const struct responder *responder, cardset other)
{
    const struct game *game = &table->fixture.game;
    cardset board = holding_board(&table->holding, game->rounds - 1u);
    hand_rank rank[2];
    double won[2];
    rank[responder->seat] = evaluate(board | table->holding.mine);
    rank[1 - responder->seat] = evaluate(board | other);
    payoff(2, responder->state.spent, responder->state.folded, rank, won);
    return won[responder->seat];
}

static void reveal(struct responder *responder)
{
    if (!responder->state.finished && responder->street < responder->state.round)
        responder_reveal(responder);
}

/* All actions of the agent, each with its probability; showdowns against every pair that this board leaves. */
static double list_play(struct table *table, const struct responder *at)
{
    struct responder next = *at;
    cardset board = holding_board(&table->holding, table->fixture.game.rounds - 1u);
    double value = 0, total = 0;
    if (at->state.finished) {
        for (unsigned i = 0; i < at->range.count; i++) {
            cardset other = equity_cards(&table->equity, at->range.pair[i]);
            double weight = other & board ? 0 : at->range.weight[i];
            total += weight;
            value += weight * settle(table, at, other);
        }
        return value / total;
    }
    if (at->state.player == at->seat) {
        responder_act(&next, responder_choose(at, &table->answers).action, 0.5);
        reveal(&next);
        return list_play(table, &next);
    }
    total = range_weight(&at->range, &table->equity, board, NULL);
    responder_ask(at, &table->answers);
    unsigned actions = table->answers.choice.count;
    for (unsigned a = 0; a < actions; a++) {
        responder_ask(at, &table->answers);
        double share = range_weight(&at->range, &table->equity, board, table->answers.likelihood[a]) / total;
        if (share <= 0)
            continue;
        next = *at;
        responder_observe(&next, &table->answers, a, 0.5);
        reveal(&next);
        value += share * list_play(table, &next);
    }
    return value;
}

static double list_deals(struct table *table, unsigned seat)
{
    const struct strength_tables *tables = &table->equity.tables;
    double sum = 0, deals = 0;
    for (unsigned pair = 0; pair < tables->pairs; pair++) {
        cardset mine = equity_cards(&table->equity, pair);
        for (unsigned i = 0; i < tables->deck_cards; i++) {
            for (unsigned j = 0; j < (table->equity.board_cards == 2 ? tables->deck_cards : 1); j++) {
                card board[2] = {tables->deck[i], tables->deck[j]};
                cardset cards = cardset_of(board[0]);
                if (table->equity.board_cards == 2)
                    cards |= cardset_of(board[1]);
                if ((cards & mine) || (i == j && table->equity.board_cards == 2))
                    continue;
                struct responder responder;
                holding_deal(&table->holding, &table->equity, &table->agent, mine, board);
                responder_start(&responder, with_raises, &table->holding, seat);
                sum += list_play(table, &responder);
                deals++;
            }
        }
    }
    return sum / deals;
}

static unsigned draw(struct random_stream *stream, const struct responder_answers *answers, unsigned entry)
{
    double unit = (double)random_unit_float(stream);
    unsigned action = 0;
    while (action + 1 < answers->choice.count && (unit -= answers->likelihood[action][entry]) >= 0)
        action++;
    return action;
}

/* One hand as cards are dealt at a table: the agent plays its own pair, the showdown is that of two hands. */
static double play_plainly(struct table *table, uint64_t number, unsigned seat)
{
    struct random_stream stream = random_stream_at(99, number, seat);
    const struct strength_tables *tables = &table->equity.tables;
    struct responder responder;
    card deck[CARD_COUNT];
    memcpy(deck, tables->deck, sizeof deck);
    for (unsigned i = 0; i < 4 + table->equity.board_cards; i++) {
        unsigned with = i + random_below(&stream, tables->deck_cards - i);
        card drawn = deck[with];
        deck[with] = deck[i];
        deck[i] = drawn;
    }
    cardset other = cardset_of(deck[2]) | cardset_of(deck[3]);
    unsigned pair = equity_pair(&table->equity, other);
    holding_deal(&table->holding, &table->equity, &table->agent, cardset_of(deck[0]) | cardset_of(deck[1]), deck + 4);
    responder_start(&responder, with_raises, &table->holding, seat);
    while (!responder.state.finished) {
        if (responder.state.player == seat) {
            struct action action = responder_choose(&responder, &table->answers).action;
            responder_act(&responder, action, (double)random_unit_float(&stream));
        } else {
            unsigned entry = 0;
            while (responder.range.pair[entry] != pair)
                entry++;
            responder_ask(&responder, &table->answers);
            unsigned action = draw(&stream, &table->answers, entry);
            responder_observe(&responder, &table->answers, action, (double)random_unit_float(&stream));
        }
        reveal(&responder);
    }
    return settle(table, &responder, other);
}

static struct estimate sample_plainly(struct table *table, unsigned seat, uint64_t hands)
{
    struct estimate estimate = {0};
    for (uint64_t h = 0; h < hands; h++)
        estimate_add(&estimate, play_plainly(table, h, seat));
    return estimate;
}

/* Within 4.5 standard errors. */
static void assert_near(const struct estimate *estimate, double expected)
{
    assert_true(fabs(estimate->mean - expected) < 4.5 / 1.96 * estimate_interval(estimate));
}

static void estimates_are_of_what_is_played(void **state)
{
    (void)state;
    static const char *const small[] = {SMALL_FLOP_TEXT, THREE_STREETS, UNEQUAL_STACKS, SIX_CARDS};
    for (size_t g = 0; g < sizeof small / sizeof *small; g++) {
        struct table table;
        struct best_response best;
        open_table(&table, small[g], "classic");
        struct policy policy = blueprint_as_policy(&table.blueprint);
        best_response_compute(&run_unattended, &table.blueprint.tree, &policy, &best);
        struct lbr_result result = run(&table.agent, with_raises, 4000, 2);
        for (unsigned seat = 0; seat < 2; seat++) {
            double listed = list_deals(&table, seat);
            struct estimate plain = sample_plainly(&table, seat, 20000);
            print_message("game %zu, player %u: listed %.3f, estimated %.3f +- %.3f, plainly %.3f +- %.3f, best %.3f;"
                          " variance %.0f and %.0f\n",
                          g, seat + 1, listed, result.seat[seat].mean, estimate_interval(&result.seat[seat]),
                          plain.mean, estimate_interval(&plain), best.best[seat], estimate_variance(&result.seat[seat]),
                          estimate_variance(&plain));
            assert_near(&result.seat[seat], listed);
            assert_near(&plain, listed);
            assert_true(listed <= best.best[seat] + 1e-9);
            assert_true(listed > best.value[seat]);
            assert_true(estimate_variance(&result.seat[seat]) < estimate_variance(&plain) / 4);
        }
        close_table(&table);
    }
}

/* Raises that the agent's tree lacks are read as others, by chance. */
static void estimates_hold_with_translation(void **state)
{
    (void)state;
    struct table table;
    open_table(&table, SMALL_FLOP_TEXT, "three-sizes");
    struct lbr_result result = run(&table.agent, with_raises, 4000, 2);
    for (unsigned seat = 0; seat < 2; seat++) {
        struct estimate plain = sample_plainly(&table, seat, 20000);
        plain.mean -= result.seat[seat].mean;
        assert_near(&plain, 0);
    }
    close_table(&table);
}

/* An agent's strategy may change between two runs: what cards promise against it is asked anew. */
static void agents_may_change(void **state)
{
    (void)state;
    struct table table;
    struct lbr lbr;
    struct lbr_result changed;
    struct failure failure;
    struct agent agent;
    open_table(&table, SMALL_FLOP_TEXT, "classic");
    struct lbr_result expected = run(&table.agent, with_raises, 500, 1);
    assert_true(agent_named("always-fold", &table.fixture.game, &agent));
    must(lbr_open(&run_unattended, &lbr, &table.fixture.game, with_raises, &failure), &failure);
    lbr_face(&lbr, &agent, 7);
    agent = table.agent;
    lbr_face(&lbr, &agent, 7);
    must(lbr_run(&run_unattended, &lbr, 500, 1, &changed, &failure), &failure);
    assert_memory_equal(&changed, &expected, sizeof expected);
    lbr_close(&lbr);
    close_table(&table);
}

static void workers_change_nothing(void **state)
{
    (void)state;
    struct table table;
    open_table(&table, THREE_STREETS, "classic");
    struct lbr_result one = run(&table.agent, with_raises, 5000, 1), two = run(&table.agent, with_raises, 5000, 2);
    assert_memory_equal(&one, &two, sizeof one);
    close_table(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(always_fold_loses_its_blinds),
        cmocka_unit_test(always_call_loses_nothing_to_fold_and_call),
        cmocka_unit_test(estimates_are_of_what_is_played),
        cmocka_unit_test(estimates_hold_with_translation),
        cmocka_unit_test(agents_may_change),
        cmocka_unit_test(workers_change_nothing),
    };
    return cmocka_run_group_tests_name("local best response", tests, NULL, NULL);
}
