/* Bucket files whose checksums are right and whose contents are not those of the game: refused, with the reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/abstraction.h"
#include "support/rewriting.h"

static const char path[] = HOLDEM_ROOT "/tests/golden/buckets/tiny.v1.holdem",
                  changed[] = "inconsistent_buckets.holdem";
static const struct game tiny = {
    .name = "tiny", .players = 2, .rounds = 3, .deck = {3, 2}, .hole_cards = 2, .board_cards = {0, 1, 1}};

enum { HANDS = 9 }; /* of the first street, in three buckets */

static void refuse(const struct rewriting change, const char *reason)
{
    struct abstraction abstraction;
    struct failure failure;
    rewrite(path, changed, &change);
    if (abstraction_open(changed, &tiny, &abstraction, &failure))
        fail_msg("taken, though: %s", reason);
    if (!strstr(failure.text, reason) || strncmp(failure.text, changed, strlen(changed)) != 0)
        fail_msg("'%s' names neither the file nor '%s'", failure.text, reason);
}

static void numbers_of_the_description(void **state)
{
    (void)state;
    static const char *const keys[] = {"ranks", "suits", "hole_cards", "board_cards", "hands", "buckets"};
    static const char *const values[] = {"-1, \"a\": ", "1e300, \"a\": ", "\"many\", \"a\": ", "77, \"a\": "};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        char from[32], with[64], reason[64];
        snprintf(from, sizeof from, "\"%s\":\t", keys[k]);
        for (size_t v = 0; v < 3; v++) {
            snprintf(with, sizeof with, "%s%s", from, values[v]);
            snprintf(reason, sizeof reason, "no number '%s'", keys[k]);
            refuse((struct rewriting){.from = from, .with = with}, reason);
        }
        snprintf(with, sizeof with, "%s%s", from, values[3]);
        refuse((struct rewriting){.from = from, .with = with}, k == 5 ? "fingerprint" : "77");
    }
    refuse((struct rewriting){.from = "\"buckets\":\t", .with = "\"buckets\":\t0, \"a\": "}, "0 buckets are absurd");
    refuse((struct rewriting){.from = "\"buckets\":\t", .with = "\"buckets\":\t70000, \"a\": "}, "absurd");
    refuse((struct rewriting){.from = "{", .with = "{{"}, "no JSON");
    refuse((struct rewriting){.from = "\"streets\"", .with = "\"other\""}, "0 streets instead of 3");
}

static void maps_of_the_streets(void **state)
{
    (void)state;
    const uint8_t zeros[HANDS] = {0}, wrong[HANDS] = {0, 1, 2, 3};
    refuse((struct rewriting){.section = "map"}, "no map of 9 bytes");
    refuse((struct rewriting){.section = "map", .data = zeros, .bytes = HANDS - 1}, "no map of 9 bytes");
    refuse((struct rewriting){.section = "map", .data = zeros, .bytes = HANDS, .compressed = true}, "no map of 9");
    refuse((struct rewriting){.section = "map", .data = wrong, .bytes = HANDS}, "bucket 3, but there are only 3");
    refuse((struct rewriting){.section = "map", .data = zeros, .bytes = HANDS}, "fingerprint does not fit its maps");
    /* Two bytes a hand where there are more buckets than a byte can say. */
    refuse((struct rewriting){.from = "\"buckets\":\t", .with = "\"buckets\":\t257, \"a\": "}, "no map of 18 bytes");
}

static int tear_down(void **state)
{
    (void)state;
    remove(changed);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_the_description),
        cmocka_unit_test(maps_of_the_streets),
    };
    return cmocka_run_group_tests_name("inconsistent bucket files", tests, NULL, tear_down);
}
