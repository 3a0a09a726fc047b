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

/* The points that stay are all where the stride keeps them: at most the last was not. */
void series_drop(struct series *series, int64_t step)
{
    unsigned count = series->count;
    while (count > 0 && series->point[count - 1].step >= step)
        count--;
    if (count == series->count)
        return;
    series->count = count;
    series->seen = count == 0 ? 0 : (count - 1) * series->stride + 1;
    if (count == 0)
        series->stride = 1;
}

void series_add(struct series *series, struct series_point point)
{
    if (series->stride == 0)
        series->stride = 1;
    if (point.step < INT64_MAX)
        series_drop(series, point.step + 1);
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
