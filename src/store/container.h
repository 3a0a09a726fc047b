/* Containers: the outer form of every binary file of the project.
 *
 * A container is a header (magic, kind, version, byte order, fingerprints, a JSON description), then
 * sections, then a directory of the sections (name, part, codec, offset, sizes, checksum) found from the
 * header, which is written last. Everything is checksummed with XXH3. The exact layout stands at the top of
 * container.c.
 *
 * Writing goes to a temporary file beside the target that is synced and renamed by container_commit; until
 * then the previous file stays intact, and container_abandon leaves nothing behind. container_append may be
 * called by several threads at once: compression happens in the calling thread, the write under a lock.
 * Sections have the same bytes whoever wrote them; with one writing thread the whole file has.
 *
 * Reading maps the file; everything that is read is bounds-checked first, and a failure names the file and
 * what is wrong with it. A reader is const after opening; any thread may use it. */
#ifndef STORE_CONTAINER_H
#define STORE_CONTAINER_H

#include "base/failure.h"
#include "store/container_kind.h"

#include <stddef.h>
#include <stdint.h>

enum container_codec { CODEC_RAW = 0, CODEC_ZSTD = 1 };

/* What a file belongs to. 0: does not apply. */
struct container_fingerprints {
    uint64_t game, menu, buckets;
};

enum { CONTAINER_SECTION_NAME = 16 };

struct container_writer; /* opaque */

/* Starts "PATH.tmp-..." beside `path`. NULL and a reason on failure. */
struct container_writer *container_create(const char *path, enum container_kind kind, uint32_t version,
                                          const struct container_fingerprints *fingerprints, struct failure *failure);

/* Adds part `part` of section `name` (at most 15 characters). Raw sections begin at multiples of 4096 bytes. */
bool container_append(struct container_writer *writer, const char *name, uint32_t part, enum container_codec codec,
                      const void *data, size_t bytes, struct failure *failure);

/* Memory that adding so many bytes takes meanwhile. */
size_t container_append_bytes(enum container_codec codec, size_t bytes);

/* Sets the JSON description (cJSON text, copied) that `holdem inspect` prints. */
void container_describe(struct container_writer *writer, const char *json);

/* Replaces the fingerprints given to container_create, for those that are known only at the end. */
void container_set_fingerprints(struct container_writer *writer, const struct container_fingerprints *fingerprints);

/* Writes directory and header, syncs, renames over `path`, syncs the folder; frees the writer either way. */
bool container_commit(struct container_writer *writer, struct failure *failure);
void container_abandon(struct container_writer *writer);

struct container_section {
    char name[CONTAINER_SECTION_NAME];
    uint32_t part;
    uint32_t codec;
    uint64_t offset, stored_bytes, bytes; /* bytes: after decompression */
    uint64_t checksum;                    /* XXH3-64 of the stored bytes */
};

/* Do these bytes begin as a container does? Whether the rest is whole only opening tells. */
bool container_begins(const void *data, size_t bytes);

struct container_reader; /* opaque */

/* Maps a file and checks header, directory and bounds (not the sections' checksums: container_verify does). Given a
 * folder, the failure says what of that kind is there. */
struct container_reader *container_open(const char *path, enum container_kind kind, uint32_t newest_version,
                                        struct failure *failure);
/* The same for any kind. */
struct container_reader *container_open_any(const char *path, struct failure *failure);
/* The same; the file does not count as an input of the command (platform/file.h): for header and description alone. */
struct container_reader *container_peek(const char *path, struct failure *failure);
void container_close(struct container_reader *reader);

/* As it was given to open; borrowed. */
const char *container_path(const struct container_reader *reader);
enum container_kind container_kind_of(const struct container_reader *reader);
uint32_t container_version(const struct container_reader *reader);
uint64_t container_bytes(const struct container_reader *reader);
const struct container_fingerprints *container_fingerprints_of(const struct container_reader *reader);
const char *container_description(const struct container_reader *reader);

size_t container_section_count(const struct container_reader *reader);
const struct container_section *container_section_at(const struct container_reader *reader, size_t index);
/* NULL when there is none. */
const struct container_section *container_find(const struct container_reader *reader, const char *name, uint32_t part);

/* Checks one section's checksum. */
bool container_verify(const struct container_reader *reader, const struct container_section *section,
                      struct failure *failure);

/* The mapped bytes of a raw section (borrowed until close). */
const void *container_map(const struct container_reader *reader, const struct container_section *section);

/* Verifies and decodes a section of exactly `bytes` bytes into `out`. Threads may call at once. */
bool container_read(const struct container_reader *reader, const struct container_section *section, void *out,
                    size_t bytes, struct failure *failure);

/* The section is not read again soon: the memory of its mapped bytes may be taken back. Any thread. */
void container_let_go(const struct container_reader *reader, const struct container_section *section);

#endif
