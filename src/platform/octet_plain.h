/* octet.h for every processor, and for ThreadSanitizer: two halves of four numbers, which registers of 16 bytes hold.
 *
 * A mask is kept twice, as numbers (-1 in the lanes that belong to it) and as bits; what is not asked for is never worked
 * out. Tables are read and written entry by entry and still without branches: lanes outside of a mask go to memory of the
 * reader's own. */
#ifndef PLATFORM_OCTET_PLAIN_H
#define PLATFORM_OCTET_PLAIN_H

#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef float octet_half __attribute__((vector_size(16)));
typedef int32_t octet_half_int __attribute__((vector_size(16)));

typedef struct {
    octet_half low, high;
} octet;

typedef struct {
    octet_half_int low, high;
} octet_int;

typedef struct {
    octet_half_int low, high;
    uint32_t bits;
} octet_mask;

static inline octet octet_all(float x)
{
    const octet_half half = {x, x, x, x};
    return (octet){half, half};
}

static inline octet_int octet_int_all(int32_t x)
{
    const octet_half_int half = {x, x, x, x};
    return (octet_int){half, half};
}

static inline octet octet_numbers(void)
{
    return (octet){{1, 2, 3, 4}, {5, 6, 7, 8}};
}

static inline octet octet_read(const float *from)
{
    octet x;
    memcpy(&x.low, from, sizeof x.low);
    memcpy(&x.high, from + 4, sizeof x.high);
    return x;
}

static inline octet_int octet_read_int(const uint32_t *from)
{
    octet_int x;
    memcpy(&x.low, from, sizeof x.low);
    memcpy(&x.high, from + 4, sizeof x.high);
    return x;
}

static inline void octet_write(float *to, octet x)
{
    memcpy(to, &x.low, sizeof x.low);
    memcpy(to + 4, &x.high, sizeof x.high);
}

static inline float octet_lane(octet x)
{
    return x.low[0];
}

static inline octet octet_add(octet a, octet b)
{
    return (octet){a.low + b.low, a.high + b.high};
}

static inline octet octet_subtract(octet a, octet b)
{
    return (octet){a.low - b.low, a.high - b.high};
}

static inline octet octet_multiply(octet a, octet b)
{
    return (octet){a.low * b.low, a.high * b.high};
}

static inline octet octet_divide(octet a, octet b)
{
    return (octet){a.low / b.low, a.high / b.high};
}

static inline octet octet_sum(octet x)
{
    octet_half sum = x.low + x.high;
    sum += __builtin_shufflevector(sum, sum, 2, 3, 0, 1);
    sum += __builtin_shufflevector(sum, sum, 1, 0, 3, 2);
    return (octet){sum, sum};
}

static inline octet octet_running(octet x)
{
    const octet_half zero = {0};
    x.high += __builtin_shufflevector(x.low, x.high, 3, 4, 5, 6);
    x.low += __builtin_shufflevector(x.low, zero, 4, 0, 1, 2);
    x.high += __builtin_shufflevector(x.low, x.high, 2, 3, 4, 5);
    x.low += __builtin_shufflevector(x.low, zero, 4, 4, 0, 1);
    return (octet){x.low, x.high + x.low};
}

static inline octet octet_last(octet x)
{
    const octet_half last = __builtin_shufflevector(x.high, x.high, 3, 3, 3, 3);
    return (octet){last, last};
}

static inline octet octet_convert(octet_int x)
{
    return (octet){__builtin_convertvector(x.low, octet_half), __builtin_convertvector(x.high, octet_half)};
}

static inline octet_int octet_int_add(octet_int a, octet_int b)
{
    return (octet_int){a.low + b.low, a.high + b.high};
}

static inline octet_int octet_int_and(octet_int a, octet_int b)
{
    return (octet_int){a.low & b.low, a.high & b.high};
}

static inline octet_int octet_int_left(octet_int x, int bits)
{
    return (octet_int){x.low << bits, x.high << bits};
}

static inline octet_int octet_steps(int32_t first, int32_t step)
{
    const octet_half_int low = {0, 1, 2, 3}, high = {4, 5, 6, 7};
    return octet_int_add(octet_int_all(first), (octet_int){low * step, high * step});
}

/* A mask from its numbers. */
static inline octet_mask octet_mask_from(octet_half_int low, octet_half_int high)
{
#ifdef __SSE2__
    uint32_t bits = (uint32_t)(_mm_movemask_ps((__m128)low) | _mm_movemask_ps((__m128)high) << 4);
#else
    const octet_half_int bit = {1, 2, 4, 8};
    octet_half_int all = (low & bit) | (high & (bit << 4));
    all |= __builtin_shufflevector(all, all, 2, 3, 0, 1);
    uint32_t bits = (uint32_t)(all[0] | all[1]);
#endif
    return (octet_mask){low, high, bits};
}

static inline octet_mask octet_first(uint32_t n)
{
    const octet_half_int low = {0, 1, 2, 3}, high = {4, 5, 6, 7};
    octet_half_int end = octet_int_all((int32_t)n).low;
    return (octet_mask){end > low, end > high, (1U << n) - 1};
}

