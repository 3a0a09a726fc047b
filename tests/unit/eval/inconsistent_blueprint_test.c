/* Blueprints whose checksums are right and whose contents contradict each other: refused, with the reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/blueprint_shape.h"
#include "support/rewriting.h"
#include "unit/eval/fixture.h"

static const char path[] = "inconsistent_blueprint.holdem", changed[] = "inconsistent_blueprint.changed.holdem";
static struct blueprint_shape shape; /* as it is */
static struct container_fingerprints fingerprints;
static size_t street_bytes;

static int set_up(void **state)
{
    (void)state;
    struct fixture fixture;
    struct failure failure;
    fixture_open(&fixture, "leduc", LEDUC_TEXT);
    fixture_fill(&fixture);
    fixture_write(&fixture, path);
    fixture_close(&fixture);
    struct container_reader *reader = container_open_any(path, &failure);
    must(reader && container_read(reader, container_find(reader, "shape", 0), &shape, sizeof shape, &failure),
         &failure);
    fingerprints = *container_fingerprints_of(reader);
    street_bytes = (size_t)container_find(reader, "street0", 0)->bytes;
    container_close(reader);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    remove(path);
    remove(changed);
    return 0;
}

static void refuse(const struct rewriting change, const char *reason)
{
    struct blueprint blueprint;
    struct failure failure;
    rewrite(path, changed, &change);
    if (blueprint_open(changed, &blueprint, &failure))
        fail_msg("taken, though: %s", reason);
    if (!strstr(failure.text, reason) || strncmp(failure.text, changed, strlen(changed)) != 0)
        fail_msg("'%s' names neither the file nor '%s'", failure.text, reason);
}

static void refuse_shape(const struct blueprint_shape *other, const char *reason)
{
    refuse((struct rewriting){.section = "shape", .data = other, .bytes = sizeof *other}, reason);
}

static void sections_are_all_needed(void **state)
{
    (void)state;
    refuse((struct rewriting){.section = "game"}, "'game' is missing");
    refuse((struct rewriting){.section = "menu"}, "'menu' is missing");
    refuse((struct rewriting){.section = "shape"}, "'shape' is missing");
    refuse((struct rewriting){.section = "street1"}, "part 0 is missing");
}

static void rules_are_those_of_the_fingerprints(void **state)
{
    (void)state;
    struct container_fingerprints other = fingerprints;
    char *large = memory_allocate(BLUEPRINT_TEXT_LONGEST, 1);
    refuse((struct rewriting){.section = "game", .data = large, .bytes = BLUEPRINT_TEXT_LONGEST}, "too long");
    memory_release(large);
    refuse((struct rewriting){.section = "game", .data = "GAMEDEF\n", .bytes = 8}, "leduc");
    refuse((struct rewriting){.section = "game", .data = KUHN_TEXT, .bytes = strlen(KUHN_TEXT)},
           "game does not fit its fingerprint");
    refuse((struct rewriting){.section = "menu", .data = "nothing", .bytes = 7}, "menu cannot be read");
    other.menu++;
    refuse((struct rewriting){.fingerprints = &other}, "menu does not fit its fingerprint");
}

static void the_shape_is_that_of_the_tree(void **state)
{
    (void)state;
    struct blueprint_shape other = shape;
    refuse((struct rewriting){.section = "shape", .data = &shape, .bytes = sizeof shape - 1}, "bytes instead of");
    other.bits = 8;
    refuse_shape(&other, "8 bits");
    other = shape;
    other.streets = 1;
    refuse_shape(&other, "1 street where the game has 2");
    other = shape;
    other.street[1].rows++;
    refuse_shape(&other, "entries a bucket where the tree has");
    other = shape;
    other.street[0].buckets = 0;
    refuse_shape(&other, "no buckets");
    other = shape;
    other.street[0].part_buckets = 0;
    refuse_shape(&other, "no buckets");
    other = shape;
    other.street[0].buckets = UINT32_MAX;
    other.street[0].part_buckets = 1;
    refuse_shape(&other, "a part is missing");
    other = shape;
    other.street[0].buckets++;
    other.street[0].part_buckets++;
    refuse_shape(&other, "bytes where");
}

