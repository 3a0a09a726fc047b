/* The local best responder: how it plays one hand, and what it knows of the opponent's cards.
 *
 * Lisy and Bowling (2017), "Equilibrium approximation quality of current no-limit poker bots", algorithm 1: at its turn the
 * responder takes the action that is worth most if from then on nobody bets. It keeps the range of pairs that the opponent
 * may hold, by Bayes' rule from the agent's own strategy, without the cards it can see. With m and o the chips that the
 * responder and the opponent have put in, and `edge` the mean edge (equity.h) over the range, an action is worth, in chips
 * won over the whole hand,
 *     fold       -m
 *     call       min(o, its stack) * edge
 *     raise to r fold * o + (1 - fold) * min(r, the opponent's stack) * edge',
 * where `fold` is the probability that the agent folds to that raise and edge' is over what does not fold. (With P = m + o,
 * c = o - m and wp = (1 + edge) / 2 a call is worth wp P - (1 - wp) c more than a fold, the form of the paper.) Among equals
 * fold comes before call, call before raises, a small raise before a large one.
 *
 * Of a raise that the agent's tree lacks, the responder weighs the likelier reading; how a raise that it made was
 * read, it is told afterwards. It plays against the agent that announces its readings: an exact answer for agents that
 * need none (whose menu holds the responder's raises), a slightly stronger adversary than a real one for others.
 *
 * Lifecycle: responder_start; then until the state is finished responder_choose and responder_act at its own turns,
 * responder_ask and responder_observe at the agent's, and responder_reveal when a street has begun (street is less than
 * state.round). A responder is a plain value (it borrows its holding); one thread. */
#ifndef EVAL_RESPONDER_H
#define EVAL_RESPONDER_H

#include "eval/holding.h"
#include "eval/range.h"
#include "game/payoff.h"

struct responder_rules {
    bool raises;      /* the pot and all-in besides fold and call; in limit games what is legal */
    uint16_t streets; /* a bit per street on which it responds; on others it checks and calls */
};

struct responder {
    struct responder_rules rules;
    struct holding *holding; /* borrowed */
    unsigned seat;
    struct state state;
    struct agent_hand opponent;
    unsigned street; /* whose board is known */
    struct range range;
};

/* What the agent does at its turn: likelihood[action][entry of the range]. */
struct responder_answers {
    struct agent_choice choice;
    double likelihood[MENU_ACTIONS][STRENGTH_PAIRS];
};

struct responder_choice {
    struct action action;
    double worth; /* chips won over the whole hand, if nobody bets any more */
};

void responder_start(struct responder *responder, struct responder_rules rules, struct holding *holding, unsigned seat);

/* At its own turn. `answers` is scratch. */
struct responder_choice responder_choose(const struct responder *responder, struct responder_answers *answers);

/* Takes an action; unit_random in [0, 1) decides how the agent reads it. */
void responder_act(struct responder *responder, struct action action, double unit_random);

/* At the agent's turn. */
void responder_ask(const struct responder *responder, struct responder_answers *answers);

/* The agent has taken action number `chosen` of its choice. */
void responder_observe(struct responder *responder, const struct responder_answers *answers, unsigned chosen,
                       double unit_random);

/* The board cards of the street that has begun take pairs out of the range. */
void responder_reveal(struct responder *responder);

/* The mean edge over the range, given the board known, over the part that `likelihood` leaves unless it is NULL. */
double responder_edge(const struct responder *responder, const double likelihood[]);

/* What the responder is paid if nobody bets any more (game/payoff.h). */
struct payoff_heads_up responder_payoff(const struct responder *responder, const struct state *state);

/* The same in the mean over the range, given the board known, over the part that `likelihood` leaves unless it is NULL. */
double responder_worth(const struct responder *responder, const struct state *state, const double likelihood[]);

#endif
