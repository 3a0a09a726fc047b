/* Long work whose end is asked for gives up where it is: cancelled before it begins it does not begin, and cancelled half-way
 * it looks at the clock hardly once more, which it does between the pieces of its work. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buckets/bucket_build.h"
#include "buckets/public_game.h"
#include "eval/agents.h"
#include "eval/exploit.h"
#include "eval/export.h"
#include "eval/lbr.h"
#include "eval/match.h"
#include "eval/sampled.h"
#include "support/sweeping.h"

#include <stdio.h>
#include <string.h>

static const char path[] = "cancelled_test.holdem";
static const char *const text = "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 3\nstack = 12 12\nblind = 2 1\n"
                                "firstPlayer = 2 1 1\nnumSuits = 3\nnumRanks = 4\nnumHoleCards = 2\n"
                                "numBoardCards = 0 1 1\nEND GAMEDEF\n";

static struct sweeping sweeping;
static struct policy policy;
static struct tables_view view;

static struct cancellation cancellation;
static unsigned looks, cancelled_at;

static double look(void)
{
    if (++looks == cancelled_at)
        cancellation_request(&cancellation);
    return looks;
}

static const struct run_context run = {.cancellation = &cancellation, .clock = look};

static bool lay_open(struct failure *failure)
{
    struct public_game game;
    if (!public_game_init(&run, &game, &sweeping.tree, 1000000, failure))
        return false;
    public_game_release(&game);
    return true;
}

static bool build_buckets(struct failure *failure)
{
    const struct bucket_options options = {
        .k = {9, 9, 9}, .method = {&bucket_emd, &bucket_emd, &bucket_ochs}, .fewer = true, .workers = 1};
    bool built = bucket_build(&run, &sweeping.game, &options, path, failure);
    remove(path);
    remove("cancelled_test.holdem.turn-finished");
    remove("cancelled_test.holdem.flop-finished");
    return built;
}

static bool respond(struct failure *failure)
{
    struct best_response result;
    return exploit_compute(&run, &sweeping.tree, &policy, 1, &result, failure);
}

static bool sample(struct failure *failure)
{
    struct sampled result;
    const struct sampled_plan plan = {
        .run = &run, .tree = &sweeping.tree, .policy = &policy, .boards = 12, .workers = 1};
    return sampled_compute(&plan, &result, failure);
}

static bool play(struct failure *failure)
{
    struct agent random, caller;
    struct match_estimates estimates;
    sweeping_must(agent_named("random", &sweeping.game, &random) && agent_named("always-call", &sweeping.game, &caller),
                  failure);
    const struct match_plan plan = {
        .run = &run, .a = &random, .b = &caller, .deals = 20000, .workers = 1, .plain = true};
    return match_play(&plan, &estimates, failure);
}

static bool respond_locally(struct failure *failure)
{
    struct lbr lbr;
    struct lbr_result result;
    struct agent agent;
    const struct responder_rules rules = {.raises = true, .streets = UINT16_MAX};
    sweeping_must(agent_named("always-call", &sweeping.game, &agent), failure);
    bool done = lbr_open(&run, &lbr, &sweeping.game, rules, failure);
    if (done) {
        lbr_face(&lbr, &agent, 1);
        done = lbr_run(&run, &lbr, 2000, 1, &result, failure);
    }
    lbr_close(&lbr);
    return done;
}

static bool write_out(struct failure *failure)
{
    struct blueprint blueprint;
    const struct blueprint_facts facts = {.sampler = "full", .schedule = "linear"};
    const struct export_choice choice = {.format = choice_find(export_formats, "csv"), .streets = UINT16_MAX};
    uint64_t decisions;
    FILE *file = tmpfile();
    assert_non_null(file);
    sweeping_must(blueprint_write(&run_unattended, path, &sweeping.tree, &sweeping.abstraction, &sweeping.tables,
                                  &facts, failure) &&
                      blueprint_open(path, &blueprint, failure),
                  failure);
    bool done = export_write(&run, &blueprint, &choice, file, &decisions, failure);
    blueprint_close(&blueprint);
    remove(path);
    fclose(file);
    return done;
}

static const struct work {
    const char *name;
    bool (*begin)(struct failure *failure);
} works[] = {
    {"laying a game open", lay_open},
    {"building buckets", build_buckets},
    {"best responses", respond},
    {"sampled boards", sample},
    {"a match", play},
    {"local best response", respond_locally},
    {"export", write_out},
};

enum { WORKS = sizeof works / sizeof *works };

static bool run_until(const struct work *work, unsigned look_number, struct failure *failure)
{
    cancellation = (struct cancellation){0};
    looks = 0;
    cancelled_at = look_number;
    failure->text[0] = '\0';
    return work->begin(failure);
}

static void assert_given_up(const struct work *work, bool done, const struct failure *failure)
{
    if (done || !strstr(failure->text, "interrupted"))
        fail_msg("%s went on: %s", work->name, failure->text);
}

static void what_is_cancelled_does_not_begin(void **state)
{
    (void)state;
    for (unsigned i = 0; i < WORKS; i++) {
        struct failure failure = {.text = ""};
        cancellation_request(&cancellation);
        assert_given_up(&works[i], works[i].begin(&failure), &failure);
    }
}

static void what_is_cancelled_half_way_looks_hardly_once_more(void **state)
{
    (void)state;
    for (unsigned i = 0; i < WORKS; i++) {
        struct failure failure;
        if (!run_until(&works[i], 0, &failure))
            fail_msg("%s: %s", works[i].name, failure.text);
        unsigned all = looks, half = all / 2;
        print_message("%s: %u looks at the clock\n", works[i].name, all);
        assert_true(all >= 6);
        assert_given_up(&works[i], run_until(&works[i], half, &failure), &failure);
        assert_in_range(looks, half, half + 2);
    }
}

/* They look at no clock. */
static void boards_and_walks_are_given_up(void **state)
{
    (void)state;
    struct boards boards;
    struct exploit exploit;
    struct best_response result;
    struct failure failure = {.text = ""};
    cancellation = (struct cancellation){0};
    cancelled_at = 0;
    sweeping_must(exploit_open(&run, &exploit, &sweeping.tree, 1, &failure), &failure);
    cancellation_request(&cancellation);
    assert_false(boards_init(&run, &boards, &sweeping.game, 2, 1000000, &failure));
    assert_string_equal(failure.text, "interrupted");
    assert_false(exploit_run(&exploit, &policy, &result, &failure));
    assert_true(exploit.walk[0].given_up);
    exploit_close(&exploit);
}

static int open_game(void **state)
{
    (void)state;
    sweeping_open_text(&sweeping, text, "three-sizes", &schedule_linear, 1);
    view = (struct tables_view){&sweeping.abstraction, &sweeping.tables};
    policy = tables_policy(&view);
    return 0;
}

static int close_game(void **state)
{
    (void)state;
    sweeping_close(&sweeping);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_cancelled_does_not_begin),
        cmocka_unit_test(what_is_cancelled_half_way_looks_hardly_once_more),
        cmocka_unit_test(boards_and_walks_are_given_up),
    };
    return cmocka_run_group_tests_name("cancelled", tests, open_game, close_game);
}
