/* /api/play: hands played through the questions and answers alone, and what is said to bad questions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "base/text.h"
#include "serve/server.h"
#include "unit/eval/fixture.h"

#include <inttypes.h>

static struct server server, trio, leduc;
static struct failure failure;

static void write_blueprint(const char *name, const char *text, const char *path)
{
    struct fixture fixture;
    fixture_open(&fixture, name, text);
    fixture_fill(&fixture);
    fixture_write(&fixture, path);
    fixture_close(&fixture);
}

static int open_servers(void **state)
{
    (void)state;
    write_blueprint("small", SMALL_FLOP_TEXT, "play_json_test.holdem");
    write_blueprint("kuhn3", KUHN_3P_TEXT, "play_json_trio.holdem");
    write_blueprint("leduc", LEDUC_TEXT, "play_json_leduc.holdem");
    server.sources.file = "play_json_test.holdem";
    trio.sources.file = "play_json_trio.holdem";
    leduc.sources.file = "play_json_leduc.holdem";
    return 0;
}

static int close_servers(void **state)
{
    (void)state;
    sources_close(&server.sources);
    sources_close(&trio.sources);
    sources_close(&leduc.sources);
    remove("play_json_test.holdem");
    remove("play_json_trio.holdem");
    remove("play_json_leduc.holdem");
    return 0;
}

static cJSON *answer(struct server *of, const struct query *query)
{
    cJSON *json = cJSON_CreateObject();
    if (play_answer(of, query, json, &failure))
        return json;
    cJSON_Delete(json);
    return NULL;
}

/* NULL and the reason in `failure` when it is not answered. */
static cJSON *ask(struct server *of, uint64_t seed, uint64_t hand, const char *actions, const char *solution)
{
    char numbers[2][32];
    struct query query = {.count = solution ? 4 : 3, .name = {"seed", "hand", "actions", "solution"}};
    snprintf(numbers[0], sizeof numbers[0], "%" PRIu64, seed);
    snprintf(numbers[1], sizeof numbers[1], "%" PRIu64, hand);
    query.value[0] = numbers[0];
    query.value[1] = numbers[1];
    query.value[2] = actions;
    query.value[3] = solution;
    return answer(of, &query);
}

static double number_of(const cJSON *json, const char *name)
{
    const cJSON *item = cJSON_GetObjectItem(json, name);
    assert_true(cJSON_IsNumber(item));
    return item->valuedouble;
}

static const char *text_of(const cJSON *json, const char *name)
{
    const cJSON *item = cJSON_GetObjectItem(json, name);
    assert_true(cJSON_IsString(item));
    return item->valuestring;
}

static bool is_null(const cJSON *json, const char *name)
{
    const cJSON *item = cJSON_GetObjectItem(json, name);
    assert_non_null(item);
    return cJSON_IsNull(item);
}

static unsigned size_of(const cJSON *json, const char *name)
{
    const cJSON *item = cJSON_GetObjectItem(json, name);
    assert_true(cJSON_IsArray(item));
    return (unsigned)cJSON_GetArraySize(item);
}

static double sum_of(const cJSON *json, const char *name)
{
    double sum = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItem(json, name)) sum += item->valuedouble;
    return sum;
}

/* The same cards, and the log goes on. */
static void assert_goes_on(const cJSON *before, const cJSON *after)
{
    static const char *const same[] = {"hand", "seed", "you", "names", "cards", "big_blind"};
    const cJSON *log = cJSON_GetObjectItem(after, "log");
    for (unsigned i = 0; i < sizeof same / sizeof *same; i++)
        assert_true(cJSON_Compare(cJSON_GetObjectItem(before, same[i]), cJSON_GetObjectItem(after, same[i]), true));
    assert_true(size_of(before, "log") < size_of(after, "log"));
    for (unsigned i = 0; i < size_of(before, "log"); i++)
        assert_true(cJSON_Compare(cJSON_GetArrayItem(cJSON_GetObjectItem(before, "log"), (int)i),
                                  cJSON_GetArrayItem(log, (int)i), true));
    const char *board = text_of(before, "board");
    assert_int_equal(strncmp(board, text_of(after, "board"), strlen(board)), 0);
}

