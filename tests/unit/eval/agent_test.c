/* Agents: built-in players, a blueprint's steps in its own tree, and that nothing illegal is ever done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "eval/agent.h"
#include "eval/agent_policy.h"
#include "eval/agents.h"
#include "support/cards.h"
#include "unit/eval/fixture.h"

#include <math.h>
#include <string.h>

/* Two streets, 20 big blinds, a deck of twelve. */
#define DEEP_TEXT                                                                                                      \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 2000 2000\nblind = 100 50\nfirstPlayer = 2 1\n"          \
    "numSuits = 3\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n"

#define VERY_DEEP_TEXT                                                                                                 \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 20000 20000\nblind = 100 50\nfirstPlayer = 2 1\n"        \
    "numSuits = 3\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n"

/* The small blind has far more than the other can call. */
#define UNEVEN_TEXT                                                                                                    \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 700 20000\nblind = 100 50\nfirstPlayer = 2 1\n"          \
    "numSuits = 3\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n"

struct table {
    struct fixture fixture;
    struct blueprint blueprint;
    struct agent agent;
    struct agent_hand hand;
    struct state real;
};

static void open_table(struct table *table, const char *text, const char *menu, bool filled)
{
    fixture_open_with(&table->fixture, "game", text, menu);
    if (filled)
        fixture_fill(&table->fixture);
    fixture_blueprint(&table->fixture, &table->blueprint);
    table->agent = agent_of_policy(&table->blueprint.tree, blueprint_as_policy(&table->blueprint));
}

static void close_table(struct table *table)
{
    blueprint_close(&table->blueprint);
    fixture_close(&table->fixture);
}

/* The agent in `player`'s seat, after a betting sequence of the real game. */
static void seat(struct table *table, unsigned player)
{
    agent_start(&table->agent, player, &table->hand);
    state_start(&table->fixture.game, &table->real);
}

static void act(struct table *table, enum action_kind kind, chips to, double unit_random)
{
    struct action action = {kind, to};
    assert_true(state_is_legal(&table->fixture.game, &table->real, action));
    agent_observe(&table->hand, &table->real, action, unit_random);
    state_apply(&table->fixture.game, &table->real, action);
}

static void expect_at(struct table *table, const char *sequence)
{
    struct tree_position position;
    must(tree_follow(&table->blueprint.tree, sequence, &position, NULL), &(struct failure){.text = "sequence"});
    assert_int_equal(table->hand.at, position.at);
}

static void expect_choice(struct table *table, unsigned count, const struct action expected[])
{
    struct agent_choice choice;
    agent_choose(&table->hand, &table->real, &choice);
    assert_int_equal(choice.count, count);
    for (unsigned a = 0; a < count; a++) {
        assert_int_equal(choice.action[a].kind, expected[a].kind);
        assert_int_equal(choice.action[a].to, expected[a].to);
    }
}

static const struct action fold = {ACTION_FOLD, 0}, call = {ACTION_CALL, 0};

static struct action raise_to(chips to)
{
    return (struct action){ACTION_RAISE, to};
}

static void builtin_players_do_what_they_say(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        unsigned count;
        struct action facing_blind[5];
        struct action after_limp;
    } expected[] = {
        {"always-fold", 1, {{ACTION_FOLD, 0}}, {ACTION_CALL, 0}},
        {"always-call", 1, {{ACTION_CALL, 0}}, {ACTION_CALL, 0}},
        {"always-raise", 1, {{ACTION_RAISE, 200}}, {ACTION_RAISE, 200}},
        {"random",
         5,
         {{ACTION_FOLD, 0}, {ACTION_CALL, 0}, {ACTION_RAISE, 200}, {ACTION_RAISE, 300}, {ACTION_RAISE, 2000}},
         {ACTION_CALL, 0}},
    };
    struct fixture fixture;
    fixture_game(&fixture, "game", DEEP_TEXT);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct table table = {.fixture = fixture};
        assert_true(agent_named(expected[i].name, &fixture.game, &table.agent));
        seat(&table, 1);
        expect_choice(&table, expected[i].count, expected[i].facing_blind);
        double probability[MENU_ACTIONS];
        struct agent_choice choice;
        agent_choose(&table.hand, &table.real, &choice);
        agent_strategy(&table.hand, &choice, 0, probability);
        for (unsigned a = 0; a < choice.count; a++)
            assert_true(probability[a] == 1.0 / expected[i].count);
        seat(&table, 0);
        act(&table, ACTION_CALL, 0, 0);
        agent_choose(&table.hand, &table.real, &choice);
        assert_int_equal(choice.action[0].kind, expected[i].after_limp.kind);
    }
    struct agent agent;
    assert_false(agent_named("sometimes-fold", &fixture.game, &agent));
    fixture_close(&fixture);
}

