/* The kinds of files that are containers (store/container.h). */
#ifndef STORE_CONTAINER_KIND_H
#define STORE_CONTAINER_KIND_H

enum container_kind { CONTAINER_BUCKETS = 1, CONTAINER_CHECKPOINT = 2, CONTAINER_BLUEPRINT = 3, CONTAINER_KINDS };

/* In words, for messages; any number may be asked for. */
const char *container_kind_name(enum container_kind kind);

#endif
