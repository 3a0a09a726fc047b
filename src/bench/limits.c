#include "bench/limits.h"

#include "base/random.h"
#include "platform/pages.h"

#include <string.h>

enum { LINE_FLOATS = 16, ROW_FLOATS = 4, AHEAD = 32, BLOCK_LINES = 1024 };

bool limits_open(struct limit_memory *memory, enum limit kind, size_t bytes, struct failure *failure)
{
    size_t block = BLOCK_LINES * LINE_FLOATS * sizeof(float);
    bytes = (bytes + block - 1) / block * block;
    *memory = (struct limit_memory){.kind = kind, .bytes = bytes, .lines = bytes / (LINE_FLOATS * sizeof(float))};
    memory->memory = pages_allocate(bytes, failure);
    if (!memory->memory)
        return false;
    memset(memory->memory, 0, bytes);
    return true;
}

void limits_close(struct limit_memory *memory)
{
    pages_release(memory->memory, memory->bytes);
    memory->memory = NULL;
}

static inline void prefetch(const float *line)
{
#if defined(__GNUC__)
    __builtin_prefetch(line);
#else
    (void)line;
#endif
}

static inline float *draw(const struct limit_memory *memory, struct random_stream *random)
{
    return memory->memory + ((random_next(random) >> 32) * memory->lines >> 32) * LINE_FLOATS;
}

/* A line is chosen, and asked for, AHEAD turns before it is touched. */
static inline void touch_anywhere(struct limit_memory *memory, uint64_t count, bool update)
{
    struct random_stream random = {memory->state};
    float *ahead[AHEAD];
    uint64_t sum = 0;
    for (unsigned i = 0; i < AHEAD; i++)
        prefetch(ahead[i] = draw(memory, &random));
    for (uint64_t i = 0; i < count; i++) {
        float *line = ahead[i % AHEAD];
        if (update) {
            for (unsigned a = 0; a < ROW_FLOATS; a++)
                line[a] += 0.5F;
        } else {
            uint64_t value;
            memcpy(&value, line, sizeof value);
            sum += value;
        }
        prefetch(ahead[i % AHEAD] = draw(memory, &random));
    }
    memory->state = random.state;
    measure_keep(sum);
}

static uint64_t pass_over(struct limit_memory *memory, uint64_t count)
{
    size_t floats = BLOCK_LINES * LINE_FLOATS;
    for (uint64_t i = 0; i < count; i++) {
        float *block = memory->memory + memory->next;
        for (size_t f = 0; f < floats; f++)
            block[f] += 0.5F;
        memory->next += floats;
        if (memory->next * sizeof(float) >= memory->bytes)
            memory->next = 0;
    }
    return count * floats * 2 * sizeof(float);
}

uint64_t limits_work(void *context, uint64_t count)
{
    struct limit_memory *memory = context;
    if (memory->kind == LIMIT_STREAM)
        return pass_over(memory, count);
    if (memory->kind == LIMIT_UPDATES)
        touch_anywhere(memory, count, true);
    else
        touch_anywhere(memory, count, false);
    return count;
}

const char *limits_name(enum limit kind)
{
    static const char *const names[] = {"random reads", "random row updates", "memory in order"};
    return names[kind];
}

const char *limits_unit(enum limit kind)
{
    static const char *const units[] = {"reads", "rows", "bytes"};
    return units[kind];
}
