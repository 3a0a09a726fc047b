/* octet.h for processors with AVX2. */
#ifndef PLATFORM_OCTET_AVX2_H
#define PLATFORM_OCTET_AVX2_H

#include "platform/octet_vector_mask.h"

#ifdef __AVX2__

#include <immintrin.h>

static inline uint32_t octet_bits(octet_mask mask)
{
    return (uint32_t)_mm256_movemask_ps((__m256)mask);
}

static inline octet octet_max(octet a, octet b)
{
    return (octet)_mm256_max_ps((__m256)a, (__m256)b);
}

static inline octet octet_load(const _Atomic float *row, octet_mask mask)
{
    return (octet)_mm256_maskload_ps((const void *)row, (__m256i)mask);
}

static inline void octet_store(_Atomic float *row, octet_mask mask, octet x)
{
    _mm256_maskstore_ps((void *)row, (__m256i)mask, (__m256)x);
}

#endif
#endif
