/* Blueprint files: what is written is read back, in one part or many, and damaged or foreign files are
 * refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/best_response.h"
#include "eval/blueprint_shape.h"
#include "unit/eval/fixture.h"

#include <math.h>

static const char path[] = "blueprint_test.holdem";

static void write_parts(const struct fixture *fixture, size_t part_bytes)
{
    struct failure failure;
    struct blueprint_facts facts = {
        .iterations = 1234, .seed = 7, .sampler = "external", .schedule = "linear", .part_bytes = part_bytes};
    must(blueprint_write(&run_unattended, path, &fixture->tree, &fixture->abstraction, &fixture->tables, &facts,
                         &failure),
         &failure);
}

/* Every row of the file against the shares of the sums that were put into the tables. */
static void compare_rows(const struct fixture *fixture, const struct blueprint *blueprint)
{
    for (node_id n = 0; n < fixture->tree.nodes_count; n++) {
        const struct node *node = &fixture->tree.nodes[n];
        const struct table_street *street = &fixture->tables.street[node->street];
        for (bucket_id b = 0; b < street->buckets; b++) {
            double sum = 0, total = 0;
            float read[MENU_ACTIONS];
            blueprint_policy(blueprint, &blueprint->tree.nodes[n], b, read);
            for (unsigned a = 0; a < node->actions; a++)
                sum += fixture_filling(node->street, table_index(street, b, node->row) + a);
            for (unsigned a = 0; a < node->actions; a++) {
                double put = fixture_filling(node->street, table_index(street, b, node->row) + a);
                assert_true(fabs(read[a] - (sum > 0 ? put / sum : 1.0 / node->actions)) < 2e-5);
                total += read[a];
            }
            assert_true(fabs(total - 1) < 1e-6);
        }
    }
}

/* The file holds round(65535 p): the nearest whole number, halves up, worked out by hand from the shares. */
static void probabilities_are_rounded_to_the_nearest_of_16_bits(void **state)
{
    (void)state;
    static const struct {
        float sum[3];
        uint16_t stored[3];
    } rows[] = {
        {{1, 1, 0}, {32768, 32768, 0}},     /* 32767.5 */
        {{1, 1, 1}, {21845, 21845, 21845}}, /* whole */
        {{1, 2, 4}, {9362, 18724, 37449}},  /* 9362.14, 18724.29, 37448.57 */
        {{3, 4, 0}, {28086, 37449, 0}},     /* 28086.43, 37448.57 */
        {{0, 1, 12}, {0, 5041, 60494}},     /* 5041.15, 60493.85 */
        {{0, 5, 0}, {0, 65535, 0}},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    struct fixture fixture;
    struct blueprint blueprint;
    fixture_open(&fixture, "leduc", LEDUC_TEXT);
    const struct node *node = fixture_node(&fixture, "crc/r");
    assert_int_equal(node->actions, 3);
    assert_true(fixture.tables.street[1].buckets >= ROWS);
    for (bucket_id b = 0; b < ROWS; b++) {
        for (unsigned a = 0; a < 3; a++)
            table_store(fixture_sum(&fixture, node, b, a), rows[b].sum[a]);
    }
    fixture_blueprint(&fixture, &blueprint);
    for (bucket_id b = 0; b < ROWS; b++) {
        for (unsigned a = 0; a < 3; a++)
            assert_int_equal(blueprint_row(&blueprint, node, b)[a], rows[b].stored[a]);
    }
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

/* Another program may have written the description. */
static void the_name_of_the_game_is_text(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    fixture_open(&fixture, "\x1b]0;a\nb\xE2\x99", LEDUC_TEXT);
    fixture_blueprint(&fixture, &blueprint);
    assert_string_equal(blueprint.game.name, "\\u001b]0;a\\u000ab\xEF\xBF\xBD");
    blueprint_close(&blueprint);
    fixture_close(&fixture);
}

static void rows_are_read_back_whatever_the_parts(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "leduc", LEDUC_TEXT);
    fixture_fill(&fixture);
    size_t bucket_bytes = fixture.tree.street_rows[1] * sizeof(uint16_t);
    size_t sizes[] = {0, 1, bucket_bytes, 4 * bucket_bytes + 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct blueprint blueprint;
        struct failure failure;
        write_parts(&fixture, sizes[i]);
        must(blueprint_open(path, &blueprint, &failure), &failure);
        assert_int_equal(blueprint.iterations, 1234);
        assert_string_equal(blueprint.game.name, "leduc");
        assert_string_equal(blueprint.buckets_source, "lossless");
        compare_rows(&fixture, &blueprint);
        must(blueprint_verify(&blueprint, &failure), &failure);
        must(blueprint_open_buckets(&blueprint, NULL, &failure), &failure);
        assert_int_equal(blueprint.abstraction.fingerprint, fixture.abstraction.fingerprint);
        blueprint_close(&blueprint);
    }
    remove(path);
    fixture_close(&fixture);
}

static void equal_runs_give_equal_bytes(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "kuhn", KUHN_TEXT);
    fixture_fill(&fixture);
    char *bytes[2];
    size_t size[2];
    for (int i = 0; i < 2; i++) {
        fixture_write(&fixture, path);
        FILE *file = fopen(path, "rb");
        bytes[i] = memory_allocate(1 << 20, 1);
        size[i] = fread(bytes[i], 1, 1 << 20, file);
        fclose(file);
    }
    assert_int_equal(size[0], size[1]);
    assert_memory_equal(bytes[0], bytes[1], size[0]);
    memory_release(bytes[0]);
    memory_release(bytes[1]);
    remove(path);
    fixture_close(&fixture);
}

