/* A container written once more with something in it changed and every checksum right, so that what refuses it has read it. */
#ifndef SUPPORT_REWRITING_H
#define SUPPORT_REWRITING_H

#include "base/memory.h"
#include "store/container.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rewriting {
    const char *section; /* the one that is changed; NULL: none */
    uint32_t part;
    const void *data; /* its new contents; NULL with `bytes` 0: it is left out */
    size_t bytes;
    bool compressed;         /* it is stored so */
    const char *from, *with; /* the first of these texts in the description becomes the other; NULL: none does */
    const struct container_fingerprints *fingerprints; /* NULL: they stay */
};

static inline void rewriting_must(bool done, const struct failure *failure)
{
    if (!done) {
        fprintf(stderr, "%s\n", failure->text);
        abort();
    }
}

static inline void rewriting_describe(struct container_writer *writer, const char *text, const struct rewriting *change)
{
    const struct failure missing = {.text = "the description lacks what is to be changed"};
    const char *at = change->from ? strstr(text, change->from) : text;
    rewriting_must(at != NULL, &missing);
    if (!change->from) {
        container_describe(writer, text);
        return;
    }
    size_t room = strlen(text) + strlen(change->with) + 1;
    char *changed = memory_allocate(room, 1);
    snprintf(changed, room, "%.*s%s%s", (int)(at - text), text, change->with, at + strlen(change->from));
    container_describe(writer, changed);
    memory_release(changed);
}

static inline void rewriting_copy(struct container_writer *writer, const struct container_reader *reader,
                                  const struct container_section *section)
{
    struct failure failure;
    void *data = memory_allocate((size_t)section->bytes + 1, 1);
    rewriting_must(container_read(reader, section, data, (size_t)section->bytes, &failure) &&
                       container_append(writer, section->name, section->part, (enum container_codec)section->codec,
                                        data, (size_t)section->bytes, &failure),
                   &failure);
    memory_release(data);
}

static inline void rewrite(const char *from, const char *to, const struct rewriting *change)
{
    struct failure failure;
    struct container_reader *reader = container_open_any(from, &failure);
    rewriting_must(reader != NULL, &failure);
    struct container_writer *writer =
        container_create(to, container_kind_of(reader), container_version(reader),
                         change->fingerprints ? change->fingerprints : container_fingerprints_of(reader), &failure);
    rewriting_must(writer != NULL, &failure);
    for (size_t i = 0; i < container_section_count(reader); i++) {
        const struct container_section *section = container_section_at(reader, i);
        if (!change->section || strcmp(section->name, change->section) != 0 || section->part != change->part)
            rewriting_copy(writer, reader, section);
        else if (change->data)
            rewriting_must(container_append(writer, section->name, section->part,
                                            change->compressed ? CODEC_ZSTD : CODEC_RAW, change->data, change->bytes,
                                            &failure),
                           &failure);
    }
    rewriting_describe(writer, container_description(reader), change);
    rewriting_must(container_commit(writer, &failure), &failure);
    container_close(reader);
}

#endif
