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
    training_open(&training, "leduc.game", &sampler_external, &schedule_linear, 1);
    training_run(&training, 0, facts.iterations, 0);
    training_must(blueprint_write(&run_unattended, path, &training.tree, &training.abstraction, &training.plan.tables,
                                  &facts, &failure),
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

/* The hand whose first decision is the least certain, and how often it raises. */
struct mixed {
    const char *sequence, *hand;
    char line[64]; /* the same as a matchstate */
    double raises;
};

static struct mixed find_mixed(void)
{
    static const char *const hands[] = {"Qh", "Kh", "Ah"};
    struct mixed found = {.raises = 1};
    for (unsigned i = 0; i < 6; i++) {
        holdem_action actions[HOLDEM_ACTIONS];
        const char *hand = hands[i % 3], *sequence = i < 3 ? "" : "c";
        assert_int_equal(holdem_strategy(blueprint, sequence, "", hand, actions, error, sizeof error), 2);
        if (fabs(actions[1].probability - 0.5) > fabs(found.raises - 0.5))
            continue;
        found = (struct mixed){.sequence = sequence, .hand = hand, .raises = actions[1].probability};
        snprintf(found.line, sizeof found.line, i < 3 ? "MATCHSTATE:0:3::%s|" : "MATCHSTATE:1:3:c:|%s", hand);
    }
    assert_true(found.raises > 0.2 && found.raises < 0.8);
    return found;
}

static void answers_are_legal_and_depend_on_line_and_seed_alone(void **state)
{
    (void)state;
    enum { SEEDS = 2000 };
    struct mixed mixed = find_mixed();
    unsigned raises = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        char first[16], again[16];
        assert_int_equal(holdem_answer(blueprint, mixed.line, seed, first, error, sizeof error), 1);
        assert_int_equal(holdem_answer(blueprint, mixed.line, seed, again, error, sizeof error), 1);
        assert_string_equal(first, again);
        assert_true(strcmp(first, "c") == 0 || strcmp(first, "r") == 0);
        raises += first[0] == 'r';
    }
    /* five standard errors */
    assert_true(fabs((double)raises / SEEDS - mixed.raises) < 5 * 0.5 / sqrt(SEEDS));
}

/* In front of the name stands what is played: by strategies and answers alike. */
static void a_filtered_blueprint_is_played_as_its_name_says(void **state)
{
    (void)state;
    struct mixed mixed = find_mixed();
    holdem_blueprint *purified = holdem_open("purify:library.holdem", NULL, error, sizeof error);
    holdem_action actions[HOLDEM_ACTIONS];
    bool raises = mixed.raises > 0.5;
    assert_non_null(purified);
    assert_int_equal(holdem_strategy(purified, mixed.sequence, "", mixed.hand, actions, error, sizeof error), 2);
    assert_true(actions[0].probability == !raises && actions[1].probability == raises);
    for (uint64_t seed = 0; seed < 200; seed++) {
        char action[16];
        assert_int_equal(holdem_answer(purified, mixed.line, seed, action, error, sizeof error), 1);
        assert_string_equal(action, raises ? "r" : "c");
    }
    holdem_close(purified);
    assert_null(holdem_open("purify@river:library.holdem", NULL, error, sizeof error));
    assert_string_equal(error, "purify@river:library.holdem: there is no street 'river'; there are round1, round2");
    assert_null(holdem_open("threshold:library.holdem", NULL, error, sizeof error));
    assert_non_null(strstr(error, "threshold needs a probability"));
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
    assert_string_equal(error, "board: Ah is given twice");
    assert_int_equal(holdem_strategy(blueprint, "c", "", "AhKh", actions, error, sizeof error), 0);
    assert_string_equal(error, "'AhKh' is no hand of 1 card");
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
        cmocka_unit_test(a_filtered_blueprint_is_played_as_its_name_says),
        cmocka_unit_test(versions_agree),
        cmocka_unit_test(failures_say_why),
    };
    return cmocka_run_group_tests_name("library", tests, open_blueprint, close_blueprint);
}