static void probabilities_are_mapped(void **state)
{
    (void)state;
    void *zeros = memory_allocate(street_bytes, 1);
    refuse((struct rewriting){.section = "street0", .data = zeros, .bytes = street_bytes, .compressed = true},
           "part 0 is missing");
    refuse((struct rewriting){.section = "street0", .data = zeros, .bytes = street_bytes - 2}, "bytes where");
    memory_release(zeros);
}

/* A row of zeros tells nothing: all actions are alike then. */
static void rows_of_zeros_are_uniform(void **state)
{
    (void)state;
    struct blueprint blueprint;
    struct failure failure;
    float probability[MENU_ACTIONS];
    void *zeros = memory_allocate(street_bytes, 1);
    rewrite(path, changed, &(struct rewriting){.section = "street0", .data = zeros, .bytes = street_bytes});
    memory_release(zeros);
    must(blueprint_open(changed, &blueprint, &failure), &failure);
    blueprint_policy(&blueprint, &blueprint.tree.nodes[0], 0, probability);
    assert_true(probability[0] == probability[1] && probability[0] == 0.5f);
    blueprint_close(&blueprint);
}

/* What the description lacks has a fallback. */
static void descriptions_may_say_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *from, *with;
        uint64_t iterations;
    } cases[] = {{"\"game\"", "\"other\"", 1234},
                 {"\"buckets\"", "\"other\"", 1234},
                 {"1234", "-1", 0},
                 {"1234", "1e300", 0},
                 {"1234", "\"many\"", 0},
                 {"{", "", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct blueprint blueprint;
        struct failure failure;
        rewrite(path, changed, &(struct rewriting){.from = cases[i].from, .with = cases[i].with});
        must(blueprint_open(changed, &blueprint, &failure), &failure);
        assert_int_equal(blueprint.iterations, cases[i].iterations);
        if (blueprint.buckets_source[0] == '\0')
            assert_false(blueprint_open_buckets(&blueprint, NULL, &failure));
        blueprint_close(&blueprint);
    }
}

static void buckets_are_those_of_the_file(void **state)
{
    (void)state;
    struct blueprint blueprint;
    struct failure failure;
    struct blueprint_shape other = shape;
    must(blueprint_open(path, &blueprint, &failure), &failure);
    assert_false(blueprint_open_buckets(&blueprint, "nothing.holdem", &failure));
    assert_non_null(strstr(failure.text, "nothing.holdem"));
    must(blueprint_open_buckets(&blueprint, NULL, &failure), &failure);
    must(blueprint_open_buckets(&blueprint, NULL, &failure), &failure);
    blueprint_close(&blueprint);
    /* Fewer buckets than the game has hands. */
    other.street[0].buckets = other.street[0].part_buckets = 2;
    void *zeros = memory_allocate(street_bytes, 1);
    rewrite(path, changed, &(struct rewriting){.section = "shape", .data = &other, .bytes = sizeof other});
    rename(changed, "inconsistent_blueprint.between.holdem");
    rewrite("inconsistent_blueprint.between.holdem", changed,
            &(struct rewriting){.section = "street0", .data = zeros, .bytes = street_bytes / 3 * 2});
    remove("inconsistent_blueprint.between.holdem");
    memory_release(zeros);
    must(blueprint_open(changed, &blueprint, &failure), &failure);
    assert_false(blueprint_open_buckets(&blueprint, NULL, &failure));
    assert_non_null(strstr(failure.text, "where the blueprint has 2"));
    blueprint_close(&blueprint);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_are_all_needed),       cmocka_unit_test(rules_are_those_of_the_fingerprints),
        cmocka_unit_test(the_shape_is_that_of_the_tree), cmocka_unit_test(probabilities_are_mapped),
        cmocka_unit_test(rows_of_zeros_are_uniform),     cmocka_unit_test(descriptions_may_say_nothing),
        cmocka_unit_test(buckets_are_those_of_the_file),
    };
    return cmocka_run_group_tests_name("inconsistent blueprints", tests, set_up, tear_down);
}
