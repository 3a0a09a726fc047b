/* How the buckets of a street are made. */
#ifndef BUCKETS_BUCKET_METHOD_H
#define BUCKETS_BUCKET_METHOD_H

#include "buckets/street_indices.h"

enum bucket_method {
    BUCKETS_PERCENTILE, /* equal shares of deals by expected strength */
    BUCKETS_EMD,        /* clusters of the distribution of final strength: not on the last street */
    BUCKETS_OCHS,       /* clusters of the strength against clusters of opponents' hands: on the last street */
    BUCKETS_POTENTIAL,  /* clusters of the distribution over the next street's buckets: not on the last street */
    BUCKETS_LOSSLESS,   /* a bucket for each canonical hand */
    BUCKET_METHODS
};

const char *bucket_method_name(enum bucket_method method);

/* What hands are told apart by, in words. */
const char *bucket_method_feature(enum bucket_method method);

/* Whether a street of a game can have buckets of this kind. */
bool bucket_method_fits(enum bucket_method method, const struct street_indices *indices, unsigned street);

/* Reads methods from text and changes those it names: a list with commas of METHOD, for every street that it fits, and
 * STREET=METHOD ("potential", "emd,river=percentile"). Where emd or potential do not fit, ochs is taken. */
bool bucket_methods_parse(const char *text, const struct game *game, const struct street_indices *indices,
                          enum bucket_method method[GAME_ROUNDS], struct failure *failure);

#endif
