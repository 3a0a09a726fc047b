/* An event file of any writer, its records' checksums signed again but for some: reading ends, and where it stopped and what it
 * passed over lie within. */
#include "fuzz.h"
#include "train/crc32c.h"
#include "train/events_read.h"

static const char path[] = "input.tfevents";

static void put(uint8_t *out, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        out[i] = (uint8_t)(value >> (8 * i));
}

/* Length (8 bytes), its checksum, data, their checksum. A record whose checksum has a certain byte keeps it: a damaged one. */
static void sign(uint8_t *data, size_t size)
{
    while (size >= 12) {
        uint64_t length = 0;
        for (unsigned i = 0; i < 8; i++)
            length |= (uint64_t)data[i] << (8 * i);
        put(data + 8, crc32c_masked(data, 8));
        if (length > size - 12 || size - 12 - length < 4)
            return;
        if (data[12 + length] != 0xdd)
            put(data + 12 + length, crc32c_masked(data + 12, (size_t)length));
        data += 16 + length;
        size -= 16 + (size_t)length;
    }
}

static void visit(void *context, const struct event_item *item)
{
    const size_t *size = context;
    if (item->kind == EVENT_SCALAR)
        fuzz_must(strlen(item->tag) < EVENTS_TAG, "a tag has the room that is promised");
    if (item->kind == EVENT_DAMAGE)
        fuzz_must(item->offset < *size && item->what[0], "damage lies within the file and is told");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct failure failure;
    uint64_t offset = 0;
    uint8_t *copy = fuzz_copy(data, size);
    sign(copy, size);
    fuzz_write(path, copy, size);
    events_read(path, &offset, visit, &size, &failure);
    fuzz_must(offset <= size, "reading stops within the file");
    memory_release(copy);
    return 0;
}
