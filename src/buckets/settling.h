/* Settling: which centre each canonical hand belongs to, and what is so known of the buckets.
 *
 * Several workers settle hands of their own, each with its own settler; settling_finish puts them together. Hands come as
 * points; one canonical hand may come several times, as several hands of a board, always with the same features. Distances
 * are added up in whole millionths of a pot: the same for any number of workers. */
#ifndef BUCKETS_SETTLING_H
#define BUCKETS_SETTLING_H

#include "buckets/kmeans.h"
#include "buckets/street_map.h"

struct settler {
    struct kmeans_sums sums;
    uint64_t *millionths; /* owned: [k] deals * distance */
    uint32_t *worst;      /* owned: [k] the greatest sum */
};

struct settling {
    struct centres *centres; /* borrowed */
    struct nearest nearest;
    struct street_map *map; /* borrowed */
    bool again;             /* the map holds where hands were before: guesses */
    unsigned workers;
    struct settler *settlers; /* owned: one a worker */
};

/* `map` has a bucket for each centre. */
void settling_init(struct settling *settling, struct centres *centres, struct street_map *map, unsigned workers);
void settling_release(struct settling *settling);

/* Before each round; then settling_point for all hands, then settling_end. */
bool settling_begin(struct settling *settling, struct progress *progress, struct failure *failure);
void settling_point(struct settling *settling, unsigned worker, const struct points *points, size_t i);
/* The sum of deals * metric_sum over all hands. */
double settling_end(struct settling *settling);

/* Moves the centres to the means of their hands; another round is to follow. */
void settling_move(struct settling *settling);

/* Gives the map its centres and what is known of the buckets, numbers them by strength and leaves out empty ones. */
void settling_finish(struct settling *settling);

#endif
