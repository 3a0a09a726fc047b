#include "cfr/matching.h"

#include "cfr/row.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

void matching(unsigned actions, unsigned count, const float value[], const float extra[], float strategy[])
{
    float total[MATCHING_MOST], scale[MATCHING_MOST], equal[MATCHING_MOST];
    assert(count <= MATCHING_MOST);
    memset(total, 0, count * sizeof *total);
    for (unsigned a = 0; a < actions; a++) {
        const float *of = value + (size_t)a * count, *more = extra ? extra + (size_t)a * count : NULL;
        float *out = strategy + (size_t)a * count;
        for (unsigned i = 0; i < count; i++) {
            float r = of[i] + (more ? more[i] : 0);
            out[i] = r > 0 ? r : 0;
            total[i] += out[i];
        }
    }
    for (unsigned i = 0; i < count; i++) {
        bool any = total[i] > ROW_SMALLEST;
        scale[i] = any ? 1 / total[i] : 0;
        equal[i] = any ? 0 : 1 / (float)actions;
    }
    for (unsigned a = 0; a < actions; a++) {
        float *out = strategy + (size_t)a * count;
        for (unsigned i = 0; i < count; i++)
            out[i] = out[i] * scale[i] + equal[i];
    }
}
