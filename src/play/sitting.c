#include "play/sitting.h"

#include "game/payoff.h"

#include <assert.h>
#include <string.h>

enum { PERSON = 0x7461 /* stream of what is drawn at a table */ };

const char *sitting_seat(const struct game *game, unsigned seat)
{
    if (game->blind[0] == game->blind[1])
        return seat == 0 ? "first" : "second";
    return game->blind[seat] == game_big_blind(game) ? "big blind" : "small blind";
}

void sitting_start(struct sitting *sitting, const struct agent *agent, uint64_t seed, uint64_t number)
{
    assert(agent->game->players == 2);
    sitting->agent = agent;
    sitting->game = agent->game;
    match_deal_init(&sitting->deal, sitting->game, seed, number);
    sitting->stream = random_stream_at(seed, number, PERSON);
    sitting->person = (unsigned)(number % 2 == 0);
    sitting->actions = sitting->decisions = 0;
    sitting->is_translated = false;
    sitting->street_start = 0;
    state_start(sitting->game, &sitting->state);
    for (unsigned seat = 0; seat < 2; seat++)
        agent_start(agent, seat, &sitting->hand[seat]);
}

unsigned sitting_street(const struct sitting *sitting)
{
    return sitting_is_shown(sitting) ? sitting->game->rounds - 1u : sitting->state.round;
}

static struct action_words name(const struct sitting *sitting, struct action action)
{
    return action_words(sitting->game, &sitting->state, sitting->street_start, action);
}

static void consult(const struct sitting *sitting, unsigned seat, struct agent_choice *choice, double probability[])
{
    bucket_id bucket = 0;
    agent_choose(&sitting->hand[seat], &sitting->state, choice);
    if (choice->node)
        bucket = agent_bucket(sitting->agent, sitting->state.round, sitting->deal.cards[seat]);
    agent_strategy(&sitting->hand[seat], choice, bucket, probability);
}

/* Keeps what the agent would do for the person, who does `done`. */
static void note(struct sitting *sitting, struct action done)
{
    struct agent_choice choice;
    if (sitting->decisions == SITTING_DECISIONS)
        return;
    struct sitting_decision *decision = &sitting->decision[sitting->decisions++];
    consult(sitting, sitting->person, &choice, decision->probability);
    decision->round = sitting->state.round;
    decision->pot = state_pot(sitting->game, &sitting->state);
    decision->count = choice.count;
    for (unsigned a = 0; a < choice.count; a++) {
        decision->action[a] = choice.action[a];
        decision->words[a] = name(sitting, choice.action[a]);
    }
    decision->done = name(sitting, done);
}

/* Before the agent, in its seat, sees the person's action. */
static void note_reading(struct sitting *sitting, unsigned seat, struct action action, double drawn)
{
    struct action taken = agent_read_as(&sitting->hand[seat], &sitting->state, action, drawn);
    sitting->is_translated = !agent_same_action(taken, action);
    sitting->taken_for = name(sitting, taken);
}

static void apply(struct sitting *sitting, struct action action)
{
    const struct state before = sitting->state;
    unsigned at = sitting->actions++;
    assert(at < SITTING_ACTIONS);
    sitting->action[at] = action;
    sitting->step[at] = (struct sitting_step){before.round, before.player, name(sitting, action)};
    for (unsigned seat = 0; seat < 2; seat++) {
        double drawn = random_unit(&sitting->stream);
        if (seat != sitting->person && before.player == sitting->person)
            note_reading(sitting, seat, action, drawn);
        agent_observe(&sitting->hand[seat], &before, action, drawn);
    }
    state_apply(sitting->game, &sitting->state, action);
    if (!sitting->state.folded && sitting_street(sitting) > before.round)
        sitting->street_start = sitting->state.max_spent;
}

void sitting_answer(struct sitting *sitting)
{
    struct agent_choice choice;
    double probability[MENU_ACTIONS];
    assert(!sitting->state.finished && !sitting_asks(sitting));
    consult(sitting, 1 - sitting->person, &choice, probability);
    apply(sitting, choice.action[agent_draw(&choice, probability, random_unit(&sitting->stream))]);
}

bool sitting_act(struct sitting *sitting, struct action action)
{
    assert(sitting_asks(sitting));
    if (!state_is_legal(sitting->game, &sitting->state, action))
        return false;
    note(sitting, action);
    apply(sitting, action);
    return true;
}

double sitting_won(const struct sitting *sitting)
{
    double value[GAME_PLAYERS];
    payoff(2, sitting->state.spent, sitting->state.folded, sitting->deal.rank, value);
    return value[sitting->person];
}

void sitting_history(const struct sitting *sitting, const char *person, const char *opponent,
                     struct history_hand *history)
{
    const struct game *game = sitting->game;
    *history = (struct history_hand){.game = game,
                                     .number = sitting->deal.number,
                                     .actions = sitting->actions,
                                     .action = sitting->action,
                                     .known = 3,
                                     .board_cards = game_board_cards(game, sitting_street(sitting))};
    history->name[sitting->person] = person;
    history->name[1 - sitting->person] = opponent;
    for (unsigned seat = 0; seat < 2; seat++)
        memcpy(history->hole[seat], sitting->deal.cards[seat], game->hole_cards);
    memcpy(history->board, sitting_board(sitting), history->board_cards);
}
