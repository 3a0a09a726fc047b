/* Agents: who plays a hand of the real game, in which every legal bet may be made.
 *
 * An agent is a policy (eval/policy.h: a blueprint's, or that of tables in training) or a built-in player. A policy
 * knows its own tree only, the betting under its menu: it follows the real betting there, reading bets that its menu
 * lacks as others (eval/translate.h), and its own raises are the same fractions of the real pot, clamped to what is
 * legal. Where the tree cannot follow it waits and the agent checks or calls: when a raise is not offered at all the
 * tree goes on as if it had been called, and waits for the real betting to reach the street it has come to; when its
 * hand is over (all-in by its own count) it waits to the end. So a policy never acts illegally, whatever happens.
 *
 * The table may have other stacks and blinds than the tree (agent_sit): then nothing is the same to the chip, and all
 * betting is translated, all-in for all-in. Seats that are numbered otherwise are turned.
 *
 * The built-in players are rows of a table (eval/agents.h), which --help lists; policies have a kind of their own
 * (eval/agent_policy.h). What an agent does is asked of its kind, and nobody else asks which kind that is.
 *
 * Nobody raises by more than an opponent can call (state_effective_raise), unless the rules leave no smaller raise.
 *
 * A hand, for the agent in one seat: agent_start; at every decision of that seat agent_choose, agent_strategy and a
 * draw; after every decision of anybody agent_observe. Agents are const once opened and shared by any number of
 * threads; a hand is a plain value of one thread and may be copied to try out what follows. */
#ifndef EVAL_AGENT_H
#define EVAL_AGENT_H

#include "base/choice.h"
#include "eval/filter.h"
#include "eval/policy.h"

struct agent_kind;

struct agent {
    const struct agent_kind *kind;
    const struct game *game; /* borrowed */
    /* Policies only. */
    const struct tree *tree; /* borrowed */
    struct policy policy;    /* with locate and read_at */
    bool is_away;            /* the game is not the tree's */
    unsigned turn;           /* what a position of the game is further on in the tree's */
    struct filters filters;  /* through which it plays the policy; none unless somebody sets them */
};

struct agent_hand {
    const struct agent *agent; /* borrowed */
    unsigned player;           /* the agent's seat */
    /* Policies only: where the hand stands in the own tree. */
    node_ref at;        /* the next decision node: points with a single action are not passed yet */
    bool is_exact;      /* at home, and so far the own tree had every action: its state is the real one */
    struct state state; /* of the own tree when it is not */
};

/* What an agent may do now: legal actions of the real game, each once, and which of them the offered ones became. */
struct agent_choice {
    unsigned count; /* at least 1 */
    struct action action[MENU_ACTIONS];
    const struct node *node; /* of the own tree; NULL: the strategy depends on no cards */
    uint8_t became[MENU_ACTIONS];
};

/* How a table differs from what the agent knows. */
struct agent_table {
    bool is_other;   /* stacks, blinds or seats differ */
    bool fits_seats; /* turned or not, the same positions post the blinds and act first */
};

/* How a kind of agents plays, and the row of a built-in player. All but `choose` may be NULL: there is nothing to
 * do. */
struct agent_kind {
    struct choice choice;
    /* What the agent may do in `real`, at least one action: through agent_choice_add, into an empty choice. */
    void (*choose)(const struct agent_hand *hand, const struct state *real, struct agent_choice *choice);
    /* As agent_strategy; NULL: every action of a choice with the same probability. */
    void (*strategy)(const struct agent_hand *hand, const struct agent_choice *choice, bucket_id bucket,
                     double probability[]);
    /* As agent_bucket; NULL: the agent does not look at its cards. */
    bucket_id (*bucket)(const struct agent *agent, unsigned street, const card cards[]);
    /* Of those who follow the betting: as agent_start and agent_observe. */
    void (*start)(struct agent_hand *hand);
    void (*observe)(struct agent_hand *hand, const struct state *before, struct action action, double unit_random);
    /* Of those who may know other actions than the table: as agent_read_as. */
    struct action (*read_as)(const struct agent_hand *hand, const struct state *before, struct action action,
                             double unit_random);
    /* Of those who know one game: as agent_sit. NULL: any table will do. */
    bool (*sit)(struct agent *agent, const struct game *table, struct agent_table *how, struct failure *failure);
};

static inline bool agent_same_action(struct action a, struct action b)
{
    return a.kind == b.kind && a.to == b.to;
}

/* For kinds: adds an action unless it is there; returns its place. And gives every action the same probability. */
unsigned agent_choice_add(struct agent_choice *choice, struct action action);
void agent_choice_share(const struct agent_choice *choice, double probability[]);

/* True of an agent that plays by its cards; others do the same with any. */
static inline bool agent_looks_at_cards(const struct agent *agent)
{
    return agent->kind->bucket != NULL;
}

/* Seats the agent at a table, borrowed, whose betting may be another than that of the policy's tree. Fails, and
 * nothing has changed, where cards, players, rounds or the kind of betting differ. */
bool agent_sit(struct agent *agent, const struct game *table, struct agent_table *how, struct failure *failure);

void agent_start(const struct agent *agent, unsigned player, struct agent_hand *hand);

/* What the agent, whose turn it is, may do in `real`. */
void agent_choose(const struct agent_hand *hand, const struct state *real, struct agent_choice *choice);

/* The agent's class of a player's cards on a street (hole cards, then the board in deal order up to that street's):
 * worth keeping, as it serves every decision of the street. */
bucket_id agent_bucket(const struct agent *agent, unsigned street, const card cards[]);

/* The probability of each action of the choice for cards of that class on the real street. Pure; sums to 1. */
void agent_strategy(const struct agent_hand *hand, const struct agent_choice *choice, bucket_id bucket,
                    double probability[]);

/* The action of the choice at `unit_random`, uniform in [0, 1). */
unsigned agent_draw(const struct agent_choice *choice, const double probability[], double unit_random);

/* Follows an action of anybody, the agent itself included, taken in the state `before`. `unit_random` in [0, 1)
 * decides how a bet that the own tree lacks is read. */
void agent_observe(struct agent_hand *hand, const struct state *before, struct action action, double unit_random);

/* What agent_observe with the same arguments will take somebody else's action for, as an action of the real game: the
 * action itself unless its own tree lacks it. */
struct action agent_read_as(const struct agent_hand *hand, const struct state *before, struct action action,
                            double unit_random);

#endif
