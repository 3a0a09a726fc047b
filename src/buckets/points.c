#include "buckets/points.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM_AT_FIRST = 1024 };

static void set_room(struct points *points, size_t room)
{
    points->room = room;
    points->index = memory_resize(points->index, room, sizeof *points->index);
    points->deals = memory_resize(points->deals, room, sizeof *points->deals);
    points->strength = memory_resize(points->strength, room, sizeof *points->strength);
    points->values = memory_resize(points->values, room * points->dims, sizeof *points->values);
}

void points_init(struct points *points, unsigned dims, size_t room)
{
    *points = (struct points){.dims = dims};
    set_room(points, room > 0 ? room : ROOM_AT_FIRST);
}

void points_release(struct points *points)
{
    memory_release(points->index);
    memory_release(points->deals);
    memory_release(points->strength);
    memory_release(points->values);
    *points = (struct points){0};
}

size_t points_add(struct points *points, uint64_t index, uint32_t deals, feature strength)
{
    if (points->count == points->room)
        set_room(points, points->room + points->room / 2 + 1);
    size_t i = points->count++;
    points->index[i] = index;
    points->deals[i] = deals;
    points->strength[i] = strength;
    memset(points->values + i * points->dims, 0, points->dims * sizeof *points->values);
    return i;
}

void points_copy(struct points *points, const struct points *other, size_t from)
{
    size_t i = points_add(points, other->index[from], other->deals[from], other->strength[from]);
    memcpy(points->values + i * points->dims, points_values(other, from), points->dims * sizeof *points->values);
}

struct place {
    uint64_t index;
    size_t at;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    return (left->index > right->index) - (left->index < right->index);
}

void points_merge(struct points *points)
{
    struct place *places = memory_allocate(points->count, sizeof *places);
    for (size_t i = 0; i < points->count; i++)
        places[i] = (struct place){points->index[i], i};
    qsort(places, points->count, sizeof *places, compare_places);
    size_t different = 0;
    for (size_t i = 0; i < points->count; i++)
        different += i == 0 || places[i].index != places[i - 1].index;
    struct points merged;
    points_init(&merged, points->dims, different);
    for (size_t i = 0; i < points->count; i++)
        if (i > 0 && places[i].index == places[i - 1].index)
            merged.deals[merged.count - 1] += points->deals[places[i].at];
        else
            points_copy(&merged, points, places[i].at);
    memory_release(places);
    points_release(points);
    *points = merged;
}
