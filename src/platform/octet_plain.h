/* octet.h in plain C: for every processor, and for ThreadSanitizer. */
#ifndef PLATFORM_OCTET_PLAIN_H
#define PLATFORM_OCTET_PLAIN_H

#include "platform/octet_vector_mask.h"

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

static inline octet octet_load(const _Atomic float *row, octet_mask mask)
{
    octet x = {0};
    for (unsigned l = 0; l < OCTET; l++) {
        if (mask[l])
            x[l] = atomic_load_explicit(&row[l], memory_order_relaxed);
    }
    return x;
}

static inline void octet_store(_Atomic float *row, octet_mask mask, octet x)
{
    for (unsigned l = 0; l < OCTET; l++) {
        if (mask[l])
            atomic_store_explicit(&row[l], x[l], memory_order_relaxed);
    }
}

#endif
