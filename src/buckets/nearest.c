#include "buckets/nearest.h"

#include "base/memory.h"

#include <stdlib.h>

enum { REACH_MOST = 1024 };

void nearest_init(struct nearest *nearest, const struct centres *centres)
{
    *nearest = (struct nearest){.centres = centres};
    nearest->reach = centres->k - 1 < REACH_MOST ? centres->k - 1 : REACH_MOST;
    nearest->neighbour = memory_allocate((size_t)centres->k * nearest->reach, sizeof *nearest->neighbour);
}

void nearest_release(struct nearest *nearest)
{
    memory_release(nearest->neighbour);
    *nearest = (struct nearest){0};
}

static int compare_neighbours(const void *a, const void *b)
{
    const struct neighbour *left = a, *right = b;
    if (left->sum != right->sum)
        return left->sum < right->sum ? -1 : 1;
    return (left->centre > right->centre) - (left->centre < right->centre);
}

static void sort_neighbours(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    (void)worker;
    const struct nearest *nearest = context;
    const struct centres *centres = nearest->centres;
    struct neighbour *all = memory_allocate(centres->k, sizeof *all);
    for (uint32_t c = (uint32_t)first; c < end; c++) {
        uint32_t count = 0;
        for (uint32_t other = 0; other < centres->k; other++)
            if (other != c)
                all[count++] = (struct neighbour){
                    metric_sum(&centres->metric, centre_values(centres, c), centre_values(centres, other)), other};
        qsort(all, count, sizeof *all, compare_neighbours);
        for (uint32_t i = 0; i < nearest->reach; i++)
            nearest->neighbour[(size_t)c * nearest->reach + i] = all[i];
    }
    memory_release(all);
}

static void prepare_guesses(struct nearest *nearest)
{
    const struct centres *centres = nearest->centres;
    for (unsigned g = 0; g <= NEAREST_GUESSES; g++) {
        int strength = (int)(g * (unsigned)METRIC_L1_ONE / NEAREST_GUESSES), least = INT32_MAX;
        for (uint32_t c = 0; c < centres->k; c++) {
            int apart = abs(centres->strength[c] - strength);
            if (apart < least) {
                least = apart;
                nearest->guess[g] = c;
            }
        }
    }
}

bool nearest_prepare(struct nearest *nearest, unsigned workers, struct progress *progress, struct failure *failure)
{
    prepare_guesses(nearest);
    return parallel_for(workers, nearest->centres->k, 1, sort_neighbours, nearest, progress, "comparing centres", 0,
                        failure);
}

static uint32_t search_all(const struct nearest *nearest, const feature point[], uint32_t *sum)
{
    const struct centres *centres = nearest->centres;
    uint32_t best = 0;
    *sum = metric_sum(&centres->metric, point, centre_values(centres, 0));
    for (uint32_t c = 1; c < centres->k; c++) {
        uint32_t other = metric_sum(&centres->metric, point, centre_values(centres, c));
        if (other < *sum) {
            *sum = other;
            best = c;
        }
    }
    return best;
}

uint32_t nearest_find(const struct nearest *nearest, const feature point[], uint32_t guess, uint32_t *sum)
{
    const struct centres *centres = nearest->centres;
    const struct metric *metric = &centres->metric;
    uint32_t best = guess, least = metric_sum(metric, point, centre_values(centres, best));
    const struct neighbour *list = nearest->neighbour + (size_t)best * nearest->reach;
    uint32_t i = 0;
    while (i < nearest->reach && list[i].sum <= metric_twice(metric, least)) {
        uint32_t c = list[i++].centre, other = metric_sum(metric, point, centre_values(centres, c));
        if (other < least || (other == least && c < best)) {
            best = c;
            least = other;
            list = nearest->neighbour + (size_t)best * nearest->reach;
            i = 0;
        }
    }
    *sum = least;
    bool proven = i < nearest->reach || nearest->reach + 1 == centres->k;
    return proven ? best : search_all(nearest, point, sum);
}