static void assert_stands(const cJSON *json)
{
    bool finished = cJSON_IsTrue(cJSON_GetObjectItem(json, "finished"));
    double put_in = 2 * 400 - sum_of(json, "stacks");
    assert_true(number_of(json, "pot") == put_in);
    assert_true(sum_of(json, "bets") <= put_in);
    assert_int_equal(strlen(text_of(json, "board")), strcmp(text_of(json, "street"), "round1") == 0 ? 0 : 2);
    assert_int_equal(size_of(json, "legal") == 0, finished);
    assert_int_equal(is_null(json, "won"), !finished);
    assert_int_equal(is_null(json, "acpc"), !finished);
    assert_true(is_null(json, "phh") && is_null(json, "solution"));
    if (finished)
        assert_true(is_null(json, "raise"));
}

/* Every action that is offered is accepted, is called as it was and comes next in the log. */
static void assert_offers(const cJSON *json, uint64_t hand, const char *actions)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItem(json, "legal"))
    {
        char more[512] = "";
        text_append(more, sizeof more, "%s%s%s", actions, actions[0] ? "," : "", text_of(item, "action"));
        cJSON *after = ask(&server, 1, hand, more, NULL);
        if (!after)
            fail_msg("%s", failure.text);
        assert_goes_on(json, after);
        const cJSON *done = cJSON_GetArrayItem(cJSON_GetObjectItem(after, "log"), (int)size_of(json, "log"));
        assert_true(number_of(done, "player") == number_of(json, "you"));
        assert_string_equal(text_of(done, "action"), text_of(item, "action"));
        assert_string_equal(text_of(done, "name"), text_of(item, "name"));
        assert_string_equal(text_of(done, "street"), text_of(json, "street"));
        assert_stands(after);
        cJSON_Delete(after);
    }
}

/* What the raise's bounds say is what is accepted. */
static void assert_bounds(const cJSON *json, uint64_t hand, const char *actions)
{
    const cJSON *raise = cJSON_GetObjectItem(json, "raise");
    int low = cJSON_IsNull(raise) ? 0 : (int)number_of(raise, "low");
    int high = cJSON_IsNull(raise) ? -1 : (int)number_of(raise, "high");
    const int tried[] = {low - 1, low, high, high + 1, 10000};
    for (unsigned i = 0; i < sizeof tried / sizeof *tried; i++) {
        char more[512] = "";
        text_append(more, sizeof more, "%s%sr%d", actions, actions[0] ? "," : "", tried[i] > 0 ? tried[i] : 0);
        cJSON *after = ask(&server, 1, hand, more, NULL);
        assert_int_equal(after != NULL, tried[i] >= low && tried[i] <= high);
        if (!after)
            assert_non_null(strstr(failure.text, "is not possible"));
        cJSON_Delete(after);
    }
}

/* A hand to its end by one of the offered actions after the other; the last answer. */
static cJSON *play(uint64_t hand, char actions[512])
{
    struct random_stream stream = random_stream_at(3, hand, 0);
    actions[0] = '\0';
    cJSON *json = ask(&server, 1, hand, actions, NULL);
    while (json && cJSON_IsFalse(cJSON_GetObjectItem(json, "finished"))) {
        assert_stands(json);
        assert_offers(json, hand, actions);
        assert_bounds(json, hand, actions);
        const cJSON *legal = cJSON_GetObjectItem(json, "legal");
        const cJSON *item = cJSON_GetArrayItem(legal, (int)random_below(&stream, (uint32_t)cJSON_GetArraySize(legal)));
        text_append(actions, 512, "%s%s", actions[0] ? "," : "", text_of(item, "action"));
        cJSON_Delete(json);
        json = ask(&server, 1, hand, actions, NULL);
    }
    return json;
}

