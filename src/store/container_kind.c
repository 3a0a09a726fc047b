#include "store/container_kind.h"

#include <stddef.h>

static const char *const names[CONTAINER_KINDS] = {
    [CONTAINER_BUCKETS] = "bucket file", [CONTAINER_CHECKPOINT] = "checkpoint", [CONTAINER_BLUEPRINT] = "blueprint"};

const char *container_kind_name(enum container_kind kind)
{
    const char *name = (unsigned)kind < CONTAINER_KINDS ? names[kind] : NULL;
    return name ? name : "unknown";
}
