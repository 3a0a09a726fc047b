/* A spot: one decision of a blueprint, in the words of a player.
 *
 * Who acts, the pot, what each action is called and where it leads, and how often each hand takes each action. The
 * combinations of hole cards that the board leaves are gathered into groups that are shown as one, with the mean of
 * their strategies: for two hole cards the classes of the chart (AA, AKs, AKo); for other games the hands of one
 * bucket. One thread. */
#ifndef EVAL_SPOT_H
#define EVAL_SPOT_H

#include "eval/blueprint.h"

/* "player 2 (small blind)" */
struct player_name {
    char text[48];
};
struct player_name spot_player_name(const struct game *game, unsigned player);

struct spot_action {
    char letter;   /* one sign for charts: F fold, X check, C call, B bet, R raise, J all-in, a.. several sizes
                    */
    char name[32]; /* "call 50", "raise to 300": chips put in on this street */
    struct action_text text; /* ACPC */
    char next[256];          /* the sequence that it leads to; "" when no decision follows */
    double frequency;        /* over all hands, each combination with the same weight */
};

/* Hole cards, the higher one first. */
struct spot_combo {
    card hole[GAME_HOLE_CARDS];
    uint16_t group;
    bool uniform; /* its row holds equal numbers: most likely never visited */
    bucket_id bucket;
    double strategy[MENU_ACTIONS];
};

struct spot_group {
    char name[24];   /* "AKs", "K", "Kh" */
    unsigned combos; /* 0: none of them is left by the board */
    bool uniform;    /* all combinations are */
    double strategy[MENU_ACTIONS];
};

struct spot {
    const struct blueprint *blueprint; /* borrowed */
    const struct node *node;           /* borrowed */
    struct state state;
    char sequence[256];
    struct player_name player;
    chips pot, to_call;
    chips street_start; /* what each player left had put in before this street */
    unsigned board_cards;
    card board[GAME_BOARD_CARDS];
    unsigned actions;
    struct spot_action action[MENU_ACTIONS];
    bool is_grid; /* the groups are ranks x ranks: row and column from the highest rank, suited above the
                     diagonal */
    unsigned ranks;
    unsigned groups, combos;
    struct spot_group *group; /* owned */
    struct spot_combo *combo; /* owned: combinations in ascending order, none with a card of the board */
};

/* Finds the decision at a betting sequence (ACPC text; NULL or "" is the start) with a board ("AhKsTd"; NULL: none),
 * and reads the strategy of all hands; up to its street the file is checked (blueprint.h). The blueprint's buckets must
 * be open. */
bool spot_open(const struct blueprint *blueprint, const char *sequence, const char *board, struct spot *spot,
               struct failure *failure);
void spot_close(struct spot *spot);

/* The strategy of one hand; fails when `hand` is no such hand or stands on the board. */
bool spot_hand(const struct spot *spot, const char *hand, bucket_id *bucket, double probability[],
               struct failure *failure);

#endif
