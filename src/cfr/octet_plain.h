/* octet.h in plain C: for every processor, and for ThreadSanitizer. */
#ifndef CFR_OCTET_PLAIN_H
#define CFR_OCTET_PLAIN_H

#include "cfr/octet_vector_mask.h"

static inline uint32_t octet_bits(octet_mask mask)
{
    uint32_t bits = 0;
    for (unsigned l = 0; l < OCTET; l++)
        bits |= (uint32_t)(mask[l] & 1) << l;
    return bits;
}

static inline octet octet_max(octet a, octet b)
{
    return octet_select(a > b, a, b);
}

static inline octet octet_load(const table_entry *row, octet_mask mask)
{
    octet x = {0};
    for (unsigned l = 0; l < OCTET; l++) {
        if (mask[l])
            x[l] = table_load(&row[l]);
    }
    return x;
}

static inline void octet_store(table_entry *row, octet_mask mask, octet x)
{
    for (unsigned l = 0; l < OCTET; l++) {
        if (mask[l])
            table_store(&row[l], x[l]);
    }
}

static inline uint32_t octet_append(uint32_t *to, octet_mask mask, octet_int x)
{
    uint32_t count = 0;
    for (unsigned l = 0; l < OCTET; l++) {
        to[count] = (uint32_t)x[l];
        count += (uint32_t)mask[l] & 1;
    }
    return count;
}

#endif
