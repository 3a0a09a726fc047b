/* A spot: one decision of a blueprint, in the words of a player.
 *
 * Who acts, the pot, what each action is called and where it leads, and how often each hand takes each action. The
 * combinations of hole cards that the board leaves are gathered into groups that are shown as one, with the mean of
 * their strategies: for two hole cards the classes of the chart (AA, AKs, AKo); for other games the hands of one
 * bucket. One thread. */
#ifndef EVAL_SPOT_H
#define EVAL_SPOT_H

#include "eval/blueprint.h"
#include "game/words.h"

/* "player 2 (small blind)" */
struct player_name {
    char text[48];
};
struct player_name spot_player_name(const struct game *game, unsigned player);

struct spot_action {
    /* One sign for charts: F fold, X check, C call, B bet, R raise, J all-in; of several sizes a, b, d ... in place of the letter
     * that they have in common, which `words` keeps. */
    char letter;
    char name[32]; /* "call 50", "raise to 300": chips put in on this street */
    struct action_words words;
    struct action_text text; /* ACPC */
    char next[256];          /* the sequence that it leads to; "" when no decision follows */
    double frequency;        /* over all hands, each combination with the same weight */
    double weighted;         /* as the player who acts holds them (line_tell in line.h); until then the same */
};

/* What a player decides between at first: folding, calling, raising by whatever size. Bets and raises of all sizes,
 * all-in among them, are one choice: which of several nearly equal sizes is taken says little about a hand. */
struct spot_choice {
    char letter;           /* of its action; R or B for several raises, J when all-in is the only one */
    unsigned first, count; /* its actions */
};

/* Hole cards, the higher one first. */
struct spot_combo {
    card hole[GAME_HOLE_CARDS];
    uint16_t group;
    bool uniform;  /* its row holds equal numbers: most likely never visited */
    bool doubtful; /* what looks mixed may only be undecided (visits.h); until then uniform */
    bucket_id bucket;
    double strategy[MENU_ACTIONS];
    double visits; /* of training, estimated (visits.h); SPOT_VISITS_UNKNOWN: nobody knows */
};

#define SPOT_VISITS_UNKNOWN (-1.0)

struct spot_group {
    char name[24];   /* "AKs", "K", "Kh" */
    unsigned combos; /* 0: none of them is left by the board */
    bool uniform;    /* all combinations are */
    bool doubtful;   /* most of them are */
    double strategy[MENU_ACTIONS];
    double visits; /* the mean of the combinations */
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
    unsigned choices;
    struct spot_choice choice[3]; /* in the order of the actions */
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

/* Reads bucket and strategy of combo->hole, cards of the deck that are not on the board. */
void spot_read_combo(const struct spot *spot, struct spot_combo *combo);

/* A hand that somebody names: two cards, or one of the spot's groups. */
struct spot_hand {
    char name[24];
    unsigned combos;
    bool is_group; /* its combinations are those of spot->group[group] */
    unsigned group;
    bool one_bucket; /* all combinations are in `bucket` */
    bucket_id bucket;
    bool uniform, doubtful;
    double strategy[MENU_ACTIONS], visits;
};

/* "AhKh", or a group by its name ("AA", "AKs", "72o", "K") in any case and order. Fails when it is no hand of the game,
 * or the board leaves none of it. */
bool spot_find_hand(const struct spot *spot, const char *text, struct spot_hand *hand, struct failure *failure);

/* The probability of all of a choice's actions together. */
double spot_share(const struct spot_choice *choice, const double strategy[]);

/* The probability of betting or raising, by whatever size. */
double spot_raise_total(const struct spot *spot, const double strategy[]);

#endif
