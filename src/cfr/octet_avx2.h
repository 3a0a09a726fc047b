/* octet.h for processors with AVX2. */
#ifndef CFR_OCTET_AVX2_H
#define CFR_OCTET_AVX2_H

#include "cfr/octet_vector_mask.h"

#include <immintrin.h>

static inline uint32_t octet_bits(octet_mask mask)
{
    return (uint32_t)_mm256_movemask_ps((__m256)mask);
}

static inline octet octet_max(octet a, octet b)
{
    return (octet)_mm256_max_ps((__m256)a, (__m256)b);
}

static inline octet octet_load(const table_entry *row, octet_mask mask)
{
    return (octet)_mm256_maskload_ps((const void *)row, (__m256i)mask);
}

static inline void octet_store(table_entry *row, octet_mask mask, octet x)
{
    _mm256_maskstore_ps((void *)row, (__m256i)mask, (__m256)x);
}

/* There is no instruction that compresses: where each lane comes from is spread from a nibble a lane. Bits of the mask
 * become nibbles that are full or empty, which take out of the number 0x76543210 what they cover. */
static inline uint32_t octet_append(uint32_t *to, octet_mask mask, octet_int x)
{
    uint32_t bits = octet_bits(mask);
    uint32_t nibbles = (uint32_t)_pdep_u64(bits, 0x11111111) * 0xf;
    uint32_t from = (uint32_t)_pext_u64(0x76543210, nibbles);
    const octet_int shift = {0, 4, 8, 12, 16, 20, 24, 28};
    __m256i lane = _mm256_srlv_epi32(_mm256_set1_epi32((int32_t)from), (__m256i)shift);
    _mm256_storeu_si256((void *)to, _mm256_permutevar8x32_epi32((__m256i)x, lane));
    return (uint32_t)__builtin_popcount(bits);
}

#endif
