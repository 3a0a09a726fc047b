/* The sections of a street of buckets, read back from a file of which something is missing or of another size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/bucket_parts.h"
#include "buckets/bucket_sections.h"
#include "support/rewriting.h"

#include <cJSON.h>

static const char whole[] = "sections_test.whole", changed[] = "sections_test.river-finished";
static const struct bucket_part part = {.path = "sections_test", .street_name = "river", .street = 3, .made_from = "x"};

enum { HANDS = 400, FEW = 5, MANY = 300 };

/* A finished street of so many buckets, with centres of the metric or (unit 0) without. */
static void save(uint32_t buckets, const struct metric_kind *kind, double unit)
{
    struct street_map map;
    struct failure failure;
    street_map_init(&map, HANDS, buckets);
    for (uint64_t i = 0; i < HANDS; i++)
        street_map_set(&map, i, (uint32_t)(i % buckets));
    if (unit > 0)
        centres_init(&map.centres, &(struct metric){kind, METRIC_PAD, unit}, buckets);
    rewriting_must(bucket_part_save(&part, &map, &failure), &failure);
    street_map_release(&map);
    remove(whole);
    assert_int_equal(rename(changed, whole), 0);
}

static bool load_changed(const struct rewriting change, struct street_map *map)
{
    rewrite(whole, changed, &change);
    return bucket_part_load(&part, map);
}

static void refuse(const struct rewriting change)
{
    struct street_map map;
    assert_false(load_changed(change, &map));
}

static int tear_down(void **state)
{
    (void)state;
    remove(whole);
    remove(changed);
    return 0;
}

static void few_and_many_buckets_come_back(void **state)
{
    (void)state;
    static const uint32_t counts[] = {FEW, MANY};
    for (unsigned i = 0; i < 2; i++) {
        struct street_map map;
        save(counts[i], i ? &metric_l1 : &metric_l2, 0.5);
        assert_true(load_changed((struct rewriting){.section = NULL}, &map));
        assert_int_equal(map.buckets, counts[i]);
        assert_int_equal(street_map_bucket(&map, HANDS - 1), (HANDS - 1) % counts[i]);
        assert_ptr_equal(map.centres.metric.kind, i ? &metric_l1 : &metric_l2);
        street_map_release(&map);
    }
}

static void what_is_not_known_may_be_missing(void **state)
{
    (void)state;
    struct street_map map;
    save(FEW, &metric_l1, 0);
    assert_true(load_changed((struct rewriting){.section = NULL}, &map));
    assert_int_equal(map.centres.k, 0);
    street_map_release(&map);
    assert_true(load_changed((struct rewriting){.section = "deals", .part = 3}, &map));
    assert_null(map.deals);
    street_map_release(&map);
}

static void sections_that_are_needed(void **state)
{
    (void)state;
    static const char *const names[] = {"mean_distance", "worst_distance", "centre", "strength", "map"};
    save(FEW, &metric_l2, 0.5);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        refuse((struct rewriting){.section = names[i], .part = 3});
        refuse((struct rewriting){.section = names[i], .part = 3, .data = "x", .bytes = 1});
    }
    refuse((struct rewriting){.section = "deals", .part = 3, .data = "x", .bytes = 1});
    save(MANY, &metric_l2, 0.5);
    refuse((struct rewriting){.section = "map", .part = 3});
}

static void numbers_of_the_description(void **state)
{
    (void)state;
    static const char *const keys[] = {"\"hands\":\t", "\"buckets\":\t", "\"dims\":\t", "\"unit\":\t"};
    static const char *const values[] = {"-1, \"a\": ", "1e300, \"a\": ", "\"many\", \"a\": "};
    save(FEW, &metric_l2, 0.5);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            char with[64];
            snprintf(with, sizeof with, "%s%s", keys[k], values[v]);
            refuse((struct rewriting){.from = keys[k], .with = with});
        }
    }
    refuse((struct rewriting){.from = "\"L2\"", .with = "\"L3\""});
    refuse((struct rewriting){.from = "\"L2\"", .with = "2"});
    refuse((struct rewriting){.from = "\"dims\":\t16", .with = "\"dims\":\t17"});
    refuse((struct rewriting){.from = "\"dims\":\t16", .with = "\"dims\":\t0"});
}

/* A part that was made from something else, or does not say. */
static void parts_of_other_builds_are_left(void **state)
{
    (void)state;
    save(FEW, &metric_l2, 0.5);
    refuse((struct rewriting){.from = "\"x\"", .with = "\"y\""});
    refuse((struct rewriting){.from = "\"x\"", .with = "7"});
    refuse((struct rewriting){.from = "{", .with = ""});
    remove(changed);
    struct street_map map;
    assert_false(bucket_part_load(&part, &map));
    struct failure failure;
    const struct bucket_part nowhere = {.path = "no/such/folder/x", .street_name = "river", .made_from = ""};
    street_map_init(&map, HANDS, FEW);
    assert_false(bucket_part_save(&nowhere, &map, &failure));
    assert_non_null(strstr(failure.text, "no/such/folder"));
    street_map_release(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_and_many_buckets_come_back), cmocka_unit_test(what_is_not_known_may_be_missing),
        cmocka_unit_test(sections_that_are_needed),       cmocka_unit_test(numbers_of_the_description),
        cmocka_unit_test(parts_of_other_builds_are_left),
    };
    return cmocka_run_group_tests_name("bucket sections", tests, NULL, tear_down);
}
