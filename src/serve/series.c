#include "serve/series.h"

#include "base/memory.h"

enum { ROOM = 32 };

static void halve(struct series *series)
{
    series->count /= 2;
    for (unsigned i = 1; i < series->count; i++)
        series->point[i] = series->point[2 * i];
    series->stride *= 2;
}

void series_add(struct series *series, struct series_point point)
{
    if (series->stride == 0)
        series->stride = 1;
    /* What was the newest so far stays only where the stride keeps it. */
    if (series->seen > 0 && (series->seen - 1) % series->stride != 0)
        series->count--;
    if (series->count == SERIES_POINTS)
        halve(series);
    if (series->count == series->room) {
        series->room = series->room == 0 ? ROOM : 2 * series->room;
        series->point = memory_resize(series->point, series->room, sizeof *series->point);
    }
    series->point[series->count++] = point;
    series->seen++;
}

void series_release(struct series *series)
{
    memory_release(series->point);
    *series = (struct series){0};
}