static void betting_of_the_menu_is_followed_to_the_letter(void **state)
{
    (void)state;
    struct table table;
    open_table(&table, DEEP_TEXT, "three-sizes", true);
    assert_true(agent_looks_at_cards(&table.agent));
    seat(&table, 0);
    expect_at(&table, "");
    act(&table, ACTION_RAISE, 250, 0.5);
    expect_at(&table, "r250");
    expect_choice(&table, 4, (struct action[]){fold, call, raise_to(750), raise_to(2000)});
    act(&table, ACTION_CALL, 0, 0.5);
    expect_at(&table, "r250c/");
    act(&table, ACTION_RAISE, 625, 0.5); /* 500 in the pot: three quarters */
    expect_at(&table, "r250c/r625");
    act(&table, ACTION_RAISE, 2000, 0.5);
    expect_at(&table, "r250c/r625r2000");
    close_table(&table);
}

/* A raise to 225 is five eighths of the pot, between one half and three quarters: read as the former with probability
 * (1/8)(3/2) / ((1/4)(13/8)) = 6/13 = 0.4615. */
static void other_bets_are_translated_and_own_ones_scaled(void **state)
{
    (void)state;
    struct table table;
    open_table(&table, DEEP_TEXT, "three-sizes", true);
    seat(&table, 0);
    act(&table, ACTION_RAISE, 225, 0.46);
    expect_at(&table, "r200");
    /* The pot in the own tree: 200 + 400. In the real game: 225 + 450. */
    expect_choice(&table, 4, (struct action[]){fold, call, raise_to(675), raise_to(2000)});
    act(&table, ACTION_RAISE, 675, 0);
    expect_at(&table, "r200r600");
    seat(&table, 0);
    act(&table, ACTION_RAISE, 225, 0.47);
    expect_at(&table, "r250");
    seat(&table, 0);
    act(&table, ACTION_RAISE, 1999, 0.9999);
    expect_at(&table, "r2000");
    expect_choice(&table, 2, (struct action[]){fold, call});
    close_table(&table);
}

/* A menu that knows fold and all-in only, and nothing after the flop. */
static void where_the_tree_ends_the_agent_checks_and_calls(void **state)
{
    (void)state;
    struct table table;
    open_table(&table, DEEP_TEXT, "jamfold", true);
    seat(&table, 0);
    act(&table, ACTION_RAISE, 200, 0.5);
    expect_at(&table, "r2000");
    expect_choice(&table, 2, (struct action[]){fold, call});
    act(&table, ACTION_CALL, 0, 0.5);
    expect_choice(&table, 1, (struct action[]){call});
    act(&table, ACTION_CALL, 0, 0.5);
    act(&table, ACTION_RAISE, 300, 0.5);
    expect_choice(&table, 1, (struct action[]){call});
    close_table(&table);
}

/* The default menu allows four raises before the flop. The smallest raises of the real game are read as 600, 1800
 * and 5400; the fifth is read as a call, and the flop brings both together again. */
static void the_tree_waits_for_the_next_street(void **state)
{
    (void)state;
    static const chips to[] = {200, 300, 400, 500};
    struct table table;
    open_table(&table, VERY_DEEP_TEXT, "three-sizes", true);
    seat(&table, 0);
    for (unsigned i = 0; i < 4; i++)
        act(&table, ACTION_RAISE, to[i], 0);
    expect_at(&table, "r200r600r1800r5400");
    act(&table, ACTION_RAISE, 600, 0);
    expect_at(&table, "r200r600r1800r5400c/");
    expect_choice(&table, 1, (struct action[]){call});
    act(&table, ACTION_CALL, 0, 0);
    assert_int_equal(table.real.round, 1);
    expect_at(&table, "r200r600r1800r5400c/");
    /* A third and three quarters of 1,200 chips; one and a half of the own tree's 10,800 are all that is left. */
    expect_choice(&table, 4, (struct action[]){call, raise_to(996), raise_to(1500), raise_to(20000)});
    close_table(&table);
}

