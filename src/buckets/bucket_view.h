/* Bucket files for people who want to look into them: what is known of each street and bucket, and which hands are in one.
 *
 * A view needs no game: the cards are in the description. Opening checks all that is used later, so that the rest cannot
 * fail. What a file does not record is not there: facts.deals is NULL in files of the first days, facts.centres.k is 0 where
 * no centres are known. Opened and closed by the main thread, const in between; then any thread may ask. */
#ifndef BUCKETS_BUCKET_VIEW_H
#define BUCKETS_BUCKET_VIEW_H

#include "buckets/abstraction.h"
#include "buckets/street_map.h"
#include "platform/run_context.h"

struct bucket_street {
    const char *name;        /* as game_round_name has it */
    char method[24];         /* how its buckets were made; empty: the file does not say */
    uint64_t deals;          /* all ways to deal hole cards and board */
    struct street_map facts; /* owned; its hands' buckets are in the abstraction */
};

struct bucket_view {
    struct game cards;              /* deck, hole cards and board cards of each street */
    struct abstraction abstraction; /* owned */
    struct bucket_street street[GAME_ROUNDS];
};

/* Opens a bucket file for the cards of `game`, or for those that the file names when `game` is NULL. */
bool bucket_view_open(const char *path, const struct game *game, struct bucket_view *view, struct failure *failure);

/* Opens the default abstraction of a game, building it first where it is missing. A failure when that is lossless: then
 * there is no file. */
bool bucket_view_open_default(const struct run_context *run, const struct game *game, unsigned workers,
                              struct bucket_view *view, struct failure *failure);

void bucket_view_close(struct bucket_view *view);

/* A street by its name, or by how many cards are on the board. */
bool bucket_view_named_street(const struct bucket_view *view, const char *name, unsigned *street,
                              struct failure *failure);
bool bucket_view_street_of_board(const struct bucket_view *view, unsigned board_cards, unsigned *street,
                                 struct failure *failure);

/* Counts the canonical hands of each bucket of a street, in one pass. */
void bucket_view_count_hands(const struct bucket_view *view, unsigned street, uint64_t hands[]);

/* A street in a few numbers. */
struct bucket_summary {
    uint64_t least, median, most; /* population of a bucket: deals, or canonical hands where those are not known */
    double mean_distance, worst_distance; /* of a deal from its bucket's centre, in shares of a pot; 0 without deals */
};
void bucket_view_summarise(const struct bucket_view *view, unsigned street, struct bucket_summary *summary);

/* The mean strength of a bucket's hands in shares of a pot, where centres are known. */
double bucket_view_strength(const struct bucket_view *view, unsigned street, uint32_t bucket);

/* Canonical hands of a bucket that has `hands` of them, at most `most` and spread evenly over it. Returns how many. */
unsigned bucket_view_examples(const struct bucket_view *view, unsigned street, uint32_t bucket, uint64_t hands,
                              unsigned most, uint64_t index[]);

/* The buckets whose centres are nearest to that of `bucket`, the nearest first. Returns how many; none without centres. */
struct bucket_neighbour {
    uint32_t bucket;
    double distance; /* in shares of a pot */
};
unsigned bucket_view_nearest(const struct bucket_view *view, unsigned street, uint32_t bucket, unsigned most,
                             struct bucket_neighbour nearest[]);

/* "AhKs Jh9h2c": hole cards, then the board where there is one, each with the highest card first. */
struct hand_text {
    char text[2 * INDEXER_CARDS + 2];
};
struct hand_text bucket_view_hand(const struct bucket_view *view, unsigned street, uint64_t index);

#endif
