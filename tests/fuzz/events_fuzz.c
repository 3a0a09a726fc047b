/* An event file of any writer, its records' checksums signed again: reading ends, and where it stopped lies within. */
#include "fuzz.h"
#include "train/crc32c.h"
#include "train/events_read.h"

static const char path[] = "input.tfevents";

static void put(uint8_t *out, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        out[i] = (uint8_t)(value >> (8 * i));
}

/* Length (8 bytes), its checksum, data, their checksum. */
static void sign(uint8_t *data, size_t size)
{
    while (size >= 12) {
        uint64_t length = 0;
        for (unsigned i = 0; i < 8; i++)
            length |= (uint64_t)data[i] << (8 * i);
        put(data + 8, crc32c_masked(data, 8));
        if (length > size - 12 || size - 12 - length < 4)
            return;
        put(data + 12 + length, crc32c_masked(data + 12, (size_t)length));
        data += 16 + length;
        size -= 16 + (size_t)length;
    }
}

static void visit(void *context, const struct event_scalar *scalar)
{
    size_t *bytes = context;
    *bytes += strlen(scalar->tag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct failure failure;
    uint64_t offset = 0;
    size_t tags = 0;
    uint8_t *copy = fuzz_copy(data, size);
    sign(copy, size);
    fuzz_write(path, copy, size);
    events_read(path, &offset, visit, &tags, &failure);
    fuzz_must(offset <= size, "reading stops within the file");
    memory_release(copy);
    return 0;
}