/* A fresh table is uniform play, and the file says the same as the policy that needs no file. */
static void fresh_tables_are_the_uniform_policy(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct best_response result;
    struct failure failure;
    fixture_open(&fixture, "leduc", LEDUC_TEXT);
    fixture_write(&fixture, path);
    must(blueprint_open(path, &blueprint, &failure), &failure);
    must(blueprint_open_buckets(&blueprint, NULL, &failure), &failure);
    struct policy policy = blueprint_as_policy(&blueprint);
    best_response_compute(&run_unattended, &blueprint.tree, &policy, &result);
    assert_true(fabs(result.nashconv - 4.747222222222222) < 1e-9);
    blueprint_close(&blueprint);
    remove(path);
    fixture_close(&fixture);
}

static void extreme_sums_still_make_a_strategy(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct failure failure;
    fixture_open(&fixture, "kuhn", KUHN_TEXT);
    const struct node *root = fixture_node(&fixture, "");
    table_store(fixture_sum(&fixture, root, 0, 0), 1e-44f);
    table_store(fixture_sum(&fixture, root, 1, 0), 1e38f);
    table_store(fixture_sum(&fixture, root, 1, 1), 1e-6f);
    table_store(fixture_sum(&fixture, root, 2, 1), INFINITY);
    fixture_write(&fixture, path);
    must(blueprint_open(path, &blueprint, &failure), &failure);
    float read[MENU_ACTIONS];
    blueprint_policy(&blueprint, root, 0, read);
    assert_true(read[0] > 0.49f && fabsf(read[0] + read[1] - 1) < 1e-6f);
    blueprint_policy(&blueprint, root, 1, read);
    assert_true(read[0] > 0.9999f && read[1] >= 0);
    const uint16_t *row = blueprint_row(&blueprint, root, 2);
    assert_true(row[0] > 0 && row[0] == row[1]);
    blueprint_close(&blueprint);
    remove(path);
    fixture_close(&fixture);
}

/* Cuts the file, or flips one bit, and expects a refusal that names the file. */
static void damage(long keep, long flip)
{
    char bytes[1 << 16];
    FILE *file = fopen(path, "rb");
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_true(size < sizeof bytes);
    if (flip >= 0)
        bytes[flip] ^= 4;
    file = fopen(path, "wb");
    fwrite(bytes, 1, keep >= 0 ? (size_t)keep : size, file);
    fclose(file);
}

