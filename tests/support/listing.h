/* Small decks, and what can be listed on them: all deals, what a hand wins by definition, all points of a source. */
#ifndef SUPPORT_LISTING_H
#define SUPPORT_LISTING_H

#include "base/memory.h"
#include "base/random.h"
#include "buckets/bucket_methods.h"

#include <stdio.h>
#include <stdlib.h>

struct listing {
    const struct game *game;
    card deck[CARD_COUNT];
    unsigned cards;
    struct street_indices indices;
    struct strength_tables *tables; /* owned */
    struct progress progress;
    struct feature_frame frame; /* of the above; two workers */
};

static inline void listing_must(bool succeeded, const struct failure *failure)
{
    if (!succeeded) {
        fprintf(stderr, "%s\n", failure->text);
        abort();
    }
}

static inline void listing_open(struct listing *listing, const struct game *game)
{
    struct failure failure;
    evaluator_init();
    listing->game = game;
    listing->cards = (unsigned)deck_size(game->deck);
    deck_cards(game->deck, listing->deck);
    listing->tables = memory_allocate(1, sizeof *listing->tables);
    strength_tables_init(listing->tables, game->deck);
    listing_must(street_indices_init(&listing->indices, game, &failure), &failure);
    progress_start(&listing->progress, &run_unattended, "test", 1);
    listing->frame = (struct feature_frame){&listing->indices, listing->tables, 2, &listing->progress};
}

static inline void listing_close(struct listing *listing)
{
    street_indices_release(&listing->indices);
    memory_release(listing->tables);
}

static inline cardset listing_set(const card cards[], unsigned count)
{
    cardset set = 0;
    for (unsigned i = 0; i < count; i++)
        set |= cardset_of(cards[i]);
    return set;
}

/* The first `count` cards of a shuffled deck. */
static inline void listing_deal(const struct listing *listing, struct random_stream *stream, unsigned count, card out[])
{
    card cards[CARD_COUNT];
    for (unsigned i = 0; i < listing->cards; i++)
        cards[i] = listing->deck[i];
    for (unsigned i = 0; i < count; i++) {
        unsigned j = i + random_below(stream, listing->cards - i);
        card dealt = cards[j];
        cards[j] = cards[i];
        out[i] = cards[i] = dealt;
    }
}

static inline uint64_t listing_index(const struct listing *listing, unsigned street, const card cards[])
{
    return indexer_index(listing->indices.indexer[street], listing->indices.round[street], cards);
}

/* Cards of a canonical hand: hole cards, then the board. */
static inline void listing_hand(const struct listing *listing, unsigned street, uint64_t index, card cards[])
{
    indexer_unindex(listing->indices.indexer[street], listing->indices.round[street], index, cards);
}

typedef void listing_visit(void *context, const card cards[], unsigned count);

/* Every way to add `missing` cards of the deck, from position `from` on, to cards[0 .. count - 1]. */
static inline void listing_complete(const struct listing *listing, card cards[], unsigned count, unsigned missing,
                                    unsigned from, listing_visit *visit, void *context)
{
    if (missing == 0) {
        visit(context, cards, count);
        return;
    }
    for (unsigned i = from; i < listing->cards && count < INDEXER_CARDS; i++)
        if (!(listing_set(cards, count) & cardset_of(listing->deck[i]))) {
            cards[count] = listing->deck[i];
            listing_complete(listing, cards, count + 1, missing - 1, i + 1, visit, context);
        }
}

/* Every hand with every board of a street. */
static inline void listing_all(const struct listing *listing, unsigned street, listing_visit *visit, void *context)
{
    for (unsigned high = 1; high < listing->cards; high++)
        for (unsigned low = 0; low < high; low++) {
            card cards[INDEXER_CARDS] = {listing->deck[low], listing->deck[high]};
            listing_complete(listing, cards, 2, listing->indices.board_cards[street], 0, visit, context);
        }
}

struct listing_count {
    const struct listing *listing;
    unsigned street;
    uint64_t *deals;
};

static inline void listing_count_deal(void *context, const card cards[], unsigned count)
{
    (void)count;
    const struct listing_count *all = context;
    all->deals[listing_index(all->listing, all->street, cards)]++;
}

/* How many deals have each canonical hand of a street; released by the caller. */
static inline uint64_t *listing_deals(const struct listing *listing, unsigned street)
{
    struct listing_count all = {listing, street,
                                memory_allocate((size_t)listing->indices.hands[street], sizeof(uint64_t))};
    listing_all(listing, street, listing_count_deal, &all);
    return all.deals;
}

/* 2 * wins + ties of a hand against one other on a complete board. */
static inline unsigned listing_doubled(cardset hand, cardset other, cardset board)
{
    hand_rank own = evaluate(hand | board), rank = evaluate(other | board);
    return own > rank ? 2 : own == rank;
}

/* Against all others that the cards leave. */
static inline uint32_t listing_strength(const struct listing *listing, cardset hand, cardset board)
{
    uint32_t sum = 0;
    for (unsigned a = 1; a < listing->cards; a++)
        for (unsigned b = 0; b < a; b++) {
            cardset other = cardset_of(listing->deck[a]) | cardset_of(listing->deck[b]);
            if (!(other & (hand | board)))
                sum += listing_doubled(hand, other, board);
        }
    return sum;
}

/* All points of a source, put together; the workers take turns. Released by the caller. */
static inline void listing_points(struct features *features, unsigned workers, struct points *points)
{
    struct points batch;
    points_init(points, features->metric.dims, 0);
    points_init(&batch, features->metric.dims, features->points_most);
    for (uint64_t item = 0; item < features->items; item++) {
        batch.count = 0;
        features->fill(features->source, (unsigned)(item % workers), item, &batch);
        for (size_t i = 0; i < batch.count; i++)
            points_copy(points, &batch, i);
    }
    points_release(&batch);
    points_merge(points);
}

#endif
