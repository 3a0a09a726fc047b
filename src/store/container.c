/* Reading containers. The numbers of header and directory are little-endian and of fixed width.
 *
 *   header, 128 bytes at offset 0
 *      0  8  magic 8f 'H' 'L' 'D' 0d 0a 1a 0a
 *      8  4  0x0a0b0c0d in the byte order of the writing machine, which is that of the sections' contents
 *     12  4  layout of the container: 1
 *     16  4  kind (enum container_kind)
 *     20  4  version of what this kind of file holds
 *     24  8  fingerprint of the game        (0: does not apply)
 *     32  8  fingerprint of the menu        (the same)
 *     40  8  fingerprint of the buckets     (the same)
 *     48  8  bytes of the whole file
 *     56  8  description: offset
 *     64  8  description: bytes             (JSON, UTF-8, no final zero)
 *     72  8  description: checksum
 *     80  8  directory: offset
 *     88  8  directory: number of sections
 *     96  8  directory: checksum
 *    104 16  zero
 *    120  8  checksum of the 120 bytes before
 *   sections, in the order of the directory. A raw section begins at the next multiple of 4096 bytes (what lies
 *     between is zero), a compressed one (a single zstd frame) right after the bytes before it
 *   description, right after the last section
 *   directory, right after the description and up to the end of the file; 56 bytes a section
 *      0 16  name, padded with zeros
 *     16  4  part
 *     20  4  codec (enum container_codec)
 *     24  8  offset
 *     32  8  stored bytes
 *     40  8  bytes after decoding
 *     48  8  checksum of the stored bytes
 *
 * Checksums are XXH3-64 with seed 0. Since the place of everything follows from the sizes, no byte of a file
 * is beyond the checks: open checks all but the contents of the sections. */
#include "store/container.h"

#include "base/memory.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "store/given_folder.h"
#include "store/layout.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

struct container_reader {
    char *path;
    struct file_view view;
    const uint8_t *bytes; /* borrowed from view */
    uint64_t size;
    struct layout_header header;
    struct container_section *sections;       /* in file order */
    const struct container_section **by_name; /* the same, sorted by (name, part) */
    size_t count;
    char *description;
};

static bool check_header(struct container_reader *reader, struct failure *failure)
{
    if (reader->size < LAYOUT_HEADER_BYTES)
        return failure_set(failure, "truncated: %" PRIu64 " bytes are less than a header (%d bytes)", reader->size,
                           LAYOUT_HEADER_BYTES);
    struct layout_header *header = &reader->header;
    if (!layout_decode_header(reader->bytes, header, failure))
        return false;
    if (reader->size < header->file_bytes)
        return failure_set(failure, "truncated: %" PRIu64 " of %" PRIu64 " bytes", reader->size, header->file_bytes);
    if (reader->size > header->file_bytes)
        return failure_set(failure, "%" PRIu64 " bytes follow its end at %" PRIu64, reader->size - header->file_bytes,
                           header->file_bytes);
    if (header->kind == 0 || header->kind >= CONTAINER_KINDS)
        return failure_set(failure, "unknown kind %u", (unsigned)header->kind);
    return true;
}

/* Description and directory fill the end of the file exactly; comparisons are arranged so that nothing
 * overflows. */
static bool check_places(const struct container_reader *reader, struct failure *failure)
{
    const struct layout_header *header = &reader->header;
    uint64_t size = reader->size;
    if (header->section_count > LAYOUT_MOST_SECTIONS)
        return failure_set(failure, "directory: %" PRIu64 " sections are absurd", header->section_count);
    if (header->description_bytes > LAYOUT_MOST_DESCRIPTION)
        return failure_set(failure, "description: %" PRIu64 " bytes are absurd", header->description_bytes);
    uint64_t directory_bytes = header->section_count * LAYOUT_ENTRY_BYTES;
    if (header->directory_offset > size || size - header->directory_offset != directory_bytes)
        return failure_set(
            failure, "directory: %" PRIu64 " sections at offset %" PRIu64 " do not fill the file of %" PRIu64 " bytes",
            header->section_count, header->directory_offset, size);
    if (header->description_offset < LAYOUT_HEADER_BYTES || header->description_offset > size ||
        header->directory_offset < header->description_offset ||
        header->directory_offset - header->description_offset != header->description_bytes)
        return failure_set(failure, "description: %" PRIu64 " bytes at offset %" PRIu64 " do not fit",
                           header->description_bytes, header->description_offset);
    if (layout_checksum(reader->bytes + header->directory_offset, (size_t)directory_bytes) !=
        header->directory_checksum)
        return failure_set(failure, "damaged directory (its checksum is wrong)");
    const uint8_t *description = reader->bytes + header->description_offset;
    if (layout_checksum(description, (size_t)header->description_bytes) != header->description_checksum)
        return failure_set(failure, "damaged description (its checksum is wrong)");
    if (memchr(description, '\0', (size_t)header->description_bytes))
        return failure_set(failure, "description: holds a zero byte");
    return true;
}

