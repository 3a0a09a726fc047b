#include "platform/processor.h"

#include "base/text.h"

#include <string.h>

static const char *const names[PROCESSOR_LEVELS] = {
    [PROCESSOR_BASELINE] = "baseline",
    [PROCESSOR_AVX2] = "avx2",
    [PROCESSOR_AVX512] = "avx512",
};

/* PROCESSOR_LEVELS: the best. */
static enum processor_level in_use = PROCESSOR_LEVELS;

const char *processor_level_name(enum processor_level level)
{
    return names[level];
}

/* The compilers' built-ins also ask whether the operating system saves the registers. */
static bool has_avx2(void)
{
#ifdef __x86_64__
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("fma") && __builtin_cpu_supports("popcnt");
#else
    return false;
#endif
}

static bool has_avx512(void)
{
#ifdef __x86_64__
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
#else
    return false;
#endif
}

bool processor_has(enum processor_level level)
{
    return level == PROCESSOR_BASELINE || (level == PROCESSOR_AVX2 && has_avx2()) ||
           (level == PROCESSOR_AVX512 && has_avx512());
}

enum processor_level processor_best(void)
{
    enum processor_level best = PROCESSOR_LEVELS - 1;
    while (!processor_has(best))
        best--;
    return best;
}

enum processor_level processor_in_use(void)
{
    return in_use == PROCESSOR_LEVELS ? processor_best() : in_use;
}

bool processor_find(const char *name, enum processor_level best, enum processor_level *found, struct failure *failure)
{
    for (enum processor_level level = 0; level < PROCESSOR_LEVELS; level++) {
        if (strcmp(name, names[level]) != 0)
            continue;
        *found = level;
        return level <= best ||
               failure_set(failure, "this processor lacks the instructions '%s'; it has '%s'", name, names[best]);
    }
    return failure_set(failure, "unknown instructions '%s'%s (baseline, avx2 or avx512)", name,
                       text_suggestion(name, names, PROCESSOR_LEVELS).text);
}

bool processor_use(const char *name, struct failure *failure)
{
    enum processor_level level = processor_best();
    if (name && !processor_find(name, level, &level, failure))
        return false;
    in_use = level;
    return true;
}
