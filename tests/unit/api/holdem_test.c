/* The library: strategies that add up, answers that are legal and the same for the same line and seed, failures that say why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/holdem.h"
#include "eval/blueprint.h"
#include "support/training.h"

#include <math.h>

static const char path[] = "library.holdem";
static holdem_blueprint *blueprint;
static char error[256];

static int open_blueprint(void **state)
{
    (void)state;
    struct training training;
    struct failure failure;
    const struct blueprint_facts facts = {.iterations = 2000, .sampler = "external", .schedule = "linear"};
    training_open(&training, "leduc.game", SAMPLER_EXTERNAL, SCHEDULE_LINEAR, 1);
    training_run(&training, 0, facts.iterations, 0);
    training_must(blueprint_write(path, &training.tree, &training.abstraction, &training.plan.tables, &facts, &failure),
                  &failure);
    training_close(&training);
    blueprint = holdem_open(path, NULL, error, sizeof error);
    return blueprint ? 0 : -1;
}

static int close_blueprint(void **state)
{
    (void)state;
    holdem_close(blueprint);
    holdem_close(NULL);
    remove(path);
    return 0;
}

static void strategies_add_up(void **state)
{
    (void)state;
    holdem_action actions[HOLDEM_ACTIONS];
    double total = 0;
    assert_int_equal(holdem_players(blueprint), 2);
    assert_int_equal(holdem_strategy(blueprint, "crc/r", "Ah", "Ks", actions, error, sizeof error), 3);
    for (unsigned a = 0; a < 3; a++)
        total += actions[a].probability;
    assert_true(fabs(total - 1) < 1e-6);
    assert_string_equal(actions[0].text, "f");
    assert_string_equal(actions[1].name, "call 4");
    assert_string_equal(actions[2].name, "raise to 8");
}

/* The hand whose first decision is the least certain, as a matchstate, and how often it raises. */
static double find_mixed(char line[64])
{
    static const char *const hands[] = {"Qh", "Kh", "Ah"};
    double nearest = 1;
    for (unsigned i = 0; i < 6; i++) {
        holdem_action actions[HOLDEM_ACTIONS];
        const char *hand = hands[i % 3], *sequence = i < 3 ? "" : "c";
        assert_int_equal(holdem_strategy(blueprint, sequence, "", hand, actions, error, sizeof error), 2);
        if (fabs(actions[1].probability - 0.5) > fabs(nearest - 0.5))
            continue;
        nearest = actions[1].probability;
        snprintf(line, 64, i < 3 ? "MATCHSTATE:0:3::%s|" : "MATCHSTATE:1:3:c:|%s", hand);
    }
    assert_true(nearest > 0.2 && nearest < 0.8);
    return nearest;
}

static void answers_are_legal_and_depend_on_line_and_seed_alone(void **state)
{
    (void)state;
    enum { SEEDS = 2000 };
    char line[64];
    unsigned raises = 0;
    double probability = find_mixed(line);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        char first[16], again[16];
        assert_int_equal(holdem_answer(blueprint, line, seed, first, error, sizeof error), 1);
        assert_int_equal(holdem_answer(blueprint, line, seed, again, error, sizeof error), 1);
        assert_string_equal(first, again);
        assert_true(strcmp(first, "c") == 0 || strcmp(first, "r") == 0);
        raises += first[0] == 'r';
    }
    /* five standard errors */
    assert_true(fabs((double)raises / SEEDS - probability) < 5 * 0.5 / sqrt(SEEDS));
}

static void versions_agree(void **state)
{
    (void)state;
    char numbers[32];
    snprintf(numbers, sizeof numbers, "%d.%d.%d", HOLDEM_VERSION_MAJOR, HOLDEM_VERSION_MINOR, HOLDEM_VERSION_PATCH);
    assert_string_equal(HOLDEM_VERSION, numbers);
    assert_string_equal(holdem_version(), HOLDEM_VERSION);
}

static void failures_say_why(void **state)
{
    (void)state;
    char action[16];
    holdem_action actions[HOLDEM_ACTIONS];
    assert_int_equal(holdem_answer(blueprint, "MATCHSTATE:0:3:c:Kh|", 1, action, error, sizeof error), 0);
    assert_non_null(strstr(error, "turn"));
    assert_int_equal(holdem_answer(blueprint, "nonsense", 1, action, error, sizeof error), 0);
    assert_non_null(strstr(error, "no MATCHSTATE"));
    assert_int_equal(holdem_strategy(blueprint, "crc/", "", "Ks", actions, error, sizeof error), 0);
    assert_non_null(strstr(error, "board"));
    assert_int_equal(holdem_strategy(blueprint, "crc/r", "Ah", "Ah", actions, error, sizeof error), 0);
    assert_string_equal(error, "'AhAh': a card is there twice, or one is no card");
    assert_int_equal(holdem_strategy(blueprint, "cc", "Ah", "Ah", actions, error, 5), 0);
    assert_int_equal(strlen(error), 4);
    assert_null(holdem_open("no/such/file", NULL, error, sizeof error));
    assert_non_null(strstr(error, "no/such/file"));
    assert_null(holdem_open("no/such/file", NULL, NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strategies_add_up),
        cmocka_unit_test(answers_are_legal_and_depend_on_line_and_seed_alone),
        cmocka_unit_test(versions_agree),
        cmocka_unit_test(failures_say_why),
    };
    return cmocka_run_group_tests_name("library", tests, open_blueprint, close_blueprint);
}
