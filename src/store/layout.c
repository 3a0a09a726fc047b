#include "store/layout.h"

#include <string.h>
#include <xxhash.h>

/* The first byte is no ASCII and the line ends break when a file was copied as text: both are noticed. */
static const uint8_t magic[8] = {0x8f, 'H', 'L', 'D', '\r', '\n', 0x1a, '\n'};

/* Written as it lies in memory: header and directory are little-endian on every machine, but raw sections
 * hold arrays as they were in the writer's memory. */
static const uint32_t byte_order_mark = 0x0a0b0c0d;
static const uint32_t byte_order_swapped = 0x0d0c0b0a;

enum {
    AT_MAGIC = 0,
    AT_BYTE_ORDER = 8,
    AT_LAYOUT = 12,
    AT_KIND = 16,
    AT_VERSION = 20,
    AT_GAME = 24,
    AT_MENU = 32,
    AT_BUCKETS = 40,
    AT_FILE_BYTES = 48,
    AT_DESCRIPTION = 56,
    AT_DIRECTORY = 80,
    AT_CHECKSUM = 120
};

static void put32(uint8_t *out, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        out[i] = (uint8_t)(value >> (8 * i));
}

static void put64(uint8_t *out, uint64_t value)
{
    put32(out, (uint32_t)value);
    put32(out + 4, (uint32_t)(value >> 32));
}

static uint32_t get32(const uint8_t *in)
{
    return (uint32_t)in[0] | (uint32_t)in[1] << 8 | (uint32_t)in[2] << 16 | (uint32_t)in[3] << 24;
}

static uint64_t get64(const uint8_t *in)
{
    return (uint64_t)get32(in) | (uint64_t)get32(in + 4) << 32;
}

uint64_t layout_checksum(const void *data, size_t bytes)
{
    return XXH3_64bits(data, bytes);
}

void layout_encode_header(const struct layout_header *header, uint8_t out[LAYOUT_HEADER_BYTES])
{
    memset(out, 0, LAYOUT_HEADER_BYTES);
    memcpy(out + AT_MAGIC, magic, sizeof magic);
    memcpy(out + AT_BYTE_ORDER, &byte_order_mark, sizeof byte_order_mark);
    put32(out + AT_LAYOUT, LAYOUT_VERSION);
    put32(out + AT_KIND, header->kind);
    put32(out + AT_VERSION, header->version);
    put64(out + AT_GAME, header->fingerprints.game);
    put64(out + AT_MENU, header->fingerprints.menu);
    put64(out + AT_BUCKETS, header->fingerprints.buckets);
    put64(out + AT_FILE_BYTES, header->file_bytes);
    put64(out + AT_DESCRIPTION, header->description_offset);
    put64(out + AT_DESCRIPTION + 8, header->description_bytes);
    put64(out + AT_DESCRIPTION + 16, header->description_checksum);
    put64(out + AT_DIRECTORY, header->directory_offset);
    put64(out + AT_DIRECTORY + 8, header->section_count);
    put64(out + AT_DIRECTORY + 16, header->directory_checksum);
    put64(out + AT_CHECKSUM, layout_checksum(out, AT_CHECKSUM));
}

bool layout_begins(const void *data, size_t bytes)
{
    return bytes >= sizeof magic && memcmp(data, magic, sizeof magic) == 0;
}

bool layout_decode_header(const uint8_t in[LAYOUT_HEADER_BYTES], struct layout_header *header, struct failure *failure)
{
    if (!layout_begins(in + AT_MAGIC, sizeof magic))
        return failure_set(failure, "not a file of this program (or its first bytes are damaged)");
    uint32_t mark;
    memcpy(&mark, in + AT_BYTE_ORDER, sizeof mark);
    if (mark == byte_order_swapped)
        return failure_set(failure, "written on a machine of the opposite byte order");
    if (get64(in + AT_CHECKSUM) != layout_checksum(in, AT_CHECKSUM))
        return failure_set(failure, "damaged header (its checksum is wrong)");
    if (mark != byte_order_mark)
        return failure_set(failure, "unknown byte order");
    if (get32(in + AT_LAYOUT) != LAYOUT_VERSION)
        return failure_set(failure, "container layout %u; this program reads layout %d",
                           (unsigned)get32(in + AT_LAYOUT), LAYOUT_VERSION);
    *header = (struct layout_header){
        .kind = get32(in + AT_KIND),
        .version = get32(in + AT_VERSION),
        .fingerprints = {get64(in + AT_GAME), get64(in + AT_MENU), get64(in + AT_BUCKETS)},
        .file_bytes = get64(in + AT_FILE_BYTES),
        .description_offset = get64(in + AT_DESCRIPTION),
        .description_bytes = get64(in + AT_DESCRIPTION + 8),
        .description_checksum = get64(in + AT_DESCRIPTION + 16),
        .directory_offset = get64(in + AT_DIRECTORY),
        .section_count = get64(in + AT_DIRECTORY + 8),
        .directory_checksum = get64(in + AT_DIRECTORY + 16),
    };
    return true;
}

void layout_encode_entry(const struct container_section *section, uint8_t out[LAYOUT_ENTRY_BYTES])
{
    memcpy(out, section->name, CONTAINER_SECTION_NAME);
    put32(out + 16, section->part);
    put32(out + 20, section->codec);
    put64(out + 24, section->offset);
    put64(out + 32, section->stored_bytes);
    put64(out + 40, section->bytes);
    put64(out + 48, section->checksum);
}

void layout_decode_entry(const uint8_t in[LAYOUT_ENTRY_BYTES], struct container_section *section)
{
    memcpy(section->name, in, CONTAINER_SECTION_NAME);
    section->part = get32(in + 16);
    section->codec = get32(in + 20);
    section->offset = get64(in + 24);
    section->stored_bytes = get64(in + 32);
    section->bytes = get64(in + 40);
    section->checksum = get64(in + 48);
}

uint64_t layout_section_offset(uint32_t codec, uint64_t end)
{
    return codec == CODEC_RAW ? (end + LAYOUT_ALIGNMENT - 1) / LAYOUT_ALIGNMENT * LAYOUT_ALIGNMENT : end;
}

int layout_compare(const struct container_section *a, const struct container_section *b)
{
    int order = memcmp(a->name, b->name, CONTAINER_SECTION_NAME);
    return order ? order : (a->part > b->part) - (a->part < b->part);
}