/* The most that a zstd frame can expand to: a block of 128 KB takes four bytes at least. */
static bool plausible_decoded_size(uint64_t stored, uint64_t bytes)
{
    return bytes / (128 * 1024) <= stored / 4;
}

/* Something, and from its end on nothing but zeros: names are compared as a whole. */
static bool is_padded_name(const char name[CONTAINER_SECTION_NAME])
{
    size_t end = 0;
    while (end < CONTAINER_SECTION_NAME && name[end])
        end++;
    for (size_t i = end; i < CONTAINER_SECTION_NAME; i++)
        if (name[i])
            return false;
    return end > 0 && end < CONTAINER_SECTION_NAME;
}

static bool check_section(const struct container_reader *reader, const struct container_section *section, uint64_t end,
                          struct failure *failure)
{
    if (!is_padded_name(section->name))
        return failure_set(failure, "its name is malformed");
    if (section->codec != CODEC_RAW && section->codec != CODEC_ZSTD)
        return failure_set(failure, "unknown codec %u", (unsigned)section->codec);
    uint64_t limit = reader->header.description_offset;
    if (section->offset != layout_section_offset(section->codec, end) || section->offset > limit)
        return failure_set(failure, "offset %" PRIu64 " is not where it belongs", section->offset);
    if (section->stored_bytes > limit - section->offset)
        return failure_set(failure, "%" PRIu64 " bytes at offset %" PRIu64 " do not fit", section->stored_bytes,
                           section->offset);
    if (section->codec == CODEC_RAW ? section->bytes != section->stored_bytes
                                    : !plausible_decoded_size(section->stored_bytes, section->bytes))
        return failure_set(failure, "%" PRIu64 " bytes from %" PRIu64 " stored ones are absurd", section->bytes,
                           section->stored_bytes);
    for (uint64_t i = end; i < section->offset; i++)
        if (reader->bytes[i] != 0)
            return failure_set(failure, "damaged filling at offset %" PRIu64, i);
    return true;
}

static int compare_pointers(const void *a, const void *b)
{
    const struct container_section *const *left = a;
    const struct container_section *const *right = b;
    return layout_compare(*left, *right);
}

static bool read_directory(struct container_reader *reader, struct failure *failure)
{
    reader->count = (size_t)reader->header.section_count;
    reader->sections = memory_allocate(reader->count, sizeof *reader->sections);
    reader->by_name = memory_allocate(reader->count, sizeof *reader->by_name);
    const uint8_t *entry = reader->bytes + reader->header.directory_offset;
    uint64_t end = LAYOUT_HEADER_BYTES;
    for (size_t i = 0; i < reader->count; i++, entry += LAYOUT_ENTRY_BYTES) {
        struct container_section *section = &reader->sections[i];
        layout_decode_entry(entry, section);
        if (!check_section(reader, section, end, failure))
            return failure_context(failure, "section %zu of %zu", i + 1, reader->count);
        end = section->offset + section->stored_bytes;
        reader->by_name[i] = section;
    }
    if (end != reader->header.description_offset)
        return failure_set(failure, "directory: the sections end at %" PRIu64 ", not at %" PRIu64, end,
                           reader->header.description_offset);
    qsort(reader->by_name, reader->count, sizeof *reader->by_name, compare_pointers);
    for (size_t i = 1; i < reader->count; i++)
        if (layout_compare(reader->by_name[i - 1], reader->by_name[i]) == 0)
            return failure_set(failure, "directory: section '%s' part %u is there twice", reader->by_name[i]->name,
                               (unsigned)reader->by_name[i]->part);
    return true;
}

static bool check_everything(struct container_reader *reader, struct failure *failure)
{
    if (!check_header(reader, failure) || !check_places(reader, failure) || !read_directory(reader, failure))
        return false;
    size_t bytes = (size_t)reader->header.description_bytes;
    reader->description = memory_allocate(bytes + 1, 1);
    memcpy(reader->description, reader->bytes + reader->header.description_offset, bytes);
    return true;
}

typedef bool view_opener(const char *path, struct file_view *view, struct failure *failure);