static inline octet_mask octet_mask_of(uint32_t bits)
{
    const octet_half_int low = {1, 2, 4, 8}, high = {16, 32, 64, 128};
    octet_half_int all = octet_int_all((int32_t)bits).low;
    return (octet_mask){(all & low) == low, (all & high) == high, bits};
}

static inline uint32_t octet_bits(octet_mask mask)
{
    return mask.bits;
}

static inline octet_mask octet_both(octet_mask a, octet_mask b)
{
    return (octet_mask){a.low & b.low, a.high & b.high, a.bits & b.bits};
}

static inline octet_mask octet_without(octet_mask a, octet_mask b)
{
    return (octet_mask){a.low & ~b.low, a.high & ~b.high, a.bits & ~b.bits};
}

static inline octet_mask octet_above(octet a, octet b)
{
    return octet_mask_from(a.low > b.low, a.high > b.high);
}

static inline octet_mask octet_negative(octet_int x)
{
    return octet_mask_from(x.low >> 31, x.high >> 31);
}

static inline octet octet_keep(octet_mask mask, octet x)
{
    return (octet){(octet_half)(mask.low & (octet_half_int)x.low), (octet_half)(mask.high & (octet_half_int)x.high)};
}

static inline octet_half octet_half_select(octet_half_int mask, octet_half a, octet_half b)
{
    return (octet_half)((mask & (octet_half_int)a) | (~mask & (octet_half_int)b));
}

static inline octet octet_select(octet_mask mask, octet a, octet b)
{
    return (octet){octet_half_select(mask.low, a.low, b.low), octet_half_select(mask.high, a.high, b.high)};
}

static inline octet octet_max(octet a, octet b)
{
#ifdef __SSE2__
    return (octet){(octet_half)_mm_max_ps((__m128)a.low, (__m128)b.low),
                   (octet_half)_mm_max_ps((__m128)a.high, (__m128)b.high)};
#else
    return (octet){octet_half_select(a.low > b.low, a.low, b.low), octet_half_select(a.high > b.high, a.high, b.high)};
#endif
}

/* One access to an entry of a table. Volatile: the compiler must not know what lies where, lest it branches instead. */
typedef volatile float octet_entry_float __attribute__((may_alias));

static inline float octet_entry(const _Atomic float *entry)
{
#ifdef OCTET_ATOMIC
    return atomic_load_explicit(entry, memory_order_relaxed);
#else
    return *(const octet_entry_float *)entry;
#endif
}

static inline void octet_set_entry(_Atomic float *entry, float x)
{
#ifdef OCTET_ATOMIC
    atomic_store_explicit(entry, x, memory_order_relaxed);
#else
    *(octet_entry_float *)entry = x;
#endif
}

static inline octet octet_load(const _Atomic float *row, octet_mask mask)
{
    static const _Atomic float nothing;
    float x[8];
    for (unsigned l = 0; l < 8; l++)
        x[l] = octet_entry(mask.bits >> l & 1 ? row + l : &nothing);
    return (octet){{x[0], x[1], x[2], x[3]}, {x[4], x[5], x[6], x[7]}};
}

static inline void octet_store(_Atomic float *row, octet_mask mask, octet x)
{
    _Atomic float nowhere[8];
    for (unsigned l = 0; l < 8; l++)
        octet_set_entry((mask.bits >> l & 1 ? row : nowhere) + l, l < 4 ? x.low[l] : x.high[l - 4]);
}

static inline uint32_t octet_half_count(uint32_t half)
{
    return (uint32_t)(UINT64_C(0x4332322132212110) >> (4 * half)) & 15;
}

/* The lanes of half a mask, in order: those with one gap below them or three move by one, then those with two or three by
 * two. The tables say, for each half of a mask, which places take what is one, and two, above them. */
static inline void octet_half_append(uint32_t *to, uint32_t half, octet_half_int x)
{
    static const octet_half_int one[16] = {[2] = {-1},  [5] = {0, -1},     [6] = {-1, -1},     [8] = {0, 0, -1},
                                           [10] = {-1}, [11] = {0, 0, -1}, [13] = {0, -1, -1}, [14] = {-1, -1, -1}};
    static const octet_half_int two[16] = {[4] = {-1}, [8] = {-1}, [9] = {0, -1}, [10] = {0, -1}, [12] = {-1, -1}};
    octet_half_int above = __builtin_shufflevector(x, x, 1, 2, 3, 3);
    x = (one[half] & above) | (~one[half] & x);
    above = __builtin_shufflevector(x, x, 2, 3, 2, 3);
    x = (two[half] & above) | (~two[half] & x);
    memcpy(to, &x, sizeof x);
}

static inline uint32_t octet_append(uint32_t *to, octet_mask mask, octet_int x)
{
    uint32_t low = mask.bits & 15, high = mask.bits >> 4, first = octet_half_count(low);
    octet_half_append(to, low, x.low);
    octet_half_append(to + first, high, x.high);
    return first + octet_half_count(high);
}

#endif