/* STATE:<hand>:<betting>:<cards>:<won>|<won>:<names> */
static double won_by_history(const cJSON *json)
{
    const char *line = text_of(json, "acpc");
    double value[2];
    for (unsigned colons = 0; colons < 4; line++)
        colons += *line == ':';
    assert_int_equal(sscanf(line, "%lf|%lf", &value[0], &value[1]), 2);
    assert_true(value[0] + value[1] == 0);
    return value[(unsigned)number_of(json, "you") - 1];
}

static void assert_solution(const cJSON *json)
{
    const cJSON *decision, *entry;
    unsigned own = 0, at = 0;
    cJSON_ArrayForEach(entry, cJSON_GetObjectItem(json, "log")) own +=
        number_of(entry, "player") == number_of(json, "you");
    assert_int_equal(size_of(json, "solution"), own);
    entry = cJSON_GetObjectItem(json, "log")->child;
    cJSON_ArrayForEach(decision, cJSON_GetObjectItem(json, "solution"))
    {
        double sum = 0;
        const cJSON *item;
        while (number_of(entry, "player") != number_of(json, "you"))
            entry = entry->next;
        assert_string_equal(text_of(decision, "done"), text_of(entry, "name"));
        assert_string_equal(text_of(decision, "street"), text_of(entry, "street"));
        cJSON_ArrayForEach(item, cJSON_GetObjectItem(decision, "actions")) sum += number_of(item, "probability");
        assert_true(sum > 1 - 1e-6 && sum < 1 + 1e-6);
        entry = entry->next;
        at++;
    }
    assert_int_equal(at, own);
}

static void whole_hands(void **state)
{
    (void)state;
    unsigned shown = 0, solved = 0;
    for (uint64_t hand = 0; hand < 60; hand++) {
        char actions[512], more[520];
        cJSON *json = play(hand, actions);
        assert_non_null(json);
        assert_stands(json);
        assert_true(number_of(json, "you") == (hand % 2 ? 1 : 2));
        assert_true(number_of(json, "won") == won_by_history(json));
        shown += !is_null(json, "shown");
        cJSON_Delete(json);
        json = ask(&server, 1, hand, actions, "1");
        assert_non_null(json);
        assert_solution(json);
        solved += size_of(json, "solution") > 0;
        cJSON_Delete(json);
        snprintf(more, sizeof more, "%s%sc", actions, actions[0] ? "," : "");
        assert_null(ask(&server, 1, hand, more, NULL));
        assert_non_null(strstr(failure.text, "the hand is over"));
    }
    assert_in_range(shown, 5, 55);
    assert_in_range(solved, 30, 60);
}

/* What a source that plays as `as` says would have done first in each of a few hands of checking and calling, as text. */
static void list_solutions(struct server *of, const char *as, char text[4096])
{
    text[0] = '\0';
    for (unsigned hand = 1; hand < 24; hand += 2) {
        char number[16], actions[16] = "c";
        struct query query = {.count = as ? 5 : 4,
                              .name = {"hand", "actions", "seed", "solution", "as"},
                              .value = {number, actions, "1", "0", as}};
        snprintf(number, sizeof number, "%u", hand);
        cJSON *json = answer(of, &query);
        while (json && cJSON_IsFalse(cJSON_GetObjectItem(json, "finished"))) {
            cJSON_Delete(json);
            text_append(actions, sizeof actions, ",c");
            json = answer(of, &query);
        }
        cJSON_Delete(json);
        query.value[3] = "1";
        json = answer(of, &query);
        assert_non_null(json);
        const cJSON *item;
        cJSON_ArrayForEach(item, cJSON_GetObjectItem(cJSON_GetObjectItem(json, "solution")->child, "actions"))
            text_append(text, 4096, "%.6f ", number_of(item, "probability"));
        text_append(text, 4096, "%g\n", number_of(json, "won"));
        cJSON_Delete(json);
    }
}