/* `kind`: what is wanted; 0: any. */
static struct container_reader *open_kind(const char *path, enum container_kind kind, view_opener *open_view,
                                          struct failure *failure)
{
    struct container_reader *reader = memory_allocate(1, sizeof *reader);
    if (!open_view(path, &reader->view, failure)) {
        memory_release(reader);
        if (folder_exists(path))
            given_folder_fail(path, kind, failure);
        return NULL;
    }
    reader->path = memory_copy_text(path);
    reader->bytes = reader->view.data;
    reader->size = reader->view.bytes;
    if (!check_everything(reader, failure)) {
        failure_context(failure, "%s", path);
        container_close(reader);
        return NULL;
    }
    return reader;
}

struct container_reader *container_open_any(const char *path, struct failure *failure)
{
    return open_kind(path, 0, file_view_open, failure);
}

struct container_reader *container_peek(const char *path, struct failure *failure)
{
    return open_kind(path, 0, file_view_peek, failure);
}

bool container_begins(const void *data, size_t bytes)
{
    return layout_begins(data, bytes);
}

struct container_reader *container_open(const char *path, enum container_kind kind, uint32_t newest_version,
                                        struct failure *failure)
{
    struct container_reader *reader = open_kind(path, kind, file_view_open, failure);
    if (!reader)
        return NULL;
    if (reader->header.kind != (uint32_t)kind)
        failure_set(failure, "%s: is a %s; a %s is wanted", path, container_kind_name(container_kind_of(reader)),
                    container_kind_name(kind));
    else if (reader->header.version > newest_version)
        failure_set(failure, "%s: version %u; this program reads %ss up to version %u", path,
                    (unsigned)reader->header.version, container_kind_name(kind), (unsigned)newest_version);
    else
        return reader;
    container_close(reader);
    return NULL;
}

void container_close(struct container_reader *reader)
{
    if (!reader)
        return;
    file_view_close(&reader->view);
    memory_release(reader->path);
    memory_release(reader->sections);
    memory_release(reader->by_name);
    memory_release(reader->description);
    memory_release(reader);
}

enum container_kind container_kind_of(const struct container_reader *reader)
{
    return (enum container_kind)reader->header.kind;
}

const char *container_path(const struct container_reader *reader)
{
    return reader->path;
}

uint32_t container_version(const struct container_reader *reader)
{
    return reader->header.version;
}

uint64_t container_bytes(const struct container_reader *reader)
{
    return reader->size;
}

const struct container_fingerprints *container_fingerprints_of(const struct container_reader *reader)
{
    return &reader->header.fingerprints;
}

const char *container_description(const struct container_reader *reader)
{
    return reader->description;
}

size_t container_section_count(const struct container_reader *reader)
{
    return reader->count;
}

const struct container_section *container_section_at(const struct container_reader *reader, size_t index)
{
    assert(index < reader->count);
    return &reader->sections[index];
}

const struct container_section *container_find(const struct container_reader *reader, const char *name, uint32_t part)
{
    struct container_section wanted = {.part = part};
    size_t length = strlen(name);
    if (length >= CONTAINER_SECTION_NAME)
        return NULL;
    memcpy(wanted.name, name, length);
    size_t low = 0, high = reader->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = layout_compare(&wanted, reader->by_name[middle]);
        if (order == 0)
            return reader->by_name[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

bool container_verify(const struct container_reader *reader, const struct container_section *section,
                      struct failure *failure)
{
    if (layout_checksum(reader->bytes + section->offset, (size_t)section->stored_bytes) == section->checksum)
        return true;
    return failure_set(failure, "%s: section '%s' part %u is damaged (its checksum is wrong)", reader->path,
                       section->name, (unsigned)section->part);
}

const void *container_map(const struct container_reader *reader, const struct container_section *section)
{
    assert(section->codec == CODEC_RAW);
    return reader->bytes + section->offset;
}

bool container_read(const struct container_reader *reader, const struct container_section *section, void *out,
                    size_t bytes, struct failure *failure)
{
    if (section->bytes != bytes)
        return failure_set(failure, "%s: section '%s' part %u holds %" PRIu64 " bytes instead of %zu", reader->path,
                           section->name, (unsigned)section->part, section->bytes, bytes);
    if (!container_verify(reader, section, failure))
        return false;
    const void *stored = reader->bytes + section->offset;
    if (section->codec == CODEC_RAW) {
        if (bytes > 0)
            memcpy(out, stored, bytes);
        return true;
    }
    size_t decoded = ZSTD_decompress(out, bytes, stored, (size_t)section->stored_bytes);
    if (decoded == bytes)
        return true;
    return failure_set(failure, "%s: section '%s' part %u cannot be decompressed: %s", reader->path, section->name,
                       (unsigned)section->part, ZSTD_isError(decoded) ? ZSTD_getErrorName(decoded) : "it is too short");
}

void container_let_go(const struct container_reader *reader, const struct container_section *section)
{
    file_view_let_go(&reader->view, section->offset, section->stored_bytes);
}
