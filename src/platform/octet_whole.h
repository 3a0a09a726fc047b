/* octet.h where a register holds eight numbers: types and arithmetic. */
#ifndef PLATFORM_OCTET_WHOLE_H
#define PLATFORM_OCTET_WHOLE_H

#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

typedef float octet __attribute__((vector_size(32)));
typedef int32_t octet_int __attribute__((vector_size(32)));

static inline octet octet_all(float x)
{
    return (octet){x, x, x, x, x, x, x, x};
}

static inline octet_int octet_int_all(int32_t x)
{
    return (octet_int){x, x, x, x, x, x, x, x};
}

static inline octet octet_numbers(void)
{
    return (octet){1, 2, 3, 4, 5, 6, 7, 8};
}

static inline octet octet_read(const float *from)
{
    octet x;
    memcpy(&x, from, sizeof x);
    return x;
}

static inline octet_int octet_read_int(const uint32_t *from)
{
    octet_int x;
    memcpy(&x, from, sizeof x);
    return x;
}

static inline void octet_write(float *to, octet x)
{
    memcpy(to, &x, sizeof x);
}

static inline float octet_lane(octet x)
{
    return x[0];
}

static inline octet octet_add(octet a, octet b)
{
    return a + b;
}

static inline octet octet_subtract(octet a, octet b)
{
    return a - b;
}

static inline octet octet_multiply(octet a, octet b)
{
    return a * b;
}

static inline octet octet_divide(octet a, octet b)
{
    return a / b;
}

static inline octet octet_sum(octet x)
{
    x += __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3);
    x += __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5);
    return x + __builtin_shufflevector(x, x, 1, 0, 3, 2, 5, 4, 7, 6);
}

static inline octet octet_running(octet x)
{
    const octet zero = {0};
    x += __builtin_shufflevector(x, zero, 8, 0, 1, 2, 3, 4, 5, 6);
    x += __builtin_shufflevector(x, zero, 8, 8, 0, 1, 2, 3, 4, 5);
    return x + __builtin_shufflevector(x, zero, 8, 8, 8, 8, 0, 1, 2, 3);
}

static inline octet octet_last(octet x)
{
    return __builtin_shufflevector(x, x, 7, 7, 7, 7, 7, 7, 7, 7);
}

static inline octet octet_convert(octet_int x)
{
    return __builtin_convertvector(x, octet);
}

static inline octet_int octet_int_add(octet_int a, octet_int b)
{
    return a + b;
}

static inline octet_int octet_int_and(octet_int a, octet_int b)
{
    return a & b;
}

static inline octet_int octet_int_left(octet_int x, int bits)
{
    return x << bits;
}

static inline octet_int octet_steps(int32_t first, int32_t step)
{
    return octet_int_all(first) + (octet_int){0, 1, 2, 3, 4, 5, 6, 7} * step;
}

#endif
