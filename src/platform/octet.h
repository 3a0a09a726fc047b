/* Rows in registers: eight numbers at a time, each operation the same whatever the row's length.
 *
 * A row of up to eight actions is an octet whose lanes behind the last action are masked out: no loop over actions and
 * no branch that depends on how many there are. Arithmetic is written with the compiler's vectors and sums are taken in
 * one fixed order, so that every instruction set gives the same bits. What reads and writes tables, and what moves lanes
 * to where they are wanted, is written once for AVX-512, once for AVX2, and once in plain C for everything else.
 *
 * Tables are shared (cfr/tables.h): a masked read or write of a row stands for one relaxed access to each of its entries.
 * Processors do not tear aligned words of a vector access; ThreadSanitizer does not know that and gets the plain form,
 * whose accesses are atomic by the word of the language. Pure functions; any thread may call. */
#ifndef PLATFORM_OCTET_H
#define PLATFORM_OCTET_H

#include "platform/octet_lanes.h"

/* What follows is what instruction sets differ in:
 *
 *     octet_mask                 a set of lanes; & | ~ work on it
 *     octet_first(n)             lanes 0 .. n - 1
 *     octet_mask_of, octet_bits  from and to a number with a bit for each lane
 *     octet_above(a, b)          lanes with a > b
 *     octet_negative(x)          lanes whose top bit is set
 *     octet_keep(m, x)           x, 0 outside of m
 *     octet_select(m, a, b)      a in m, b outside
 *     octet_max(a, b)
 *     octet_load, octet_store    the lanes of m of a row of a table; nothing outside of m is touched
 *     octet_append(to, m, x)     the lanes of m, in order, to memory of one thread; eight numbers are written, the first
 *                                of them count; returns how many */
#ifdef __has_feature
#if __has_feature(thread_sanitizer)
#define OCTET_PLAIN
#endif
#endif
#ifdef __SANITIZE_THREAD__
#define OCTET_PLAIN
#endif

#if defined(__AVX512VL__) && defined(__AVX512DQ__) && !defined(OCTET_PLAIN)
#include "platform/octet_avx512.h"
#elif defined(__AVX2__) && !defined(OCTET_PLAIN)
#include "platform/octet_avx2.h"
#else
#include "platform/octet_plain.h"
#endif

#endif