static void a_source_plays_as_it_is_asked_to(void **state)
{
    char trained[4096], plain[4096], purified[4096], named[4096];
    struct query query = {.count = 1, .name = {"as"}};
    struct server other = {.sources = {.file = "purify:play_json_leduc.holdem"}};
    (void)state;
    list_solutions(&leduc, NULL, trained);
    list_solutions(&leduc, "threshold=0@round2:plain", plain);
    list_solutions(&leduc, "purify", purified);
    assert_string_equal(trained, plain);
    assert_string_not_equal(trained, purified);
    /* A file that is served by such a name plays so, too. */
    list_solutions(&other, NULL, named);
    sources_close(&other.sources);
    assert_string_equal(named, purified);
    query.value[0] = "purfy";
    assert_null(answer(&leduc, &query));
    assert_string_equal(
        failure.text, "as: nobody plays as 'purfy'; 'purfy' is not purify, threshold or plain; did you mean 'purify'?");
    query.value[0] = "purify@river";
    assert_null(answer(&leduc, &query));
    assert_non_null(strstr(failure.text, "there is no street 'river'; there are round1, round2"));
}

static void assert_refuses(struct server *of, const char *actions, const char *solution, const char *reason)
{
    assert_null(ask(of, 1, 0, actions, solution));
    if (!strstr(failure.text, reason))
        fail_msg("'%s' does not say '%s'", failure.text, reason);
}

static void bad_questions(void **state)
{
    (void)state;
    struct query query = {.count = 1, .name = {"seed"}, .value = {"-1"}};
    cJSON *json = cJSON_CreateObject();
    assert_refuses(&server, "x", NULL, "'x' is not possible");
    assert_refuses(&server, "r", NULL, "'r' is not possible");
    assert_refuses(&server, "r150x", NULL, "'r150x' is not possible");
    assert_refuses(&server, "r9999999999", NULL, "'r9999999999' is not possible");
    assert_refuses(&server, "r200.5", NULL, "is not possible");
    assert_refuses(&server, "cc", NULL, "'cc' is not possible");
    assert_refuses(&server, ",c", NULL, "'' is not possible");
    assert_refuses(&server, "c,", NULL, "'c,' is none");
    assert_refuses(&server, "c c", NULL, "is not possible");
    assert_refuses(&server, "r00000000000000000000200", NULL, "is none");
    assert_refuses(&server, "", "1", "when the hand is over");
    assert_refuses(&server, "", "2", "solution must be");
    assert_refuses(&trio, "", NULL, "3 players");
    assert_false(play_answer(&server, &query, json, &failure));
    assert_non_null(strstr(failure.text, "seed must be"));
    query.name[0] = "source";
    query.value[0] = "../play_json_test.holdem";
    assert_false(play_answer(&server, &query, json, &failure));
    cJSON_Delete(json);
}

/* Raises have no amount, stacks no bottom, seats no blinds to be named after. */
static void a_limit_game(void **state)
{
    (void)state;
    cJSON *json = ask(&leduc, 1, 1, "", NULL);
    assert_non_null(json);
    assert_int_equal(size_of(json, "log"), 0);
    assert_int_equal(size_of(json, "legal"), 2);
    assert_string_equal(text_of(cJSON_GetArrayItem(cJSON_GetObjectItem(json, "legal"), 1), "action"), "r");
    assert_true(cJSON_IsNull(cJSON_GetObjectItem(json, "stacks")->child));
    assert_string_equal(cJSON_GetObjectItem(json, "names")->child->valuestring, "first");
    cJSON_Delete(json);
    json = ask(&leduc, 1, 1, "r", NULL);
    assert_non_null(json);
    const cJSON *log = cJSON_GetObjectItem(json, "log");
    assert_string_equal(text_of(log->child, "name"), "raise to 3");
    cJSON_Delete(json);
    assert_refuses(&leduc, "r3", NULL, "possible: c, r");
    assert_refuses(&leduc, "f", NULL, "'f' is not possible");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_hands),
        cmocka_unit_test(a_source_plays_as_it_is_asked_to),
        cmocka_unit_test(bad_questions),
        cmocka_unit_test(a_limit_game),
    };
    return cmocka_run_group_tests_name("play_json", tests, open_servers, close_servers);
}
