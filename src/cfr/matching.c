#include "cfr/matching.h"

#include "cfr/row.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

enum { FEW = 8 };

static inline real number(const float value[], const float carry[], unsigned i)
{
    real number = value ? (real)value[i] : 0;
    return carry ? number + (real)carry[i] : number;
}

/* The positive parts of an action's numbers. Inline: what is NULL costs nothing. */
static inline void clip(unsigned count, const float value[], const float carry[], const float more[],
                        const float more_carry[], real out[], real total[])
{
    for (unsigned i = 0; i < count; i++) {
        real r = number(value, carry, i) + number(more, more_carry, i);
        out[i] = r > 0 ? r : 0;
        total[i] += out[i];
    }
}

static void clip_action(unsigned count, struct matching_rows rows, struct matching_rows extra, size_t at, real out[],
                        real total[])
{
    const float *value = rows.value + at;
    if (rows.carry && extra.value)
        clip(count, value, rows.carry + at, extra.value + at, extra.carry + at, out, total);
    else if (rows.carry)
        clip(count, value, rows.carry + at, NULL, NULL, out, total);
    else if (extra.value)
        clip(count, value, NULL, extra.value + at, NULL, out, total);
    else
        clip(count, value, NULL, NULL, NULL, out, total);
}

/* The same row by row, where vectors are too short to be worth the loops around them. */
static void match_few(unsigned actions, unsigned count, struct matching_rows rows, struct matching_rows extra,
                      real strategy[])
{
    for (unsigned i = 0; i < count; i++) {
        real total = 0;
        for (unsigned a = 0, at = i; a < actions; a++, at += count) {
            real r = number(rows.value, rows.carry, at) + number(extra.value, extra.carry, at);
            strategy[at] = r > 0 ? r : 0;
            total += strategy[at];
        }
        bool any = total > (real)ROW_SMALLEST;
        for (unsigned a = 0, at = i; a < actions; a++, at += count)
            strategy[at] = any ? strategy[at] / total : 1 / (real)actions;
    }
}

/* Quotients, not products with a reciprocal: an action that alone is positive is taken with probability 1 and nothing less,
 * so that its gain is 0 and rounding does not add up in the rows. */
void matching(unsigned actions, unsigned count, struct matching_rows rows, struct matching_rows extra, real strategy[])
{
    real total[MATCHING_MOST], equal[MATCHING_MOST];
    assert(count <= MATCHING_MOST);
    if (count < FEW) {
        match_few(actions, count, rows, extra, strategy);
        return;
    }
    memset(total, 0, count * sizeof *total);
    for (unsigned a = 0; a < actions; a++)
        clip_action(count, rows, extra, (size_t)a * count, strategy + (size_t)a * count, total);
    for (unsigned i = 0; i < count; i++) {
        bool any = total[i] > (real)ROW_SMALLEST;
        total[i] = any ? total[i] : 1;
        equal[i] = any ? 0 : 1 / (real)actions;
    }
    for (unsigned a = 0; a < actions; a++) {
        real *out = strategy + (size_t)a * count;
        for (unsigned i = 0; i < count; i++)
            out[i] = out[i] / total[i] + equal[i];
    }
}
