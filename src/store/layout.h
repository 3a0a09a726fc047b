/* The bytes of a container's header and directory: encoding and decoding, shared by the writer and the
 * reader.
 *
 * Private to src/store. The layout itself is written at the top of container.c. Pure functions; any thread
 * may call. */
#ifndef STORE_LAYOUT_H
#define STORE_LAYOUT_H

#include "store/container.h"

enum {
    LAYOUT_VERSION = 1,
    LAYOUT_HEADER_BYTES = 128,
    LAYOUT_ENTRY_BYTES = 56,
    LAYOUT_ALIGNMENT = 4096,
    LAYOUT_MOST_SECTIONS = 1 << 24,
    LAYOUT_MOST_DESCRIPTION = 1 << 24
};

struct layout_header {
    uint32_t kind, version;
    struct container_fingerprints fingerprints;
    uint64_t file_bytes;
    uint64_t description_offset, description_bytes, description_checksum;
    uint64_t directory_offset, section_count, directory_checksum;
};

void layout_encode_header(const struct layout_header *header, uint8_t out[LAYOUT_HEADER_BYTES]);

/* Has it the magic? */
bool layout_begins(const void *data, size_t bytes);

/* Checks magic, byte order, checksum and layout version; the failure does not name the file. */
bool layout_decode_header(const uint8_t in[LAYOUT_HEADER_BYTES], struct layout_header *header, struct failure *failure);

void layout_encode_entry(const struct container_section *section, uint8_t out[LAYOUT_ENTRY_BYTES]);
void layout_decode_entry(const uint8_t in[LAYOUT_ENTRY_BYTES], struct container_section *section);

/* Where a section of `codec` begins when the bytes before it end at `end`. */
uint64_t layout_section_offset(uint32_t codec, uint64_t end);

uint64_t layout_checksum(const void *data, size_t bytes);

/* Sections in the order of (name, part). */
int layout_compare(const struct container_section *a, const struct container_section *b);

#endif
