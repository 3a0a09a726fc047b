/* Laws of the rules, held by random play in random games of two to ten players. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "game/payoff.h"
#include "support/chips.h"
#include "support/inventing.h"

#include <math.h>
#include <string.h>

enum { HANDS = 20000, LONGEST_HAND = 2000, RANKS = 5 };

static struct game game;
static struct random_stream dice;

/* Any legal action; folding is rarer, so that hands last. */
static struct action choose(const struct state *at, chips low, chips high, bool may_raise)
{
    switch (random_below(&dice, 4)) {
    case 0:
        if (state_may_fold(&game, at) && random_below(&dice, 2))
            return (struct action){ACTION_FOLD, 0};
        break;
    case 1:
    case 2:
        if (may_raise)
            return (struct action){ACTION_RAISE, random_below(&dice, 2) ? low : inventing_between(&dice, low, high)};
        break;
    default:
        break;
    }
    return (struct action){ACTION_CALL, 0};
}

/* The last full raise of the round (an all-in for less is none), at first the blind: to where and by how much. */
struct full_raise {
    chips to, size;
};

/* What the state says before the player acts. */
static void check_point(const struct state *at, struct full_raise full, bool may_raise, chips low, chips high)
{
    unsigned player = at->player;
    assert_true(state_can_act(&game, at, player));
    assert_true(state_may_fold(&game, at) == (at->spent[player] < at->max_spent));
    if (!may_raise)
        return;
    assert_true(at->raises < game.max_raises[at->round]);
    assert_true(at->max_spent < low && low <= high && high <= game.stack[player]);
    if (game.no_limit)
        assert_true(high == game.stack[player] && (low >= full.to + full.size || low == high));
    else
        assert_true(low == high && (low - at->max_spent == game.raise_size[at->round] || low == game.stack[player]));
}

/* What an action may change. */
static void check_step(const struct state *before, const struct state *after, struct action action)
{
    for (unsigned p = 0; p < game.players; p++) {
        assert_true(after->spent[p] <= game.stack[p]);
        assert_true(p == before->player ? after->spent[p] >= before->spent[p] : after->spent[p] == before->spent[p]);
        assert_true(after->spent[p] <= after->max_spent);
    }
    assert_true(after->folded == (before->folded | (action.kind == ACTION_FOLD ? 1U << before->player : 0)));
    assert_true(after->round == before->round || after->round == before->round + 1);
    if (after->round == before->round && !after->finished)
        return;
    /* A round is over when nobody who still has chips owes any; a hand that has one player left ends at once. */
    for (unsigned p = 0; p < game.players && state_players_left(&game, after) > 1; p++)
        assert_true(!state_can_act(&game, after, p) || after->spent[p] == after->max_spent);
}

/* Nothing is lost, and every chip goes where the definition says. */
static void check_payoff(const struct state *at)
{
    hand_rank rank[GAME_PLAYERS];
    double expected[GAME_PLAYERS], value[GAME_PLAYERS], sum = 0;
    for (unsigned p = 0; p < game.players; p++)
        rank[p] = (hand_rank)random_below(&dice, RANKS);
    chips_pay(game.players, at->spent, at->folded, rank, expected);
    for (unsigned p = 0; p < game.players; p++)
        sum += expected[p];
    assert_true(fabs(sum) < 1e-6);
    payoff(game.players, at->spent, at->folded, rank, value);
    for (unsigned p = 0; p < game.players; p++)
        assert_true(fabs(value[p] - expected[p]) < 1e-6);
}

static void play_hand(void)
{
    struct state at;
    unsigned actions = 0;
    const chips blind = game_big_blind(&game);
    state_start(&game, &at);
    struct full_raise full = {at.max_spent, blind};
    while (!at.finished) {
        chips low = 0, high = 0;
        bool may_raise = state_may_raise(&game, &at, &low, &high);
        check_point(&at, full, may_raise, low, high);
        struct action action = choose(&at, low, high, may_raise);
        assert_true(state_is_legal(&game, &at, action));
        struct state before = at;
        state_apply(&game, &at, action);
        check_step(&before, &at, action);
        if (at.round > before.round)
            full = (struct full_raise){at.max_spent, blind};
        else if (action.kind == ACTION_RAISE && action.to - before.max_spent >= full.size)
            full = (struct full_raise){action.to, action.to - before.max_spent};
        assert_true(++actions < LONGEST_HAND);
    }
    check_payoff(&at);
}

static void random_play_keeps_the_laws(void **state)
{
    (void)state;
    for (uint64_t hand = 0; hand < HANDS; hand++) {
        dice = random_stream_at(7, hand, 0);
        inventing_game(&dice, &game);
        play_hand();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_play_keeps_the_laws)};
    return cmocka_run_group_tests_name("play", tests, NULL, NULL);
}
