/* octet.h's types, and what is the same on every processor. */
#ifndef PLATFORM_OCTET_LANES_H
#define PLATFORM_OCTET_LANES_H

#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

enum { OCTET = 8 };

typedef float octet __attribute__((vector_size(OCTET * sizeof(float))));
typedef int32_t octet_int __attribute__((vector_size(OCTET * sizeof(int32_t))));

#define OCTET_NUMBERS ((octet_int){0, 1, 2, 3, 4, 5, 6, 7})

static inline octet octet_all(float x)
{
    return (octet){x, x, x, x, x, x, x, x};
}

static inline octet_int octet_int_all(int32_t x)
{
    return (octet_int){x, x, x, x, x, x, x, x};
}

/* Memory of one thread: eight numbers, at any address. */
static inline octet octet_read(const float *from)
{
    octet x;
    memcpy(&x, from, sizeof x);
    return x;
}

static inline void octet_write(float *to, octet x)
{
    memcpy(to, &x, sizeof x);
}

static inline octet_int octet_read_int(const uint32_t *from)
{
    octet_int x;
    memcpy(&x, from, sizeof x);
    return x;
}

/* The sum of all lanes, in every lane: ((0 + 4) + (2 + 6)) + ((1 + 5) + (3 + 7)). */
static inline octet octet_sum(octet x)
{
    x += __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3);
    x += __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5);
    return x + __builtin_shufflevector(x, x, 1, 0, 3, 2, 5, 4, 7, 6);
}

/* Lane l: the sum of lanes 0 .. l (Hillis and Steele 1986). */
static inline octet octet_running(octet x)
{
    const octet zero = {0};
    x += __builtin_shufflevector(x, zero, 8, 0, 1, 2, 3, 4, 5, 6);
    x += __builtin_shufflevector(x, zero, 8, 8, 0, 1, 2, 3, 4, 5);
    return x + __builtin_shufflevector(x, zero, 8, 8, 8, 8, 0, 1, 2, 3);
}

/* The last lane, in every lane. */
static inline octet octet_last(octet x)
{
    return __builtin_shufflevector(x, x, 7, 7, 7, 7, 7, 7, 7, 7);
}

static inline octet octet_convert(octet_int x)
{
    return __builtin_convertvector(x, octet);
}

#endif
