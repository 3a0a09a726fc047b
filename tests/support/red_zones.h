/* Red zones: memory with a pattern before and behind it, which tells afterwards that somebody wrote there.
 *
 * The vectors of flights and walks and the arrays of the tables are carved by hand out of one block. What is written behind
 * such an array lands in the next one: no tool looks there, and the results may well be right. red_move_apart gives each
 * array of a block memory of its own between red zones, and finds the arrays by the pointers to them, whose owner it is
 * told of; red_move_back brings them back and says whether the zones are whole.
 *
 * Where the address sanitizer is built in the zones are poisoned, too: it stops at the very access, even at a read. */
#ifndef SUPPORT_RED_ZONES_H
#define SUPPORT_RED_ZONES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define RED_ZONES_POISONED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RED_ZONES_POISONED
#endif
#endif
#ifdef RED_ZONES_POISONED
#include <sanitizer/asan_interface.h>
#endif

/* As floats the pattern is 3.4e38, so that the sums of whoever reads it are seen to be wrong. */
enum { RED_ZONE = 4096, RED_PATTERN = 0x7f, RED_ALIGNMENT = 128, RED_ARRAYS = 256 };

static inline void red_poison(const unsigned char *from, const unsigned char *to)
{
#ifdef RED_ZONES_POISONED
    __asan_poison_memory_region(from, (size_t)(to - from));
#endif
    (void)from, (void)to;
}

static inline void red_unpoison(const unsigned char *from, const unsigned char *to)
{
#ifdef RED_ZONES_POISONED
    __asan_unpoison_memory_region(from, (size_t)(to - from));
#endif
    (void)from, (void)to;
}

static inline void red_paint(unsigned char *from, unsigned char *to)
{
    memset(from, RED_PATTERN, (size_t)(to - from));
    red_poison(from, to);
}

static inline bool red_is_painted(const unsigned char *from, const unsigned char *to)
{
    const unsigned char *at = from;
    red_unpoison(from, to);
    while (at < to && *at == RED_PATTERN)
        at++;
    red_poison(from, to);
    return at == to;
}

/* A block is a zone that begins with the number of bytes, the bytes, and a zone at least as long up to the end of a page:
 * so much are the latter two. */
static inline size_t red_room(size_t bytes)
{
    return (bytes + RED_ZONE - 1) / RED_ZONE * RED_ZONE + RED_ZONE;
}

/* So many bytes at a multiple of a page, filled with the pattern, between red zones. red_release. */
static inline void *red_new(size_t bytes)
{
    unsigned char *block = aligned_alloc(RED_ZONE, RED_ZONE + red_room(bytes));
    if (!block)
        abort();
    unsigned char *memory = block + RED_ZONE;
    memcpy(block, &bytes, sizeof bytes);
    memset(memory, RED_PATTERN, bytes);
    red_paint(block + sizeof bytes, memory);
    red_paint(memory + bytes, memory + red_room(bytes));
    return memory;
}

/* Ends the program when the zones around the memory are not whole. NULL is allowed. */
static inline void red_release(void *memory)
{
    if (!memory)
        return;
    unsigned char *inner = memory, *block = inner - RED_ZONE;
    size_t bytes;
    memcpy(&bytes, block, sizeof bytes);
    if (!red_is_painted(block + sizeof bytes, inner) || !red_is_painted(inner + bytes, inner + red_room(bytes))) {
        fprintf(stderr, "somebody wrote outside of a block of %zu bytes\n", bytes);
        abort();
    }
    red_unpoison(block, inner + red_room(bytes));
    free(block);
}

/* What holds pointers to arrays. */
struct red_holder {
    void *at;
    size_t bytes;
};

struct red_arrays {
    unsigned char *home; /* owned: red_new */
    size_t home_bytes;
    unsigned count;
    struct {
        unsigned char *from, *to;
        size_t bytes;
    } array[RED_ARRAYS]; /* as they lie in the block */
};

/* Notes an array, once, in ascending order. */
static inline void red_note(struct red_arrays *arrays, unsigned char *from)
{
    unsigned at = arrays->count;
    while (at > 0 && arrays->array[at - 1].from > from)
        at--;
    if (at > 0 && arrays->array[at - 1].from == from)
        return;
    if (arrays->count == RED_ARRAYS)
        abort();
    memmove(&arrays->array[at + 1], &arrays->array[at], (arrays->count - at) * sizeof arrays->array[0]);
    arrays->array[at].from = from;
    arrays->count++;
}

