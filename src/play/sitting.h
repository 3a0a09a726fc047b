/* One hand of a person against an agent, heads-up: the cards, who acts, and what was done.
 *
 * Everything is a function of (seed, number) and of the person's actions: cards and what the agent draws come from
 * there, and seats alternate with the number. So a hand can be kept by what the person did and played again to where it
 * stood. What the agent would do with the person's cards is noted at each of the person's decisions, before the agent
 * sees the action.
 *
 * sitting_start; while the hand is not over sitting_answer on the agent's turns and sitting_act on the person's. A
 * plain value, borrowing the agent and its game. One thread. */
#ifndef PLAY_SITTING_H
#define PLAY_SITTING_H

#include "eval/agent.h"
#include "eval/match_deal.h"
#include "game/words.h"
#include "play/history.h"

enum {
    SITTING_ACTIONS = GAME_ROUNDS * (UINT8_MAX + 2), /* a round's raises, a check before and a call after them */
    SITTING_DECISIONS = 64                           /* that are noted; more are played without a note */
};

/* What the agent would have done in the person's place. */
struct sitting_decision {
    unsigned round;
    chips pot;
    unsigned count;
    struct action action[MENU_ACTIONS];
    struct action_words words[MENU_ACTIONS];
    double probability[MENU_ACTIONS];
    struct action_words done; /* by the person */
};

/* Where and how an action was taken. */
struct sitting_step {
    uint8_t round, player;
    struct action_words words;
};

struct sitting {
    const struct agent *agent; /* borrowed */
    const struct game *game;   /* borrowed: the agent's */
    struct match_deal deal;
    struct random_stream stream;
    unsigned person; /* the person's seat */
    struct state state;
    chips street_start;        /* what each player had put in before the street */
    struct agent_hand hand[2]; /* the agent's own, and what it would do in the person's seat */
    unsigned actions, decisions;
    struct action action[SITTING_ACTIONS];
    struct sitting_step step[SITTING_ACTIONS];
    struct sitting_decision decision[SITTING_DECISIONS];
    /* Of the person's last action: the agent does not know it and takes it for another. */
    bool is_translated;
    struct action_words taken_for;
};

/* "big blind", "small blind"; "first", "second" where both put in the same. */
const char *sitting_seat(const struct game *game, unsigned seat);

/* Deals; the agent's game is for two. */
void sitting_start(struct sitting *sitting, const struct agent *agent, uint64_t seed, uint64_t number);

/* True on the person's turn. */
static inline bool sitting_asks(const struct sitting *sitting)
{
    return !sitting->state.finished && sitting->state.player == sitting->person;
}

/* The agent acts; it must be its turn. */
void sitting_answer(struct sitting *sitting);

/* The person acts; it must be the person's turn. False, and nothing has happened, when the action is not legal. */
bool sitting_act(struct sitting *sitting, struct action action);

/* True when the hand was not folded: the agent shows its cards. */
static inline bool sitting_is_shown(const struct sitting *sitting)
{
    return sitting->state.finished && !sitting->state.folded;
}

/* The last street whose board is seen: after a showdown all are. */
unsigned sitting_street(const struct sitting *sitting);

/* That street's board, all of it. */
static inline const card *sitting_board(const struct sitting *sitting)
{
    return sitting->deal.cards[0] + sitting->game->hole_cards;
}

/* The person's chips won, when the hand is over. */
double sitting_won(const struct sitting *sitting);

/* The finished hand with both players' cards; names are borrowed, the actions too. */
void sitting_history(const struct sitting *sitting, const char *person, const char *opponent,
                     struct history_hand *history);

#endif
