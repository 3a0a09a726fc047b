/* What the fuzz targets share. A target reads any bytes at all through a function of the program; the sanitizers watch, and
 * what must hold for whatever was accepted is asserted. tests/fuzz/run builds and runs them, each in a folder of its own. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "base/failure.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* libFuzzer's. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

/* Unlike assert it stays whatever the build. */
static inline void fuzz_must(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "must hold: %s\n", what);
        abort();
    }
}

/* The input as text; memory_release. */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
    char *text = memory_allocate(size + 1, 1);
    if (size > 0)
        memcpy(text, data, size);
    return text;
}

/* Takes the text up to the next line end off *rest: what is left of an input with several parts. */
static inline char *fuzz_line(char **rest)
{
    char *line = *rest, *end = strchr(line, '\n');
    *rest = end ? end + 1 : line + strlen(line);
    if (end)
        *end = '\0';
    return line;
}

/* Writes the input to a file in the working folder, for what reads paths alone. */
static inline void fuzz_write(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    fuzz_must(file && fwrite(data, 1, size, file) == size && fclose(file) == 0, "the input can be written");
}

/* What was read needs bytes of its own, so that reading beyond them is seen. */
static inline uint8_t *fuzz_copy(const uint8_t *data, size_t size)
{
    return (uint8_t *)fuzz_text(data, size);
}

static inline void fuzz_need(bool done, const struct failure *failure)
{
    fuzz_must(done, done ? "" : failure->text);
}

#endif
