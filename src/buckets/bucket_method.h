/* A method of making buckets: a row of the table in buckets/bucket_methods.h.
 *
 * A method says either what hands are clustered by (`features`), and clustering.h does the rest, or it makes the map
 * of a street itself (`make`). What stands in files of a method is its name and `feature`, both for people alone:
 * readers ask for maps, centres and counts, whoever made them. Rows are const; the main thread calls. */
#ifndef BUCKETS_BUCKET_METHOD_H
#define BUCKETS_BUCKET_METHOD_H

#include "base/choice.h"
#include "buckets/features.h"

/* What a street's map is made from; all borrowed. */
struct bucket_order {
    struct feature_frame frame;
    unsigned street;
    uint32_t k;                            /* buckets; of a method with one_each as many as hands */
    bool fewer;                            /* where fewer hands can be told apart, take fewer buckets */
    const struct expectation *expectation; /* of the street's hands; NULL: not worked out */
    const struct street_map *next;         /* the next street's buckets; empty on the last street */
};

struct bucket_method {
    struct choice choice;
    const char *feature; /* what hands are told apart by, in words */
    /* Whether a street of such cards can have buckets of this kind, and the streets that can, in words; NULL: all. */
    bool (*fits)(const struct street_indices *indices, unsigned street);
    const char *fitting;
    const struct bucket_method *instead; /* on streets that it does not fit, where it is asked for on all; NULL: none */
    bool wants_strengths;                /* the expected strengths of the street's hands are worked out for it */
    bool wants_next;                     /* it looks at the next street's buckets: these have centres with strengths */
    bool one_each;                       /* a bucket for each canonical hand */
    /* Of methods that cluster: opens the source of the features of a street, to be released by features_release.
     * `next` is that of the order and outlives the source. And what the source costs, from opening it to the end of
     * `passes` passes, in about nanoseconds of one core. */
    bool (*features)(const struct feature_frame *frame, unsigned street, const struct street_map *next,
                     struct features *features, struct failure *failure);
    double (*features_cost)(const struct street_indices *indices, unsigned street, unsigned passes);
    /* Of the others: makes the map, released by the caller. */
    bool (*make)(const struct bucket_order *order, struct street_map *map, struct failure *failure);
};

static inline bool bucket_method_fits(const struct bucket_method *method, const struct street_indices *indices,
                                      unsigned street)
{
    return !method->fits || method->fits(indices, street);
}

#endif
