#include "eval/match_hand.h"

#include "base/memory.h"
#include "game/payoff.h"

#include <assert.h>
#include <string.h>

/* How many actions the guess looks ahead on a street. A blueprint against itself: the variance falls to 1/2.7 with one,
 * 1/3.9 with two, 1/4.2 with three; more of them cost more time than they save. */
enum { LOOK_AHEAD = 2 };

/* What the stake at the end of a street grows to by later betting, as the guess has it. */
static const double growth = 1.5;

/* Actions less likely than this are left out of the guess. */
static const double negligible = 0.01;

/* Where the betting stands, and where each seat's agent is. */
struct position {
    struct state state;
    struct agent_hand hand[2];
};

struct hand_play {
    const struct game *game;
    const struct agent *const *agent;
    struct match_deal *deal;
    bool corrects;
    struct random_stream stream;
    struct position now;
    bool has_bucket[2]; /* of this street */
    bucket_id bucket[2];
    double correction;           /* for seat 0 */
    struct match_record *record; /* borrowed; NULL: nobody looks */
};

/* What an agent may do, and how likely it does it with its cards. */
struct decision {
    struct agent_choice choice;
    double probability[MENU_ACTIONS];
};

/* The agent's class of its cards: looked up once a street. */
static bucket_id bucket_of(struct hand_play *play, unsigned player)
{
    if (!play->has_bucket[player]) {
        play->has_bucket[player] = true;
        play->bucket[player] = agent_bucket(play->agent[player], play->now.state.round, play->deal->cards[player]);
    }
    return play->bucket[player];
}

/* The decision of who is to act; the position is on the street that is being played. */
static void decide(struct hand_play *play, const struct position *position, struct decision *decision)
{
    const struct agent_hand *hand = &position->hand[position->state.player];
    agent_choose(hand, &position->state, &decision->choice);
    bucket_id bucket = decision->choice.node ? bucket_of(play, hand->player) : 0;
    agent_strategy(hand, &decision->choice, bucket, decision->probability);
}

/* --- the guess, for seat 0 --- */

/* Without looking ahead, on the board of the street that is being played. */
static double guess_at(const struct hand_play *play, const struct state *state)
{
    if (state->folded)
        return payoff_heads_up(state->spent, state->folded, 0).win;
    struct payoff_heads_up pays = payoff_if_called(play->game, state, 0);
    bool later = !state->finished && state->round != play->now.state.round;
    return payoff_mean(&pays, 1, match_deal_odds(play->deal, play->now.state.round)) * (later ? growth : 1);
}

/* After an action; the agents have yet to follow, and need to only if the guess looks further ahead. */
static double guess_after(struct hand_play *play, const struct position *before, struct action action,
                          const double reading[2], unsigned ahead)
{
    static const double likelier[2] = {0.5, 0.5};
    struct position after;
    struct decision decision;
    double mean = 0;
    after.state = before->state;
    state_apply(play->game, &after.state, action);
    if (ahead == 0 || after.state.finished || after.state.round != before->state.round)
        return guess_at(play, &after.state);
    for (unsigned p = 0; p < 2; p++) {
        after.hand[p] = before->hand[p];
        agent_observe(&after.hand[p], &before->state, action, reading[p]);
    }
    decide(play, &after, &decision);
    for (unsigned a = 0; a < decision.choice.count; a++) {
        if (decision.probability[a] >= negligible)
            mean += decision.probability[a] * guess_after(play, &after, decision.choice.action[a], likelier, ahead - 1);
    }
    return mean;
}

/* Takes out the luck of drawing `drawn`. How the agents read each action is decided by the same random numbers, so
 * that the guess is a function of the action alone. */
static void correct_action(struct hand_play *play, const struct decision *decision, unsigned drawn,
                           const double reading[2])
{
    if (!play->corrects || decision->probability[drawn] >= 1)
        return;
    for (unsigned a = 0; a < decision->choice.count; a++) {
        if (decision->probability[a] <= 0)
            continue;
        double guessed = guess_after(play, &play->now, decision->choice.action[a], reading, LOOK_AHEAD);
        play->correction += (decision->probability[a] - (a == drawn)) * guessed;
    }
}

/* Takes out the luck of the cards dealt after street `from` up to street `to`. */
static void correct_cards(struct hand_play *play, unsigned from, unsigned to)
{
    struct payoff_heads_up pays = payoff_if_called(play->game, &play->now.state, 0);
    double stake = payoff_stake(&pays) * (play->now.state.finished ? 1 : growth);
    play->correction += stake * (match_deal_odds(play->deal, from) - match_deal_odds(play->deal, to));
}

static void keep(struct match_record *record, struct action action)
{
    if (record->actions == record->room) {
        record->room = 2 * record->room + 32;
        record->action = memory_resize(record->action, record->room, sizeof *record->action);
    }
    record->action[record->actions++] = action;
}

void match_record_release(struct match_record *record)
{
    memory_release(record->action);
    *record = (struct match_record){0};
}

static void act(struct hand_play *play)
{
    const struct state *state = &play->now.state;
    unsigned street = state->round;
    struct decision decision;
    decide(play, &play->now, &decision);
    unsigned drawn = agent_draw(&decision.choice, decision.probability, random_unit(&play->stream));
    double reading[2];
    for (unsigned p = 0; p < 2; p++)
        reading[p] = random_unit(&play->stream);
    correct_action(play, &decision, drawn, reading);
    if (play->record)
        keep(play->record, decision.choice.action[drawn]);
    for (unsigned p = 0; p < 2; p++)
        agent_observe(&play->now.hand[p], state, decision.choice.action[drawn], reading[p]);
    state_apply(play->game, &play->now.state, decision.choice.action[drawn]);
    bool showdown = state->finished && !state->folded;
    unsigned next = showdown ? play->game->rounds - 1u : state->round;
    if (next > street) {
        if (play->corrects)
            correct_cards(play, street, next);
        memset(play->has_bucket, 0, sizeof play->has_bucket);
    }
}

static void play_out(struct hand_play *play, const struct match_deal *deal, unsigned seat)
{
    assert(deal->game->players == 2);
    play->game = deal->game;
    play->stream = random_stream_at(deal->seed, deal->number, MATCH_ACTIONS + seat);
    state_start(play->game, &play->now.state);
    for (unsigned p = 0; p < 2; p++)
        agent_start(play->agent[p], p, &play->now.hand[p]);
    while (!play->now.state.finished)
        act(play);
}

void match_hand_record(struct match_deal *deal, const struct agent *const agent[2], unsigned seat,
                       struct match_record *record)
{
    struct hand_play play = {.agent = agent, .deal = deal, .record = record};
    record->actions = 0;
    play_out(&play, deal, seat);
}

void match_hand_play(struct match_deal *deal, const struct agent *const agent[2], unsigned seat, bool corrects,
                     struct match_result *result)
{
    struct hand_play play = {.agent = agent, .deal = deal, .corrects = corrects};
    double value[GAME_PLAYERS];
    play_out(&play, deal, seat);
    payoff(2, play.now.state.spent, play.now.state.folded, deal->rank, value);
    result->won = value[seat];
    result->corrected = value[seat] + (seat == 0 ? play.correction : -play.correction);
}
