/* What a request asks: the parameters of its query string.
 *
 * Values are what the browser meant (decoded). A plain value, valid while the request is answered. */
#ifndef SERVE_QUERY_H
#define SERVE_QUERY_H

#include "base/failure.h"

#include <stdbool.h>
#include <stdint.h>

enum { QUERY_PARAMETERS = 16 };

struct query {
    unsigned count;
    const char *name[QUERY_PARAMETERS], *value[QUERY_PARAMETERS]; /* borrowed */
};

/* NULL when the request does not have it. */
const char *query_text(const struct query *query, const char *name);

/* A whole number within bounds; `initial` when the request does not have it. */
bool query_integer(const struct query *query, const char *name, int64_t low, int64_t high, int64_t initial,
                   int64_t *value, struct failure *failure);

/* The same for any number. */
bool query_number(const struct query *query, const char *name, double initial, double *value, struct failure *failure);

/* Fails on a parameter that is none of `known`, names separated by blanks. */
bool query_check(const struct query *query, const char *known, struct failure *failure);

#endif
