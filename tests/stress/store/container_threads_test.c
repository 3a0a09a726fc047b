/* Several threads append to one container at once; every section must arrive whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "platform/thread.h"
#include "store/container.h"

#include <stdio.h>

static const char path[] = "container_threads_test.holdem";

enum { THREADS = 4, PARTS = 64, MOST_WORDS = 5000 };

struct appender {
    struct thread thread;
    struct container_writer *writer;
    unsigned number;
    bool fine;
    struct failure failure;
};

static size_t fill(uint32_t part, uint32_t words[MOST_WORDS])
{
    size_t count = part * 37 % MOST_WORDS;
    for (size_t i = 0; i < count; i++)
        words[i] = part * 1000003u + (uint32_t)i / 3;
    return count;
}

static void append(void *argument)
{
    struct appender *appender = argument;
    uint32_t words[MOST_WORDS];
    appender->fine = true;
    for (uint32_t part = appender->number; part < THREADS * PARTS; part += THREADS) {
        size_t count = fill(part, words);
        enum container_codec codec = part % 3 ? CODEC_ZSTD : CODEC_RAW;
        appender->fine = appender->fine && container_append(appender->writer, "words", part, codec, words,
                                                            count * sizeof *words, &appender->failure);
    }
}

static void test_sections_of_many_threads(void **state)
{
    (void)state;
    struct failure failure = {.text = ""};
    const struct container_fingerprints fingerprints = {0, 0, 0};
    struct container_writer *writer = container_create(path, CONTAINER_CHECKPOINT, 1, &fingerprints, &failure);
    assert_non_null(writer);
    struct appender appenders[THREADS];
    for (unsigned t = 0; t < THREADS; t++) {
        appenders[t].writer = writer;
        appenders[t].number = t;
        assert_true(thread_start(&appenders[t].thread, "appender", append, &appenders[t], &failure));
    }
    for (unsigned t = 0; t < THREADS; t++) {
        thread_join(&appenders[t].thread);
        assert_true(appenders[t].fine);
    }
    assert_true(container_commit(writer, &failure));

    struct container_reader *reader = container_open(path, CONTAINER_CHECKPOINT, 1, &failure);
    assert_non_null(reader);
    assert_int_equal(container_section_count(reader), THREADS * PARTS);
    for (uint32_t part = 0; part < THREADS * PARTS; part++) {
        uint32_t words[MOST_WORDS], out[MOST_WORDS];
        size_t count = fill(part, words);
        const struct container_section *section = container_find(reader, "words", part);
        assert_non_null(section);
        assert_true(container_read(reader, section, out, count * sizeof *out, &failure));
        if (count)
            assert_memory_equal(out, words, count * sizeof *out);
    }
    container_close(reader);
    remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sections_of_many_threads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
