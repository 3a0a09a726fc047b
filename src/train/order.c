#include "train/order.h"

#include "base/memory.h"
#include "buckets/board_buckets.h"

#include <string.h>

static void set(struct row_order *order, unsigned street, uint32_t *place, uint32_t *first, uint32_t blocks)
{
    order->place[street] = place;
    order->first[street] = first;
    order->order[street] = (struct table_order){place, first, blocks};
}

void row_order_by_board(struct row_order *order, const struct boards *all, const struct abstraction *abstraction,
                        unsigned streets)
{
    memset(order, 0, sizeof *order);
    for (unsigned s = 0; s < streets; s++) {
        const struct boards_street *boards = &all->street[s];
        uint32_t *place = memory_allocate(boards->slots, sizeof *place);
        uint32_t *first = memory_allocate(boards->count + 1, sizeof *first);
        for (uint32_t b = 0; b < boards->count; b++) {
            const struct board *board = &boards->board[b];
            bucket_id bucket[CARD_COUNT * (CARD_COUNT - 1) / 2];
            board_buckets(abstraction, s, board, bucket);
            first[b] = board->first_slot;
            for (unsigned slot = 0; slot < board->slots; slot++)
                place[bucket[slot]] = board->first_slot + slot;
        }
        first[boards->count] = boards->slots;
        set(order, s, place, first, boards->count);
    }
}

void row_order_by_entry(struct row_order *order, const struct abstraction *abstraction, unsigned streets)
{
    memset(order, 0, sizeof *order);
    for (unsigned s = 0; s < streets; s++) {
        uint32_t buckets = abstraction->street[s].buckets;
        uint32_t *place = memory_allocate(buckets, sizeof *place), *first = memory_allocate(2, sizeof *first);
        for (uint32_t b = 0; b < buckets; b++)
            place[b] = b;
        first[1] = buckets;
        set(order, s, place, first, 1);
    }
}

void row_order_release(struct row_order *order)
{
    for (unsigned s = 0; s < GAME_ROUNDS; s++) {
        memory_release(order->place[s]);
        memory_release(order->first[s]);
    }
    memset(order, 0, sizeof *order);
}

void row_order_apply(const struct row_order *order, struct tables *tables)
{
    for (unsigned s = 0; s < tables->streets; s++)
        tables->street[s].order = order->place[s] ? &order->order[s] : NULL;
}
