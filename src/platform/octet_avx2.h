/* octet.h for processors with AVX2: a mask is a vector of numbers, -1 in the lanes that belong to it. */
#ifndef PLATFORM_OCTET_AVX2_H
#define PLATFORM_OCTET_AVX2_H

#include "platform/octet_whole.h"

#ifdef __AVX2__

#include <immintrin.h>

typedef octet_int octet_mask;

static inline octet_mask octet_first(uint32_t n)
{
    return octet_int_all((int32_t)n) > (octet_int){0, 1, 2, 3, 4, 5, 6, 7};
}

static inline octet_mask octet_mask_of(uint32_t bits)
{
    const octet_int bit = {1, 2, 4, 8, 16, 32, 64, 128};
    return (octet_int_all((int32_t)bits) & bit) == bit;
}

static inline uint32_t octet_bits(octet_mask mask)
{
    return (uint32_t)_mm256_movemask_ps((__m256)mask);
}

static inline octet_mask octet_both(octet_mask a, octet_mask b)
{
    return a & b;
}

static inline octet_mask octet_without(octet_mask a, octet_mask b)
{
    return a & ~b;
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
    return (octet)_mm256_blendv_ps((__m256)b, (__m256)a, (__m256)mask);
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

/* No instruction compresses, but one takes lanes by number: the numbers of the bits that are set, a digit each, for every
 * half of a mask. */
static inline __m128i octet_numbers_of(uint32_t half)
{
    static const uint16_t digits[16] = {0x0000, 0x0000, 0x0001, 0x0010, 0x0002, 0x0020, 0x0021, 0x0210,
                                        0x0003, 0x0030, 0x0031, 0x0310, 0x0032, 0x0320, 0x0321, 0x3210};
    return _mm_srlv_epi32(_mm_set1_epi32(digits[half]), _mm_setr_epi32(0, 4, 8, 12));
}

static inline uint32_t octet_append(uint32_t *to, octet_mask mask, octet_int x)
{
    uint32_t bits = octet_bits(mask), low = bits & 15, high = bits >> 4;
    __m128 first = _mm_castsi128_ps(_mm256_castsi256_si128((__m256i)x));
    __m128 second = _mm_castsi128_ps(_mm256_extracti128_si256((__m256i)x, 1));
    _mm_storeu_ps((void *)to, _mm_permutevar_ps(first, octet_numbers_of(low)));
    _mm_storeu_ps((void *)(to + __builtin_popcount(low)), _mm_permutevar_ps(second, octet_numbers_of(high)));
    return (uint32_t)__builtin_popcount(bits);
}

#endif
#endif