/* Every pointer of the holders into the block is that of an array. */
static inline void red_find(struct red_arrays *arrays, unsigned char *block, size_t bytes,
                            const struct red_holder holders[], unsigned count)
{
    for (unsigned h = 0; h < count; h++) {
        for (size_t i = 0; i + sizeof(uintptr_t) <= holders[h].bytes; i += sizeof(uintptr_t)) {
            uintptr_t word;
            memcpy(&word, (char *)holders[h].at + i, sizeof word);
            if (word >= (uintptr_t)block && word < (uintptr_t)block + bytes)
                red_note(arrays, block + (word - (uintptr_t)block));
        }
    }
}

/* The holders' pointers to the arrays: to where they were moved, or back. */
static inline void red_turn(const struct red_arrays *arrays, const struct red_holder holders[], unsigned count,
                            bool back)
{
    for (unsigned h = 0; h < count; h++) {
        for (size_t i = 0; i + sizeof(uintptr_t) <= holders[h].bytes; i += sizeof(uintptr_t)) {
            uintptr_t word;
            memcpy(&word, (char *)holders[h].at + i, sizeof word);
            for (unsigned a = 0; a < arrays->count; a++) {
                uintptr_t from = (uintptr_t)arrays->array[a].from, to = (uintptr_t)arrays->array[a].to;
                if (word != (back ? to : from))
                    continue;
                memcpy((char *)holders[h].at + i, back ? &from : &to, sizeof word);
                break;
            }
        }
    }
}

/* Moves the arrays of a block apart. An array reaches to where the next one begins, the last one to the end of the block.
 * A holder may lie in the block: then it stands for the array that it is. */
static inline void red_move_apart(struct red_arrays *arrays, void *memory, size_t bytes,
                                  const struct red_holder holders[], unsigned count)
{
    unsigned char *block = memory;
    memset(arrays, 0, sizeof *arrays);
    red_find(arrays, block, bytes, holders, count);
    size_t used = 0;
    for (unsigned a = 0; a < arrays->count; a++) {
        unsigned char *end = a + 1 < arrays->count ? arrays->array[a + 1].from : block + bytes;
        arrays->array[a].bytes = (size_t)(end - arrays->array[a].from);
        used += (arrays->array[a].bytes + RED_ALIGNMENT - 1) / RED_ALIGNMENT * RED_ALIGNMENT + RED_ZONE;
    }
    arrays->home = red_new(used);
    arrays->home_bytes = used;
    red_paint(arrays->home, arrays->home + used);
    unsigned char *next = arrays->home;
    for (unsigned a = 0; a < arrays->count; a++) {
        arrays->array[a].to = next;
        next += (arrays->array[a].bytes + RED_ALIGNMENT - 1) / RED_ALIGNMENT * RED_ALIGNMENT + RED_ZONE;
    }
    red_turn(arrays, holders, count, false);
    for (unsigned a = 0; a < arrays->count; a++) {
        red_unpoison(arrays->array[a].to, arrays->array[a].to + arrays->array[a].bytes);
        memcpy(arrays->array[a].to, arrays->array[a].from, arrays->array[a].bytes);
    }
}

/* The arrays are where they were, with what they hold now. False, and says which it was, when somebody wrote behind one. */
static inline bool red_move_back(struct red_arrays *arrays, const struct red_holder holders[], unsigned count)
{
    bool whole = true;
    for (unsigned a = 0; a < arrays->count; a++) {
        unsigned char *end = arrays->array[a].to + arrays->array[a].bytes;
        unsigned char *next = a + 1 < arrays->count ? arrays->array[a + 1].to : arrays->home + arrays->home_bytes;
        if (!red_is_painted(end, next)) {
            fprintf(stderr, "somebody wrote behind array %u of %u, of %zu bytes\n", a + 1, arrays->count,
                    arrays->array[a].bytes);
            whole = false;
        }
        memcpy(arrays->array[a].from, arrays->array[a].to, arrays->array[a].bytes);
    }
    red_turn(arrays, holders, count, true);
    red_unpoison(arrays->home, arrays->home + arrays->home_bytes);
    red_release(arrays->home);
    return whole;
}

#endif
