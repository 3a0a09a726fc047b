#include "cfr/tables.h"

#include <string.h>

/* Arrays begin at multiples of a page, so that no two share a line or a page. */
enum { ALIGNMENT = 4096 };

static uint64_t padded(uint64_t bytes)
{
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void tables_shape(struct tables *tables, const struct tree *tree, const uint32_t buckets[], bool stamped)
{
    memset(tables, 0, sizeof *tables);
    tables->streets = tree->game->rounds;
    tables->stamped = stamped;
    for (unsigned s = 0; s < tables->streets; s++) {
        tables->street[s].buckets = buckets[s];
        tables->street[s].rows = tree->street_rows[s];
    }
}

uint64_t table_street_entries(const struct table_street *street)
{
    return (uint64_t)street->buckets * street->rows;
}

uint64_t tables_bytes(const struct tables *tables)
{
    uint64_t total = 0;
    unsigned arrays = tables->predicted ? 3 : 2;
    if (tables->precise)
        arrays *= 2;
    for (unsigned s = 0; s < tables->streets; s++) {
        uint64_t entries = table_street_entries(&tables->street[s]);
        total += arrays * padded(entries * sizeof(table_entry));
        if (tables->stamped)
            total += padded(table_stamps(&tables->street[s]) * sizeof(table_stamp));
    }
    return total;
}

static table_entry *take(char **next, bool wanted, uint64_t entries)
{
    table_entry *array = wanted ? (table_entry *)(void *)*next : NULL;
    *next += wanted ? padded(entries * sizeof *array) : 0;
    return array;
}

void tables_init(struct tables *tables, void *memory)
{
    char *next = memory;
    for (unsigned s = 0; s < tables->streets; s++) {
        struct table_street *street = &tables->street[s];
        uint64_t entries = table_street_entries(street);
        street->regret = take(&next, true, entries);
        street->sum = take(&next, true, entries);
        street->prediction = take(&next, tables->predicted, entries);
        street->regret_carry = take(&next, tables->precise, entries);
        street->sum_carry = take(&next, tables->precise, entries);
        street->prediction_carry = take(&next, tables->precise && tables->predicted, entries);
        if (tables->stamped) {
            street->stamp = (table_stamp *)(void *)next;
            next += padded(table_stamps(street) * sizeof(table_stamp));
        }
    }
}

uint64_t tables_infosets(const struct tables *tables, const struct tree *tree)
{
    uint64_t total = 0;
    for (unsigned s = 0; s < tables->streets; s++)
        total += (uint64_t)tables->street[s].buckets * tree->street_nodes[s];
    return total;
}

uint32_t table_block(const struct table_order *order, uint32_t place)
{
    uint32_t low = 0, high = order->blocks;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (order->first[middle] <= place)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct table_place table_find(const struct table_street *street, uint32_t bucket, uint32_t row)
{
    const struct table_order *order = street->order;
    if (!order)
        return (struct table_place){table_index(street, bucket, row), 1};
    uint32_t place = order->place[bucket], block = table_block(order, place);
    size_t first = order->first[block], size = order->first[block + 1] - first;
    return (struct table_place){first * street->rows + row * size + (place - first), size};
}

size_t table_stamp_of_entry(const struct table_street *street, size_t index)
{
    const struct table_order *order = street->order;
    if (!order)
        return table_stamp_at(index);
    uint32_t block = table_block(order, (uint32_t)(index / street->rows));
    size_t first = order->first[block], size = order->first[block + 1] - first, base = first * street->rows;
    return table_stamp_in_block(street, base, size, (uint32_t)((index - base) / size), (index - base) % size);
}
