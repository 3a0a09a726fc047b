/* Files that are built several times, once for each level of instructions (processor.h).
 *
 * CMake gives each such build a word, HOLDEM_LEVEL, and the compiler options of the level. Whatever these files share with
 * each other goes by the name LEVEL(name), so that the builds lie in one program side by side; the rest of the program
 * reaches them through a table (cfr/engine.h). Compiled without the word a name stays as it is, and nothing goes by it: a
 * call past the table does not link. */
#ifndef PLATFORM_LEVEL_H
#define PLATFORM_LEVEL_H

#include "platform/processor.h"

#define LEVEL_JOIN(name, word)   name##_##word
#define LEVEL_EXPAND(name, word) LEVEL_JOIN(name, word)
#ifdef HOLDEM_LEVEL
#define LEVEL(name) LEVEL_EXPAND(name, HOLDEM_LEVEL)
#else
#define LEVEL(name) name
#endif

#define LEVEL_TEXT(word)          #word
#define LEVEL_EXPANDED_TEXT(word) LEVEL_TEXT(word)

/* The levels that CMake builds for this kind of processor: WITH(word, number) for each. */
#ifdef __x86_64__
#define LEVEL_EACH(WITH)                                                                                               \
    WITH(baseline, PROCESSOR_BASELINE)                                                                                 \
    WITH(avx2, PROCESSOR_AVX2)                                                                                         \
    WITH(avx512, PROCESSOR_AVX512)
#else
#define LEVEL_EACH(WITH) WITH(baseline, PROCESSOR_BASELINE)
#endif

/* The level whose instructions the compiler uses in the file at hand. */
#if defined(__AVX512F__) && defined(__AVX512VL__) && defined(__AVX512DQ__) && defined(__AVX512BW__)
#define LEVEL_OF_COMPILER PROCESSOR_AVX512
#elif defined(__AVX2__)
#define LEVEL_OF_COMPILER PROCESSOR_AVX2
#else
#define LEVEL_OF_COMPILER PROCESSOR_BASELINE
#endif

#endif