/* The rules let the deep player raise to anything; all that is more than the other has is one bet. */
static void what_cannot_be_called_is_all_in(void **state)
{
    (void)state;
    static const chips more[] = {700, 701, 900, 20000};
    struct table table;
    open_table(&table, UNEVEN_TEXT, "three-sizes", true);
    for (unsigned i = 0; i < sizeof more / sizeof *more; i++) {
        seat(&table, 0);
        act(&table, ACTION_RAISE, more[i], 0.5);
        expect_at(&table, "r700");
        expect_choice(&table, 2, (struct action[]){fold, call});
    }
    seat(&table, 1);
    expect_choice(&table, 6, (struct action[]){fold, call, raise_to(200), raise_to(250), raise_to(300), raise_to(700)});
    assert_true(agent_named("random", &table.fixture.game, &table.agent));
    expect_choice(&table, 5, (struct action[]){fold, call, raise_to(200), raise_to(300), raise_to(700)});
    close_table(&table);
}

#define OTHER_TABLE(stacks, blinds, first)                                                                             \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = " stacks "\nblind = " blinds "\nfirstPlayer = " first    \
    "\nnumSuits = 3\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n"

/* A raise of three quarters of the pot is read as that; answers are the same fractions of the pot there, and all-in. */
static void at_another_table_bets_are_fractions_of_its_pots(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned seat; /* of the big blind */
        chips raise, answer, all_in;
    } tables[] = {
        {OTHER_TABLE("20000 20000", "100 50", "2 1"), 0, 250, 750, 20000},
        {OTHER_TABLE("200 200", "10 5", "2 1"), 0, 25, 75, 200},
        {OTHER_TABLE("50 50", "10 5", "2 1"), 0, 25, 50, 50},
        {OTHER_TABLE("4000 4000", "20 40", "1 2"), 1, 100, 300, 4000}, /* turned */
        {OTHER_TABLE("300 9000", "100 50", "2 1"), 0, 250, 300, 300},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct table table;
        struct failure failure;
        struct agent_table how;
        struct game game;
        open_table(&table, DEEP_TEXT, "three-sizes", true);
        must(game_parse("other", tables[i].text, &game, &failure), &failure);
        must(agent_sit(&table.agent, &game, &how, &failure), &failure);
        assert_true(how.is_other && how.fits_seats);
        table.fixture.game = game;
        seat(&table, tables[i].seat);
        act(&table, ACTION_RAISE, tables[i].raise, 0.5);
        expect_at(&table, "r250");
        if (tables[i].answer < tables[i].all_in)
            expect_choice(&table, 4,
                          (struct action[]){fold, call, raise_to(tables[i].answer), raise_to(tables[i].all_in)});
        else
            expect_choice(&table, 3, (struct action[]){fold, call, raise_to(tables[i].all_in)});
        act(&table, ACTION_RAISE, tables[i].all_in, 0.5);
        expect_at(&table, "r250r2000");
        close_table(&table);
    }
}

static void tables_of_other_cards_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {KUHN_TEXT, KUHN_3P_TEXT, LEDUC_TEXT};
    struct table table;
    open_table(&table, DEEP_TEXT, "three-sizes", true);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct failure failure;
        struct agent_table how;
        struct game game;
        must(game_parse("other", texts[i], &game, &failure), &failure);
        assert_false(agent_sit(&table.agent, &game, &how, &failure));
        assert_non_null(strstr(failure.text, "other"));
        assert_ptr_equal(table.agent.game, &table.blueprint.game);
    }
    close_table(&table);
}

/* What the agent may do: legal, each once, with probabilities that sum to 1. */
static void check_choice(const struct table *table, struct agent_choice *choice)
{
    const struct game *game = &table->fixture.game;
    card deck[CARD_COUNT];
    double probability[MENU_ACTIONS], sum = 0;
    chips low, high;
    deck_cards(game->deck, deck);
    agent_choose(&table->hand, &table->real, choice);
    agent_strategy(&table->hand, choice, agent_bucket(&table->agent, table->real.round, deck), probability);
    assert_in_range(choice->count, 1, MENU_ACTIONS);
    for (unsigned a = 0; a < choice->count; a++) {
        assert_true(state_is_legal(game, &table->real, choice->action[a]));
        if (choice->action[a].kind == ACTION_RAISE)
            assert_true(state_effective_raise(game, &table->real, &low, &high) && choice->action[a].to <= high);
        for (unsigned b = 0; b < a; b++)
            assert_true(choice->action[a].kind != choice->action[b].kind ||
                        choice->action[a].to != choice->action[b].to);
        sum += probability[a];
    }
    assert_true(fabs(sum - 1) < 1e-12);
}