static void damaged_files_are_refused(void **state)
{
    (void)state;
    struct fixture fixture;
    struct blueprint blueprint;
    struct failure failure;
    fixture_open(&fixture, "leduc", LEDUC_TEXT);
    fixture_fill(&fixture);
    for (long keep = 0; keep < 20000; keep += 1000) {
        fixture_write(&fixture, path);
        damage(keep, -1);
        assert_false(blueprint_open(path, &blueprint, &failure));
        assert_non_null(strstr(failure.text, path));
    }
    fixture_write(&fixture, path);
    must(blueprint_open(path, &blueprint, &failure), &failure);
    long offset = (long)container_find(blueprint.file, "street1", 0)->offset;
    blueprint_close(&blueprint);
    damage(-1, offset + 100);
    assert_false(blueprint_open(path, &blueprint, &failure));
    assert_non_null(strstr(failure.text, "street1"));
    /* Of a large file a street is checked when it is wanted. */
    must(blueprint_open_lazily(path, 0, &blueprint, &failure), &failure);
    must(blueprint_verify_streets(&blueprint, 1, &failure), &failure);
    assert_false(blueprint_verify_streets(&blueprint, 2, &failure));
    assert_non_null(strstr(failure.text, "street1"));
    assert_false(blueprint_verify(&blueprint, &failure));
    blueprint_close(&blueprint);
    /* A flipped bit in what opening reads does. */
    fixture_write(&fixture, path);
    must(blueprint_open(path, &blueprint, &failure), &failure);
    offset = (long)container_find(blueprint.file, "game", 0)->offset;
    blueprint_close(&blueprint);
    damage(-1, offset + 20);
    assert_false(blueprint_open(path, &blueprint, &failure));
    assert_non_null(strstr(failure.text, path));
    remove(path);
    fixture_close(&fixture);
}

/* The checksums are right; the tree that is described would need more rows than the file has bytes. */
static void a_tree_without_bounds_is_not_counted(void **state)
{
    (void)state;
    static const char game[] = "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 4\nstack = 500000000 500000000\n"
                               "blind = 100 50\nfirstPlayer = 2 1 1 1\nmaxRaises = 255 255 255 255\nnumSuits = 4\n"
                               "numRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 3 1 1\nEND GAMEDEF\n";
    struct game rules;
    struct menu menu;
    struct failure failure;
    struct blueprint blueprint;
    char text[BLUEPRINT_TEXT_LONGEST];
    must(game_parse("deep", game, &rules, &failure), &failure);
    must(menu_named("classic", &rules, &menu, &failure), &failure);
    struct container_fingerprints fingerprints = {game_fingerprint(&rules), menu_fingerprint(&menu), 0};
    struct container_writer *writer =
        container_create(path, CONTAINER_BLUEPRINT, BLUEPRINT_VERSION, &fingerprints, &failure);
    assert_non_null(writer);
    size_t length = game_format(&rules, text, sizeof text);
    must(container_append(writer, "game", 0, CODEC_RAW, text, length, &failure), &failure);
    length = menu_format(&menu, text, sizeof text);
    must(container_append(writer, "menu", 0, CODEC_RAW, text, length, &failure), &failure);
    must(container_commit(writer, &failure), &failure);
    assert_false(blueprint_open(path, &blueprint, &failure));
    assert_non_null(strstr(failure.text, "more decisions than the file has room for"));
    remove(path);
}

static void foreign_files_and_buckets_are_refused(void **state)
{
    (void)state;
    struct fixture kuhn, leduc;
    struct blueprint blueprint;
    struct failure failure;
    fixture_open(&kuhn, "kuhn", KUHN_TEXT);
    fixture_open(&leduc, "leduc", LEDUC_TEXT);
    assert_false(blueprint_open("does-not-exist.holdem", &blueprint, &failure));
    assert_non_null(strstr(failure.text, "does-not-exist.holdem"));

    uint64_t fingerprint = kuhn.abstraction.fingerprint;
    kuhn.abstraction.fingerprint = leduc.abstraction.fingerprint;
    fixture_write(&kuhn, path);
    kuhn.abstraction.fingerprint = fingerprint;
    must(blueprint_open(path, &blueprint, &failure), &failure);
    assert_false(blueprint_open_buckets(&blueprint, NULL, &failure));
    assert_non_null(strstr(failure.text, "not the buckets"));
    assert_false(blueprint.has_buckets);
    blueprint_close(&blueprint);
    remove(path);
    fixture_close(&leduc);
    fixture_close(&kuhn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_back_whatever_the_parts),
        cmocka_unit_test(probabilities_are_rounded_to_the_nearest_of_16_bits),
        cmocka_unit_test(equal_runs_give_equal_bytes),
        cmocka_unit_test(fresh_tables_are_the_uniform_policy),
        cmocka_unit_test(extreme_sums_still_make_a_strategy),
        cmocka_unit_test(damaged_files_are_refused),
        cmocka_unit_test(a_tree_without_bounds_is_not_counted),
        cmocka_unit_test(the_name_of_the_game_is_text),
        cmocka_unit_test(foreign_files_and_buckets_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
