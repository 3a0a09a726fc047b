#include "eval/walk_memory.h"

#include "base/memory.h"
#include "cfr/engine.h"
#include "cfr/vector_engines.h"

enum { LINE = 64 };

void walk_memory_init(struct walk_memory *memory, const struct forest *forest, const struct vector_size *size,
                      unsigned walks)
{
    memory->bytes = engine_in_use()->vector->single->bytes(forest, size);
    memory->block = memory_allocate(1, walks * memory->bytes + LINE);
}

void walk_memory_release(struct walk_memory *memory)
{
    memory_release(memory->block);
    memory->block = NULL;
}

void *walk_memory_at(const struct walk_memory *memory, unsigned walk)
{
    char *block = memory->block;
    return block + (LINE - (uintptr_t)block % LINE) + walk * memory->bytes;
}
