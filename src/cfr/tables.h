/* The tables: regrets and strategy sums of every information set, shared by all workers.
 *
 * An information set is (decision node, bucket). Its row is `actions` consecutive entries. A street's regrets are one
 * flat array in bucket-major order, [bucket][node in depth-first order][action]; its strategy sums are a second one of
 * the same shape. In one iteration a player's bucket is fixed on a street, so everything the walk touches there lies in
 * one block, in ascending order: few pages, and the hardware prefetcher sees a stream.
 *
 * Sharing. All workers read and write one copy with relaxed atomic loads and stores; there is no lock, no copy and,
 * but for the stamp of a row at the end of an epoch, no read-modify-write. Two workers that update one entry at the
 * same moment may lose one of the two updates. That is noise of the same kind as sampling: rare (the chance that two
 * workers stand in one row of a large game is tiny), without a bias towards any action, and far below the variance of
 * the sampler. A worker that the system interrupts between load and store (more workers than cores) puts an old value
 * back: the row loses what others did in that time slice, some milliseconds of a run that lasts minutes or days. What
 * sharing buys is that the cost of an iteration depends neither on the number of workers nor on how long the run has
 * lasted. Nothing orders the accesses: whoever needs a consistent picture (checkpoints) first lets every worker stop
 * at a rendezvous, whose lock orders. Where a row is read or written as one register (platform/octet.h) that stands
 * for an access to each entry.
 *
 * Entries are floats. A regret is clamped from below by the pruning floor where pruning is on; a strategy sum that has
 * grown so large that an addition would be lost is halved with its row (row.h), which turns the average over
 * all time into one over the last some million visits of that row; fewer where visits weigh differently (outcome sampling,
 * three players and more), because the lightest decides. Walks over boards do not halve: beyond some ten million
 * iterations, which only the smallest games come to, their averages stand still.
 *
 * Memory comes from outside (tables_bytes, tables_init); zeroed memory is a fresh table. */
#ifndef CFR_TABLES_H
#define CFR_TABLES_H

#include "game/tree.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef _Atomic float table_entry;
typedef atomic_uint_least32_t table_stamp;

/* Another order than bucket-major, for walks that go over all buckets of a board at once: buckets in blocks, node-major
 * within a block, [block][row + action][bucket of the block]. Const. */
struct table_order {
    const uint32_t *place; /* borrowed: [bucket], its number in the order of the blocks */
    const uint32_t *first; /* borrowed: [block], the place that a block begins with; ascending, ends with the number of
                              buckets */
    uint32_t blocks;
};

/* The block that holds a place. */
uint32_t table_block(const struct table_order *order, uint32_t place);

struct table_street {
    uint32_t buckets;
    uint32_t rows;                   /* entries of one bucket: tree->street_rows */
    const struct table_order *order; /* borrowed; NULL: bucket-major */
    table_entry *regret;             /* borrowed: [bucket * rows + row + action] */
    table_entry *sum;                /* borrowed: the same shape */
    table_entry *prediction; /* borrowed, NULL unless tables.predicted: the regrets of the last iteration alone */
    /* Borrowed, NULL unless tables.precise: what rounding took from each (carry.h). */
    table_entry *regret_carry, *sum_carry, *prediction_carry;
    table_stamp
        *stamp; /* borrowed, NULL when the schedule needs none: epochs of the rows' last discounts (table_stamps) */
};

struct tables {
    unsigned streets;
    bool stamped, predicted, precise;
    struct table_street street[GAME_ROUNDS];
};

/* Sets the shape. `buckets` per street; `stamped`: the schedule discounts rows when they are touched (schedule.h). An
 * order, and whether there are predictions or carries, is set afterwards. */
void tables_shape(struct tables *tables, const struct tree *tree, const uint32_t buckets[], bool stamped);

/* Entries of one street, and bytes of all arrays together; tables_shape first. */
uint64_t table_street_entries(const struct table_street *street);
uint64_t tables_bytes(const struct tables *tables);

/* Lays the arrays out in `memory`: zeroed, 64-byte aligned, tables_bytes long, borrowed as long as the tables live. */
void tables_init(struct tables *tables, void *memory);

/* Information sets (rows) of all streets. */
uint64_t tables_infosets(const struct tables *tables, const struct tree *tree);

/* Bucket-major order only. */
static inline size_t table_index(const struct table_street *street, uint32_t bucket, uint32_t row)
{
    return (size_t)bucket * street->rows + row;
}

/* Where the entries of a row are: action a at index + a * stride. */
struct table_place {
    size_t index, stride;
};
struct table_place table_find(const struct table_street *street, uint32_t bucket, uint32_t row);

/* Stamps of a street. A row has two entries or more, so that half the number of its first one is its own: stamps have half the
 * shape of the entries, in the same order. */
static inline uint64_t table_stamps(const struct table_street *street)
{
    return (uint64_t)street->buckets * ((street->rows + 1) / 2);
}

/* The stamp of the row whose first entry is `index`, in bucket-major order; and in blocks, where the place of the row's block
 * begins with entry `base`, and `bucket` is the number of its bucket among the block's `size`. */
static inline size_t table_stamp_at(size_t index)
{
    return index / 2;
}

static inline size_t table_stamp_in_block(const struct table_street *street, size_t base, size_t size, uint32_t row,
                                          size_t bucket)
{
    return base / street->rows * ((street->rows + 1) / 2) + row / 2 * size + bucket;
}

/* The stamp of a row from the number of its first entry alone, in whatever order. */
size_t table_stamp_of_entry(const struct table_street *street, size_t index);

static inline float table_load(const table_entry *entry)
{
    return atomic_load_explicit(entry, memory_order_relaxed);
}

static inline void table_store(table_entry *entry, float value)
{
    atomic_store_explicit(entry, value, memory_order_relaxed);
}

#endif
