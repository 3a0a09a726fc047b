/* Writing containers; the layout stands at the top of container.c. The room of the header is left free at
 * first and filled last: a file that was not finished is not a container. */
#include "store/container.h"

#include "base/memory.h"
#include "platform/file.h"
#include "platform/thread.h"
#include "store/layout.h"

#include <assert.h>
#include <string.h>
#include <zstd.h>

/* What zstd takes itself at this level: tables, and a block with its sequences. */
enum { COMPRESSION_LEVEL = 1, COMPRESSION_BYTES = 1280 << 10 };

struct container_writer {
    struct mutex mutex; /* guards everything below */
    struct file_replacement *file;
    uint64_t end;
    struct container_section *sections;
    size_t count, capacity;
    char *description;
    bool broken;           /* a write failed: the file cannot be committed any more */
    struct failure reason; /* of that */
    struct layout_header header;
};

struct container_writer *container_create(const char *path, enum container_kind kind, uint32_t version,
                                          const struct container_fingerprints *fingerprints, struct failure *failure)
{
    static const uint8_t room[LAYOUT_HEADER_BYTES];
    struct file_replacement *file = file_replace(path, failure);
    if (!file)
        return NULL;
    if (!file_replacement_write(file, room, sizeof room, failure)) {
        file_replacement_abandon(file);
        return NULL;
    }
    struct container_writer *writer = memory_allocate(1, sizeof *writer);
    mutex_init(&writer->mutex);
    writer->file = file;
    writer->end = LAYOUT_HEADER_BYTES;
    writer->description = memory_copy_text("{}");
    writer->header = (struct layout_header){.kind = (uint32_t)kind, .version = version, .fingerprints = *fingerprints};
    return writer;
}

static void release(struct container_writer *writer)
{
    mutex_destroy(&writer->mutex);
    memory_release(writer->sections);
    memory_release(writer->description);
    memory_release(writer);
}

/* Whichever thread asks learns what went wrong first. */
static bool fail_again(const struct container_writer *writer, struct failure *failure)
{
    if (failure)
        *failure = writer->reason;
    return false;
}

/* Writes zeros up to the section's offset, then its bytes. The caller holds the lock. */
static bool write_section(struct container_writer *writer, struct container_section *section, const void *stored,
                          struct failure *failure)
{
    static const uint8_t zeros[LAYOUT_ALIGNMENT];
    if (writer->broken)
        return fail_again(writer, failure);
    section->offset = layout_section_offset(section->codec, writer->end);
    if (!file_replacement_write(writer->file, zeros, (size_t)(section->offset - writer->end), &writer->reason) ||
        !file_replacement_write(writer->file, stored, (size_t)section->stored_bytes, &writer->reason)) {
        writer->broken = true;
        return fail_again(writer, failure);
    }
    writer->end = section->offset + section->stored_bytes;
    if (writer->count == writer->capacity) {
        writer->capacity = writer->capacity ? 2 * writer->capacity : 16;
        writer->sections = memory_resize(writer->sections, writer->capacity, sizeof *writer->sections);
    }
    writer->sections[writer->count++] = *section;
    return true;
}

bool container_append(struct container_writer *writer, const char *name, uint32_t part, enum container_codec codec,
                      const void *data, size_t bytes, struct failure *failure)
{
    size_t length = strlen(name);
    assert(length > 0 && length < CONTAINER_SECTION_NAME);
    struct container_section section = {.part = part, .codec = (uint32_t)codec, .stored_bytes = bytes, .bytes = bytes};
    memcpy(section.name, name, length);

    void *packed = NULL;
    if (codec == CODEC_ZSTD) {
        size_t room = ZSTD_compressBound(bytes);
        packed = memory_resize(NULL, room, 1);
        size_t packed_bytes = ZSTD_compress(packed, room, data, bytes, COMPRESSION_LEVEL);
        if (ZSTD_isError(packed_bytes)) {
            memory_release(packed);
            return failure_set(failure, "section '%s' part %u cannot be compressed: %s", name, (unsigned)part,
                               ZSTD_getErrorName(packed_bytes));
        }
        section.stored_bytes = packed_bytes;
    }
    const void *stored = packed ? packed : data;
    section.checksum = layout_checksum(stored, (size_t)section.stored_bytes);

    mutex_lock(&writer->mutex);
    bool written = write_section(writer, &section, stored, failure);
    mutex_unlock(&writer->mutex);
    memory_release(packed);
    return written;
}

size_t container_append_bytes(enum container_codec codec, size_t bytes)
{
    return codec == CODEC_ZSTD ? ZSTD_compressBound(bytes) + COMPRESSION_BYTES : 0;
}

void container_describe(struct container_writer *writer, const char *json)
{
    mutex_lock(&writer->mutex);
    memory_release(writer->description);
    writer->description = memory_copy_text(json);
    mutex_unlock(&writer->mutex);
}

void container_set_fingerprints(struct container_writer *writer, const struct container_fingerprints *fingerprints)
{
    mutex_lock(&writer->mutex);
    writer->header.fingerprints = *fingerprints;
    mutex_unlock(&writer->mutex);
}

static bool write_end(struct container_writer *writer, struct failure *failure)
{
    struct layout_header *header = &writer->header;
    size_t directory_bytes = writer->count * LAYOUT_ENTRY_BYTES;
    uint8_t *directory = memory_allocate(directory_bytes, 1);
    for (size_t i = 0; i < writer->count; i++)
        layout_encode_entry(&writer->sections[i], directory + i * LAYOUT_ENTRY_BYTES);
    header->description_offset = writer->end;
    header->description_bytes = strlen(writer->description);
    header->description_checksum = layout_checksum(writer->description, (size_t)header->description_bytes);
    header->directory_offset = header->description_offset + header->description_bytes;
    header->section_count = writer->count;
    header->directory_checksum = layout_checksum(directory, directory_bytes);
    header->file_bytes = header->directory_offset + directory_bytes;
    uint8_t bytes[LAYOUT_HEADER_BYTES];
    layout_encode_header(header, bytes);
    bool written =
        file_replacement_write(writer->file, writer->description, (size_t)header->description_bytes, failure) &&
        file_replacement_write(writer->file, directory, directory_bytes, failure) &&
        file_replacement_write_at(writer->file, 0, bytes, sizeof bytes, failure);
    memory_release(directory);
    return written;
}

bool container_commit(struct container_writer *writer, struct failure *failure)
{
    bool written = writer->broken ? fail_again(writer, failure) : write_end(writer, failure);
    if (written)
        written = file_replacement_commit(writer->file, failure);
    else
        file_replacement_abandon(writer->file);
    release(writer);
    return written;
}

void container_abandon(struct container_writer *writer)
{
    if (!writer)
        return;
    file_replacement_abandon(writer->file);
    release(writer);
}
