/* Rows in registers: eight numbers at a time, each operation the same whatever the row's length.
 *
 * A row of up to eight actions is an octet whose lanes behind the last action are masked out: no loop over actions and
 * no branch that depends on how many there are. Sums are taken in one fixed order, so that every instruction set gives
 * the same bits. It is written for AVX-512, for AVX2, and, as two halves of four numbers, in vectors of the compiler's
 * for everything else; a file gets the one that its compiler options allow (level.h).
 *
 * Tables are shared (cfr/tables.h): a masked read or write of a row stands for one relaxed access to each of its entries.
 * Processors do not tear aligned words of a vector access; ThreadSanitizer does not know that and gets the halves, whose
 * accesses are then atomic by the word of the language. Pure functions; any thread may call. */
#ifndef PLATFORM_OCTET_H
#define PLATFORM_OCTET_H

enum { OCTET = 8 };

/* octet, octet_int: eight floats, eight 32-bit numbers. octet_mask: a set of lanes.
 *
 *     octet_all(x), octet_int_all(x)         x in every lane
 *     octet_numbers()                        1 .. 8
 *     octet_read, octet_read_int(from)       eight numbers in memory of one thread, at any address
 *     octet_write(to, x)
 *     octet_lane(x)                          lane 0
 *     octet_add, _subtract, _multiply, _divide(a, b)
 *     octet_max(a, b)                        a where a > b, else b
 *     octet_sum(x)                           of all lanes, in every lane: ((0 + 4) + (2 + 6)) + ((1 + 5) + (3 + 7))
 *     octet_running(x)                       lane l: the sum of lanes 0 .. l, as Hillis and Steele (1986) add them
 *     octet_last(x)                          lane 7, in every lane
 *     octet_convert(x)                       numbers to floats
 *     octet_int_add, octet_int_and(a, b)
 *     octet_int_left(x, bits)                shifted
 *     octet_steps(first, step)               lane l: first + l * step
 *
 *     octet_first(n)                         lanes 0 .. n - 1
 *     octet_mask_of(bits), octet_bits(mask)  from and to a number with a bit for each lane
 *     octet_both(a, b), octet_without(a, b)  lanes of a that are, or are not, in b
 *     octet_above(a, b)                      lanes with a > b
 *     octet_negative(x)                      lanes whose top bit is set
 *     octet_keep(m, x)                       x, 0 outside of m
 *     octet_select(m, a, b)                  a in m, b outside
 *     octet_load(row, m)                     the lanes of m of a row of a table, 0 outside; nothing outside of m is touched
 *     octet_store(row, m, x)                 likewise
 *     octet_append(to, m, x)                 the lanes of m, in order, to memory of one thread; eight numbers are written,
 *                                            the first of them count; returns how many */
#ifdef __has_feature
#if __has_feature(thread_sanitizer)
#define OCTET_ATOMIC
#endif
#endif
#ifdef __SANITIZE_THREAD__
#define OCTET_ATOMIC
#endif

#if defined(__AVX512VL__) && defined(__AVX512DQ__) && !defined(OCTET_ATOMIC)
#include "platform/octet_avx512.h"
#elif defined(__AVX2__) && !defined(OCTET_ATOMIC)
#include "platform/octet_avx2.h"
#else
#include "platform/octet_plain.h"
#endif

#endif
