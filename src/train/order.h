/* The order of the tables for walks over whole boards (struct table_order), built once by the main thread.
 *
 * Without buckets a board's rows lie together. With buckets an entry's buckets do: hands of every board share them. */
#ifndef TRAIN_ORDER_H
#define TRAIN_ORDER_H

#include "buckets/abstraction.h"
#include "buckets/boards.h"
#include "cfr/tables.h"

struct row_order {
    struct table_order order[GAME_ROUNDS];
    uint32_t *place[GAME_ROUNDS], *first[GAME_ROUNDS]; /* owned: what order points to; NULL: bucket-major */
};

/* `abstraction` is lossless and `boards` are all boards of its streets. */
void row_order_by_board(struct row_order *order, const struct boards *boards, const struct abstraction *abstraction,
                        unsigned streets);
void row_order_by_entry(struct row_order *order, const struct abstraction *abstraction, unsigned streets);
void row_order_release(struct row_order *order);

/* After tables_shape, before tables_bytes. The tables borrow the order. */
void row_order_apply(const struct row_order *order, struct tables *tables);

#endif
