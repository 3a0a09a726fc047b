/* octet.h where a mask is a vector of numbers, -1 in the lanes that belong to it. */
#ifndef PLATFORM_OCTET_VECTOR_MASK_H
#define PLATFORM_OCTET_VECTOR_MASK_H

#include "platform/octet_lanes.h"

typedef octet_int octet_mask;

static inline octet_mask octet_first(uint32_t n)
{
    return octet_int_all((int32_t)n) > OCTET_NUMBERS;
}

static inline octet_mask octet_mask_of(uint32_t bits)
{
    const octet_int bit = {1, 2, 4, 8, 16, 32, 64, 128};
    return (octet_int_all((int32_t)bits) & bit) == bit;
}

static inline octet_mask octet_above(octet a, octet b)
{
    return a > b;
}

static inline octet_mask octet_negative(octet_int x)
{
    return x >> 31;
}

static inline octet octet_keep(octet_mask mask, octet x)
{
    return (octet)(mask & (octet_int)x);
}

static inline octet octet_select(octet_mask mask, octet a, octet b)
{
    return (octet)((mask & (octet_int)a) | (~mask & (octet_int)b));
}

/* No instruction compresses: number by number, each over the one before it unless that counts. */
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