/* Any legal action of the real game. */
static struct action random_action(const struct table *table, struct random_stream *stream)
{
    struct action action;
    chips low = 0, high = 0;
    bool may_raise = state_may_raise(&table->fixture.game, &table->real, &low, &high);
    do {
        action = (struct action){(enum action_kind)random_below(stream, 3), 0};
        if (action.kind == ACTION_RAISE && may_raise && random_below(stream, 4) > 0)
            action.to = low + (chips)random_below(stream, (uint32_t)(high - low) / 8 + 1);
        else if (action.kind == ACTION_RAISE)
            action.to = high;
    } while (!state_is_legal(&table->fixture.game, &table->real, action));
    return action;
}

/* Hands of random actions, the agent's own (`own`) drawn from its choices or not; returns its decisions in its
 * tree. */
static unsigned play_randomly(struct table *table, unsigned hands, bool own, struct random_stream *stream)
{
    unsigned in_tree = 0;
    for (unsigned i = 0; i < hands; i++) {
        seat(table, i % 2);
        while (!table->real.finished) {
            struct agent_choice choice = {0};
            struct action action = random_action(table, stream);
            if (table->real.player == table->hand.player) {
                check_choice(table, &choice);
                in_tree += choice.node != NULL;
                if (own)
                    action = choice.action[random_below(stream, choice.count)];
            }
            act(table, action.kind, action.to, random_unit_float(stream));
        }
    }
    return in_tree;
}

static void whatever_happens_choices_are_legal(void **state)
{
    (void)state;
    static const struct {
        const char *text, *menu;
    } games[] = {{DEEP_TEXT, "three-sizes"},   {DEEP_TEXT, "jamfold"},           {DEEP_TEXT, "classic"},
                 {LEDUC_TEXT, "limit"},        {SMALL_FLOP_TEXT, "three-sizes"}, {VERY_DEEP_TEXT, "three-sizes"},
                 {UNEVEN_TEXT, "three-sizes"}, {DEEP_TEXT, "default"},           {SMALL_FLOP_TEXT, "default"},
                 {UNEVEN_TEXT, "default"}};
    for (size_t g = 0; g < sizeof games / sizeof *games; g++) {
        struct table table;
        struct random_stream stream = random_stream_at(g, 1, 2);
        open_table(&table, games[g].text, games[g].menu, true);
        assert_true(play_randomly(&table, 2000, true, &stream) > 500);
        assert_true(play_randomly(&table, 1000, false, &stream) > 200);
        close_table(&table);
    }
}

/* Who jams or folds decides nothing after the flop: buckets there need not even exist. */
static void streets_without_decisions_need_no_buckets(void **state)
{
    (void)state;
    struct table table;
    card cards[3];
    size_t count;
    open_table(&table, SMALL_FLOP_TEXT, "jamfold", true);
    assert_true(cards_parse("AsKhQd", cards, 3, &count));
    assert_int_equal(table.fixture.tree.street_rows[1], 0);
    assert_true(agent_bucket(&table.agent, 0, cards) > 0);
    assert_int_equal(agent_bucket(&table.agent, 1, cards), 0);
    close_table(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_another_table_bets_are_fractions_of_its_pots),
        cmocka_unit_test(tables_of_other_cards_are_refused),
        cmocka_unit_test(builtin_players_do_what_they_say),
        cmocka_unit_test(betting_of_the_menu_is_followed_to_the_letter),
        cmocka_unit_test(other_bets_are_translated_and_own_ones_scaled),
        cmocka_unit_test(where_the_tree_ends_the_agent_checks_and_calls),
        cmocka_unit_test(the_tree_waits_for_the_next_street),
        cmocka_unit_test(what_cannot_be_called_is_all_in),
        cmocka_unit_test(whatever_happens_choices_are_legal),
        cmocka_unit_test(streets_without_decisions_need_no_buckets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
