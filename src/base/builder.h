/* A text that grows: pieces are appended, and it is as long as they are.
 *
 * Zeroed memory is an empty builder; builder_release when it is no longer needed. One thread. */
#ifndef BASE_BUILDER_H
#define BASE_BUILDER_H

#include "base/failure.h"

#include <stddef.h>

struct builder {
    char *text; /* owned; zero-terminated, NULL while nothing was appended */
    size_t length, room;
};

void builder_append(struct builder *builder, const char *format, ...) PRINTF_LIKE(2, 3);

/* The room stays. */
void builder_clear(struct builder *builder);
void builder_release(struct builder *builder);

#endif
