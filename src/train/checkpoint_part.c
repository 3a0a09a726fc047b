#include "train/checkpoint_part.h"

#include "base/memory.h"
#include "train/checkpoint.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { PART_ENTRIES = 1 << 20 };

static_assert(sizeof(table_entry) == 4 && sizeof(table_stamp) == 4, "entries are written as 32-bit words");

static const char whole_stamps_name[] = "stamp";

/* A row of the table of arrays: where a street's lies (NULL: it has none), and how many words it has. */
struct array {
    const char *name;
    bool optional;
    void *(*of)(const struct table_street *street);
    uint64_t (*count)(const struct table_street *street);
};

#define MEMBER(member)                                                                                                 \
    static void *member##_of(const struct table_street *street)                                                        \
    {                                                                                                                  \
        return street->member;                                                                                         \
    }
MEMBER(regret)
MEMBER(sum)
MEMBER(prediction)
MEMBER(regret_carry)
MEMBER(sum_carry)
MEMBER(prediction_carry)
MEMBER(stamp)

static const struct array arrays[] = {
    {"regret", false, regret_of, table_street_entries},
    {"sum", false, sum_of, table_street_entries},
    {"next", false, prediction_of, table_street_entries},
    {"rcarry", true, regret_carry_of, table_street_entries},
    {"carry", true, sum_carry_of, table_street_entries},
    {"ncarry", true, prediction_carry_of, table_street_entries},
    {"epoch", false, stamp_of, table_stamps},
};

enum { ARRAYS = sizeof arrays / sizeof *arrays };

static size_t parts_of(uint64_t words)
{
    return (size_t)((words + PART_ENTRIES - 1) / PART_ENTRIES);
}

/* The parts of one array, added behind those that are there. */
static void add_parts(struct checkpoint_part parts[], size_t *count, const struct table_street *street, unsigned s,
                      const struct array *array, bool whole_stamps)
{
    bool whole = whole_stamps && array->of == stamp_of;
    uint64_t words = whole ? table_street_entries(street) : array->count(street);
    uint32_t number = 0;
    for (uint64_t first = 0; first < words; first += PART_ENTRIES) {
        uint64_t left = words - first;
        struct checkpoint_part *part = &parts[(*count)++];
        *part = (struct checkpoint_part){
            .number = number++,
            .floats = array->of != stamp_of,
            .optional = array->optional,
            .data = whole ? NULL : (char *)array->of(street) + first * 4,
            .bytes = (size_t)(left < PART_ENTRIES ? left : PART_ENTRIES) * 4,
            .street = street,
            .first = (size_t)first,
        };
        snprintf(part->name, sizeof part->name, "%s%u", whole ? whole_stamps_name : array->name, s);
    }
}

struct checkpoint_part *checkpoint_part_list(const struct tables *tables, bool whole_stamps, size_t *count)
{
    size_t most = 0;
    for (unsigned s = 0; s < tables->streets; s++)
        most += ARRAYS * parts_of(table_street_entries(&tables->street[s]));
    struct checkpoint_part *parts = memory_allocate(most, sizeof *parts);
    *count = 0;
    for (unsigned s = 0; s < tables->streets; s++) {
        for (unsigned a = 0; a < ARRAYS; a++) {
            if (arrays[a].of(&tables->street[s]))
                add_parts(parts, count, &tables->street[s], s, &arrays[a], whole_stamps);
        }
    }
    return parts;
}

size_t checkpoint_parts(const struct tables *tables)
{
    unsigned floats = tables->predicted ? 3 : 2;
    size_t parts = 0;
    if (tables->precise)
        floats *= 2;
    for (unsigned s = 0; s < tables->streets; s++) {
        parts += floats * parts_of(table_street_entries(&tables->street[s]));
        parts += tables->stamped ? parts_of(table_stamps(&tables->street[s])) : 0;
    }
    return parts;
}

size_t checkpoint_write_bytes(const struct tables *tables)
{
    uint64_t most = 0;
    for (unsigned s = 0; s < tables->streets; s++) {
        uint64_t entries = table_street_entries(&tables->street[s]);
        most = entries > most ? entries : most;
    }
    return container_append_bytes(CODEC_ZSTD, (size_t)(most < PART_ENTRIES ? most : PART_ENTRIES) * 4);
}

bool checkpoint_part_write(const struct checkpoint_part *part, struct container_writer *writer, struct failure *failure)
{
    return container_append(writer, part->name, part->number, CODEC_ZSTD, part->data, part->bytes, failure);
}

/* Only first entries of rows have one that is not 0, and no two rows share a stamp: parts can be taken at the same time. */
static void take_whole_stamps(const struct checkpoint_part *part, const uint32_t stamps[])
{
    size_t count = part->bytes / sizeof *stamps;
    for (size_t i = 0; i < count; i++) {
        if (stamps[i] > 0)
            part->street->stamp[table_stamp_of_entry(part->street, part->first + i)] = stamps[i];
    }
}

/* Of infinite numbers and NaN all bits of the exponent are set. Nothing branches, so that this runs at the memory's speed. */
static bool are_finite(const char *data, size_t bytes)
{
    const uint32_t exponent = 0x7f800000;
    uint32_t found = 0;
    for (size_t at = 0; at < bytes; at += sizeof found) {
        uint32_t word;
        memcpy(&word, data + at, sizeof word);
        found |= (word & exponent) == exponent;
    }
    return !found;
}

bool checkpoint_part_read(const struct checkpoint_part *part, struct container_reader *reader, struct failure *failure)
{
    const struct container_section *section = container_find(reader, part->name, part->number);
    if (!section && part->optional) {
        memset(part->data, 0, part->bytes);
        return true;
    }
    if (!section)
        return failure_set(failure, "the checkpoint lacks part %u of section %s", part->number, part->name);
    uint32_t *whole = part->data ? NULL : memory_allocate(part->bytes, 1);
    bool done = container_read(reader, section, whole ? whole : part->data, part->bytes, failure);
    if (done && whole)
        take_whole_stamps(part, whole);
    if (done && part->floats && !are_finite(part->data, part->bytes))
        done = failure_set(failure, "section %s holds numbers that are not finite", part->name);
    memory_release(whole);
    container_let_go(reader, section);
    return done;
}
