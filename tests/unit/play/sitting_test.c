/* A hand of a person against an agent: it can be played again, follows the rules, pays right, and tells the
 * strategy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/agent_policy.h"
#include "eval/agents.h"
#include "eval/tables_policy.h"
#include "play/acpc.h"
#include "play/sitting.h"
#include "unit/eval/fixture.h"

static struct fixture fixture;
static struct tables_view view;
static struct agent agent;

static int open_agent(void **state)
{
    (void)state;
    fixture_open(&fixture, "small", SMALL_FLOP_TEXT);
    fixture_fill(&fixture);
    view = (struct tables_view){&fixture.abstraction, &fixture.tables};
    agent = agent_of_policy(&fixture.tree, tables_policy(&view));
    return 0;
}

static int close_agent(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

/* A legal action by chance: the menu's, or any raise. */
static struct action draw(const struct sitting *sitting, struct random_stream *stream)
{
    const struct game *game = sitting->game;
    chips low, high;
    uint32_t kind = random_below(stream, 8);
    if (kind == 0 && state_may_fold(game, &sitting->state))
        return (struct action){ACTION_FOLD, 0};
    if (kind >= 5 && state_may_raise(game, &sitting->state, &low, &high))
        return (struct action){ACTION_RAISE, low + (chips)random_below(stream, (uint32_t)(high - low) + 1)};
    return (struct action){ACTION_CALL, 0};
}

/* What the person did, in order; returns how often. */
static unsigned persons_actions(const struct sitting *sitting, struct action action[])
{
    unsigned count = 0;
    for (unsigned i = 0; i < sitting->actions; i++) {
        if (sitting->step[i].player == sitting->person)
            action[count++] = sitting->action[i];
    }
    return count;
}

/* Up to the person's next decision or the end. */
static void let_answer(struct sitting *sitting)
{
    while (!sitting->state.finished && !sitting_asks(sitting))
        sitting_answer(sitting);
}

static void play(struct sitting *sitting, const struct agent *opponent, uint64_t seed, uint64_t number)
{
    struct random_stream stream = random_stream_at(seed, number, 99);
    sitting_start(sitting, opponent, seed, number);
    for (let_answer(sitting); !sitting->state.finished; let_answer(sitting))
        assert_true(sitting_act(sitting, draw(sitting, &stream)));
}

static void assert_beginning(const struct sitting *sitting, const struct sitting *whole)
{
    assert_int_equal(sitting->person, whole->person);
    assert_true(sitting->actions <= whole->actions);
    for (unsigned seat = 0; seat < 2; seat++)
        assert_memory_equal(sitting->deal.cards[seat], whole->deal.cards[seat],
                            sitting->game->hole_cards + game_board_cards(sitting->game, sitting->game->rounds - 1u));
    for (unsigned i = 0; i < sitting->actions; i++) {
        assert_true(sitting->action[i].kind == whole->action[i].kind && sitting->action[i].to == whole->action[i].to);
        assert_int_equal(sitting->step[i].player, whole->step[i].player);
        assert_int_equal(sitting->step[i].round, whole->step[i].round);
        assert_string_equal(sitting->step[i].words.text, whole->step[i].words.text);
    }
}

/* The person's first actions give the beginning of the hand. */
static void a_hand_can_be_played_again(void **state)
{
    (void)state;
    static struct sitting whole, again;
    struct action action[SITTING_ACTIONS];
    for (uint64_t number = 0; number < 300; number++) {
        play(&whole, &agent, 5, number);
        unsigned count = persons_actions(&whole, action);
        for (unsigned known = 0; known <= count; known++) {
            sitting_start(&again, &agent, 5, number);
            let_answer(&again);
            for (unsigned i = 0; i < known; i++) {
                assert_true(sitting_asks(&again));
                assert_true(sitting_act(&again, action[i]));
                let_answer(&again);
            }
            assert_beginning(&again, &whole);
            assert_true(known < count ? sitting_asks(&again) : again.actions == whole.actions);
        }
        assert_true(again.state.finished);
    }
}

