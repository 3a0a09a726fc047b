#include "train/crc32c.h"

#include <stdbool.h>

static const uint32_t REFLECTED_POLYNOMIAL = UINT32_C(0x82f63b78);

/* One byte at a time: event files grow by a few kilobytes a second at most. */
static uint32_t of_byte(uint32_t remainder)
{
    for (int bit = 0; bit < 8; bit++)
        remainder = (remainder >> 1) ^ (remainder & 1 ? REFLECTED_POLYNOMIAL : 0);
    return remainder;
}

struct table {
    uint32_t entry[256];
};

static struct table build(void)
{
    struct table table;
    for (uint32_t i = 0; i < 256; i++)
        table.entry[i] = of_byte(i);
    return table;
}

uint32_t crc32c(const void *bytes, size_t length)
{
    static _Thread_local struct table table;
    static _Thread_local bool built;
    const unsigned char *byte = bytes;
    uint32_t remainder = UINT32_MAX;
    if (!built) {
        table = build();
        built = true;
    }
    for (size_t i = 0; i < length; i++)
        remainder = (remainder >> 8) ^ table.entry[(remainder ^ byte[i]) & 255];
    return ~remainder;
}

uint32_t crc32c_masked(const void *bytes, size_t length)
{
    uint32_t crc = crc32c(bytes, length);
    return ((crc >> 15) | (crc << 17)) + UINT32_C(0xa282ead8);
}
