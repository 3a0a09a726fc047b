#include "cfr/engine.h"

#include "platform/level.h"

#include <stddef.h>

#define DECLARE(word, number) extern const struct engine engine_##word;
LEVEL_EACH(DECLARE)

#define POINT(word, number) [number] = &engine_##word,
static const struct engine *const engines[PROCESSOR_LEVELS] = {LEVEL_EACH(POINT)};

const struct engine *engine_at(enum processor_level level)
{
    return engines[level];
}

const struct engine *engine_in_use(void)
{
    return engines[processor_in_use()];
}