/* Of the person's actions those are translated, and said to be, that the tree does not offer; never into what is not. */
static void actions_that_the_tree_lacks_are_told(void **state)
{
    (void)state;
    static struct sitting sitting;
    const struct node *root = fixture_node(&fixture, "");
    unsigned known = 0, unknown = 0;
    chips low = 0, high = 0;
    sitting_start(&sitting, &agent, 5, 0);
    assert_true(sitting_asks(&sitting) && state_may_raise(sitting.game, &sitting.state, &low, &high));
    for (chips to = low; to <= high; to++) {
        const struct action *offered = fixture.tree.action[0] + root->row;
        bool is_offered = false, fits = false;
        sitting_start(&sitting, &agent, 5, 0);
        assert_true(sitting_act(&sitting, (struct action){ACTION_RAISE, to}));
        for (unsigned a = 0; a < root->actions; a++) {
            is_offered = is_offered || (offered[a].kind == ACTION_RAISE && offered[a].to == to);
            fits = fits || (offered[a].kind == ACTION_RAISE && offered[a].to == sitting.taken_for.amount);
        }
        assert_true(fits);
        assert_true(sitting.is_translated == !is_offered);
        known += is_offered;
        unknown += !is_offered;
    }
    assert_true(known > 1 && unknown > 1);
    sitting_start(&sitting, &agent, 5, 0);
    assert_false(sitting.is_translated);
}

static void seats_alternate_and_cards_change(void **state)
{
    (void)state;
    static struct sitting first, second;
    unsigned same = 0;
    for (uint64_t number = 0; number < 100; number++) {
        sitting_start(&first, &agent, 5, number);
        sitting_start(&second, &agent, 5, number + 1);
        assert_int_equal(first.person, number % 2 == 0);
        assert_int_equal(first.person + second.person, 1);
        same += memcmp(first.deal.cards[0], second.deal.cards[0], 2) == 0;
    }
    assert_in_range(same, 0, 10);
    assert_string_equal(sitting_seat(&fixture.game, 0), "big blind");
    assert_string_equal(sitting_seat(&fixture.game, 1), "small blind");
}

static void assert_accepts(const struct sitting *sitting, struct action action, bool legal)
{
    static struct sitting copy;
    copy = *sitting;
    assert_int_equal(sitting_act(&copy, action), legal);
    assert_int_equal(copy.actions, sitting->actions + legal);
    assert_int_equal(copy.decisions, sitting->decisions + legal);
    if (!legal)
        assert_memory_equal(&copy.state, &sitting->state, sizeof copy.state);
}

/* Independent of what the rules say they allow: calls always, folds to a bet, raises within the bounds. */
static void legal_actions_only(void **state)
{
    (void)state;
    static struct sitting sitting;
    unsigned raises = 0, folds = 0;
    for (uint64_t number = 0; number < 200; number++) {
        struct random_stream stream = random_stream_at(6, number, 98);
        sitting_start(&sitting, &agent, 6, number);
        for (let_answer(&sitting); !sitting.state.finished; let_answer(&sitting)) {
            chips low = 0, high = -1, stack = sitting.game->stack[sitting.person];
            bool owes = sitting.state.max_spent > sitting.state.spent[sitting.person];
            raises += state_may_raise(sitting.game, &sitting.state, &low, &high);
            folds += owes;
            assert_accepts(&sitting, (struct action){ACTION_CALL, 0}, true);
            assert_accepts(&sitting, (struct action){ACTION_FOLD, 0}, owes);
            for (chips to = 0; to <= stack + 100; to += 25)
                assert_accepts(&sitting, (struct action){ACTION_RAISE, to}, to >= low && to <= high);
            assert_accepts(&sitting, (struct action){ACTION_RAISE, stack + 1}, false);
            assert_accepts(&sitting, (struct action){ACTION_RAISE, low - 1}, false);
            assert_true(sitting_act(&sitting, draw(&sitting, &stream)));
        }
    }
    assert_true(raises > 100 && folds > 100);
}

/* Chips of the seat, worked out from the history alone. */
static double value_of(const struct sitting *sitting, unsigned seat)
{
    struct history_hand history;
    double value[GAME_PLAYERS];
    sitting_history(sitting, "you", "it", &history);
    assert_string_equal(history.name[sitting->person], "you");
    assert_string_equal(history.name[1 - sitting->person], "it");
    assert_true(history_value(&history, value));
    return value[seat];
}

static void hands_pay_what_they_must(void **state)
{
    (void)state;
    static struct sitting sitting;
    unsigned shown = 0, won = 0;
    for (uint64_t number = 0; number < 1000; number++) {
        play(&sitting, &agent, 7, number);
        double value = value_of(&sitting, sitting.person), other = value_of(&sitting, 1 - sitting.person);
        assert_true(sitting_won(&sitting) == value && value + other == 0);
        assert_int_equal(sitting_is_shown(&sitting), sitting.state.folded == 0);
        assert_int_equal(sitting_street(&sitting), sitting_is_shown(&sitting) ? 1 : sitting.state.round);
        if (sitting.state.folded)
            assert_true((sitting.state.folded >> sitting.person & 1) == (value < 0));
        shown += sitting_is_shown(&sitting);
        won += value > 0;
    }
    assert_in_range(shown, 200, 950);
    assert_in_range(won, 200, 800);
}

