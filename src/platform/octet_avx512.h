/* octet.h for processors with AVX-512 (F, VL, DQ): masks are registers of their own. */
#ifndef PLATFORM_OCTET_AVX512_H
#define PLATFORM_OCTET_AVX512_H

#include "platform/octet_whole.h"

#if defined(__AVX512VL__) && defined(__AVX512DQ__)

#include <immintrin.h>

typedef __mmask8 octet_mask;

static inline octet_mask octet_first(uint32_t n)
{
    return (octet_mask)((1U << n) - 1);
}

static inline octet_mask octet_mask_of(uint32_t bits)
{
    return (octet_mask)bits;
}

static inline uint32_t octet_bits(octet_mask mask)
{
    return mask;
}

static inline octet_mask octet_both(octet_mask a, octet_mask b)
{
    return a & b;
}

static inline octet_mask octet_without(octet_mask a, octet_mask b)
{
    return (octet_mask)(a & ~b);
}

static inline octet_mask octet_above(octet a, octet b)
{
    return _mm256_cmp_ps_mask((__m256)a, (__m256)b, _CMP_GT_OQ);
}

static inline octet_mask octet_negative(octet_int x)
{
    return _mm256_movepi32_mask((__m256i)x);
}

static inline octet octet_keep(octet_mask mask, octet x)
{
    return (octet)_mm256_maskz_mov_ps(mask, (__m256)x);
}

static inline octet octet_select(octet_mask mask, octet a, octet b)
{
    return (octet)_mm256_mask_blend_ps(mask, (__m256)b, (__m256)a);
}

static inline octet octet_max(octet a, octet b)
{
    return (octet)_mm256_max_ps((__m256)a, (__m256)b);
}

static inline octet octet_load(const _Atomic float *row, octet_mask mask)
{
    return (octet)_mm256_maskz_loadu_ps(mask, (const void *)row);
}

static inline void octet_store(_Atomic float *row, octet_mask mask, octet x)
{
    _mm256_mask_storeu_ps((void *)row, mask, (__m256)x);
}

/* Compressed in a register and stored whole: compressing into memory is microcode on Zen 4. */
static inline uint32_t octet_append(uint32_t *to, octet_mask mask, octet_int x)
{
    _mm256_storeu_si256((void *)to, _mm256_maskz_compress_epi32(mask, (__m256i)x));
    return (uint32_t)__builtin_popcount(mask);
}

#endif
#endif
