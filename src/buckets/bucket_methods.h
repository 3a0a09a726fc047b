/* The methods of making buckets, and lists of them as a user writes them. A new method is a source file with its row
 * (buckets/method_percentile.c and buckets/opponents.c are examples, of one that makes the map itself and of one that
 * clusters) and a line in BUCKET_METHOD_ROWS. Const; any thread may read. */
#ifndef BUCKETS_BUCKET_METHODS_H
#define BUCKETS_BUCKET_METHODS_H

#include "buckets/bucket_method.h"

#define BUCKET_METHOD_ROWS(ROW)                                                                                        \
    ROW(bucket_percentile)                                                                                             \
    ROW(bucket_emd)                                                                                                    \
    ROW(bucket_ochs)                                                                                                   \
    ROW(bucket_potential)                                                                                              \
    ROW(bucket_lossless)

#define BUCKET_METHOD_DECLARE(row) extern const struct bucket_method row;
BUCKET_METHOD_ROWS(BUCKET_METHOD_DECLARE)
#undef BUCKET_METHOD_DECLARE

/* All of them, by name (base/choice.h); NULL at the end. */
extern const struct choice *const bucket_methods[];

/* The row that begins with a choice of that table. */
static inline const struct bucket_method *bucket_methods_row(const struct choice *choice)
{
    return (const struct bucket_method *)choice;
}

/* Reads methods from text and changes those it names: a list with commas of METHOD, for every street that it fits, and
 * STREET=METHOD ("potential", "emd,river=percentile"). Where emd or potential do not fit, ochs is taken. */
bool bucket_methods_parse(const char *text, const struct game *game, const struct street_indices *indices,
                          const struct bucket_method *method[GAME_ROUNDS], struct failure *failure);

/* Says that a method does not fit a street, and which ones do. Always false. */
bool bucket_methods_fail_unfit(const struct bucket_method *method, const struct street_indices *indices,
                               unsigned street, struct failure *failure);

#endif