/* A decision's probabilities, looked up in the tables by the betting so far. */
static void assert_strategy(const struct sitting *sitting, unsigned actions, const struct sitting_decision *decision)
{
    struct builder sequence = {0};
    acpc_append_betting(sitting->game, sitting->action, actions, &sequence);
    const struct node *node = fixture_node(&fixture, sequence.text ? sequence.text : "");
    builder_release(&sequence);
    bucket_id bucket = abstraction_bucket(&fixture.abstraction, node->street, sitting->deal.cards[sitting->person]);
    double sum = 0;
    assert_int_equal(node->player, sitting->person);
    assert_int_equal(decision->count, node->actions);
    for (unsigned a = 0; a < node->actions; a++)
        sum += (double)table_load(fixture_sum(&fixture, node, bucket, a));
    for (unsigned a = 0; a < node->actions; a++) {
        struct action offered = fixture.tree.action[node->street][node->row + a];
        double weight =
            sum > 0 ? (double)table_load(fixture_sum(&fixture, node, bucket, a)) / sum : 1.0 / node->actions;
        assert_true(decision->action[a].kind == offered.kind && decision->action[a].to == offered.to);
        assert_true(decision->probability[a] > weight - 1e-6 && decision->probability[a] < weight + 1e-6);
    }
}

/* The person stays on the menu, so that every decision is one of the agent's own tree. */
static void the_solution_is_the_strategy(void **state)
{
    (void)state;
    static struct sitting sitting;
    unsigned checked = 0;
    for (uint64_t number = 0; number < 300; number++) {
        struct random_stream stream = random_stream_at(8, number, 97);
        sitting_start(&sitting, &agent, 8, number);
        for (let_answer(&sitting); !sitting.state.finished; let_answer(&sitting)) {
            struct agent_choice choice;
            agent_choose(&sitting.hand[sitting.person], &sitting.state, &choice);
            unsigned actions = sitting.actions, done = random_below(&stream, choice.count);
            assert_true(sitting_act(&sitting, choice.action[done]));
            const struct sitting_decision *decision = &sitting.decision[sitting.decisions - 1];
            assert_strategy(&sitting, actions, decision);
            assert_string_equal(decision->done.text, decision->words[done].text);
            assert_int_equal(decision->round, sitting.step[actions].round);
            checked++;
        }
    }
    assert_true(checked > 300);
}

/* The longest hand that the rules allow fits. */
static void a_war_of_small_raises(void **state)
{
    (void)state;
    static struct sitting sitting;
    struct failure failure;
    struct game game;
    struct agent raiser;
    must(game_parse("deep",
                    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 4\nstack = 1000000 1000000\nblind = 2 1\n"
                    "firstPlayer = 2 1 1 1\nnumSuits = 4\nnumRanks = 13\nnumHoleCards = 2\n"
                    "numBoardCards = 0 3 1 1\nEND GAMEDEF\n",
                    &game, &failure),
         &failure);
    assert_true(agent_named("always-raise", &game, &raiser));
    for (uint64_t number = 0; number < 2; number++) {
        sitting_start(&sitting, &raiser, 1, number);
        for (let_answer(&sitting); !sitting.state.finished; let_answer(&sitting)) {
            struct action action = {ACTION_RAISE, 0};
            chips high;
            if (!state_may_raise(&game, &sitting.state, &action.to, &high))
                action = (struct action){ACTION_CALL, 0};
            assert_true(sitting_act(&sitting, action));
        }
        assert_in_range(sitting.actions, 1000, SITTING_ACTIONS);
        assert_int_equal(sitting.decisions, SITTING_DECISIONS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hand_can_be_played_again),
        cmocka_unit_test(actions_that_the_tree_lacks_are_told),
        cmocka_unit_test(seats_alternate_and_cards_change),
        cmocka_unit_test(legal_actions_only),
        cmocka_unit_test(hands_pay_what_they_must),
        cmocka_unit_test(the_solution_is_the_strategy),
        cmocka_unit_test(a_war_of_small_raises),
    };
    return cmocka_run_group_tests_name("sitting", tests, open_agent, close_agent);
}
