/* The local server over a connection of its own: answers, refusals, and whatever bytes come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "eval/agents.h"
#include "eval/match.h"
#include "eval/player.h"
#include "platform/thread.h"
#include "serve/server.h"
#include "unit/eval/fixture.h"

#include <math.h>
#include <stdatomic.h>

enum { REPLY = 1 << 20, ALL = 6, OF_ONE_ADDRESS = 4 };

/* A slow request is ended after a fifth of a second, which every other one here has to spare. */
static const struct connection_limits limits = {ALL, OF_ONE_ADDRESS, 0.2, 10, 1e6};

static const char path[] = "server_test.holdem";

struct stage {
    struct server server;
    struct http *http;
    struct thread thread;
    atomic_bool stop;
    uint16_t port;
    char reply[REPLY];
};

static void serve(void *argument)
{
    struct stage *stage = argument;
    while (!atomic_load(&stage->stop))
        http_run(stage->http, 20);
}

static void write_blueprint(const char *name, const char *game)
{
    struct fixture fixture;
    fixture_open(&fixture, name, game);
    fixture_fill(&fixture);
    fixture_write(&fixture, path);
    fixture_close(&fixture);
}

static int open_stage(void **state)
{
    struct stage *stage = memory_allocate(1, sizeof *stage);
    struct failure failure;
    struct socket listener;
    write_blueprint("leduc", LEDUC_TEXT);
    stage->server.sources.file = path;
    must(socket_listen(&listener, NULL, &stage->port, &failure), &failure);
    stage->http = http_open(&listener, true, &limits, server_answer, &stage->server, &failure);
    must(stage->http != NULL, &failure);
    must(thread_start(&stage->thread, "serve", serve, stage, &failure), &failure);
    *state = stage;
    return 0;
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    atomic_store(&stage->stop, true);
    thread_join(&stage->thread);
    http_close(stage->http);
    sources_close(&stage->server.sources);
    runs_close(&stage->server.runs);
    memory_release(stage);
    return remove(path);
}

/* Sends the bytes and reads the reply to its end, which the server marks by closing. */
static const char *exchange(struct stage *stage, const char *bytes, size_t count)
{
    struct socket socket;
    struct failure failure;
    size_t length = 0, got = 1;
    must(socket_connect(&socket, "127.0.0.1", stage->port, NULL, &failure), &failure);
    must(socket_write(&socket, bytes, count, &failure), &failure);
    while (got > 0 && length < REPLY - 1 &&
           socket_read(&socket, stage->reply + length, REPLY - 1 - length, &got, &failure))
        length += got;
    socket_close(&socket);
    stage->reply[length] = '\0';
    return stage->reply;
}

static const char *ask(struct stage *stage, const char *method, const char *target, const char *host)
{
    char request[4096];
    int length = snprintf(request, sizeof request, "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", method,
                          target, host);
    return exchange(stage, request, (size_t)length);
}

static const char *get(struct stage *stage, const char *target)
{
    return ask(stage, "GET", target, "127.0.0.1");
}

static int status_of(const char *reply)
{
    return strncmp(reply, "HTTP/1.1 ", 9) == 0 ? atoi(reply + 9) : 0;
}

static const char *body_of(const char *reply)
{
    const char *end = strstr(reply, "\r\n\r\n");
    return end ? end + 4 : "";
}

/* The body of an answer; the caller deletes it. */
static cJSON *answer(struct stage *stage, const char *target)
{
    const char *reply = get(stage, target);
    assert_int_equal(status_of(reply), 200);
    assert_non_null(strstr(reply, "Content-Type: application/json"));
    cJSON *json = cJSON_Parse(body_of(reply));
    assert_non_null(json);
    return json;
}

static void refuses(struct stage *stage, const char *target, int status, const char *reason)
{
    const char *reply = get(stage, target);
    assert_int_equal(status_of(reply), status);
    cJSON *json = cJSON_Parse(body_of(reply));
    const char *error = cJSON_GetStringValue(cJSON_GetObjectItem(json, "error"));
    assert_non_null(error);
    if (!strstr(error, reason))
        fail_msg("%s: '%s', not '%s'", target, error, reason);
    cJSON_Delete(json);
}

static double number(const cJSON *json, const char *name)
{
    const cJSON *item = cJSON_GetObjectItem(json, name);
    assert_true(cJSON_IsNumber(item));
    return item->valuedouble;
}

static void what_there_is(void **state)
{
    cJSON *info = answer(*state, "/api/info"), *game = answer(*state, "/api/game");
    const cJSON *sources = cJSON_GetObjectItem(info, "sources");
    assert_int_equal(cJSON_GetArraySize(sources), 1);
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(sources->child, "id")), path);
    assert_true(cJSON_IsNull(cJSON_GetObjectItem(sources->child, "iterations")));
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(info, "runs")), 0);
    assert_int_equal(number(game, "iterations"), 1234);
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(game, "ranks")), "AKQ");
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(game, "suits")), "sh");
    cJSON_Delete(info);
    cJSON_Delete(game);
}

static double reach_of(const cJSON *item, unsigned player)
{
    return cJSON_GetArrayItem(cJSON_GetObjectItem(item, "reach"), (int)player)->valuedouble;
}

/* Of a list of actions, and of a list of numbers beside it, what belongs to bets and raises; without numbers by field. */
static double raises_of(const cJSON *actions, const cJSON *numbers, const char *field)
{
    double sum = 0;
    int a = 0;
    const cJSON *action;
    cJSON_ArrayForEach(action, actions)
    {
        if (cJSON_GetStringValue(cJSON_GetObjectItem(action, "action"))[0] == 'r')
            sum += numbers ? cJSON_GetArrayItem(numbers, a)->valuedouble : number(action, field);
        a++;
    }
    return sum;
}

/* Raises are summed beside each list; a game of antes has no big blinds. */
static void assert_summed(const cJSON *spot)
{
    const cJSON *actions = cJSON_GetObjectItem(spot, "actions"), *hand, *action;
    assert_true(fabs(number(spot, "raise_total") - raises_of(actions, NULL, "weighted")) < 1e-6);
    cJSON_ArrayForEach(hand, cJSON_GetObjectItem(spot, "hands"))
    {
        double total = raises_of(actions, cJSON_GetObjectItem(hand, "strategy"), NULL);
        assert_true(fabs(number(hand, "raise_total") - total) < 1e-6);
    }
    cJSON_ArrayForEach(action, actions) assert_true(cJSON_IsNull(cJSON_GetObjectItem(action, "big_blinds")));
    assert_true(cJSON_IsNull(cJSON_GetObjectItem(cJSON_GetObjectItem(spot, "big_blinds"), "pot")));
}

/* What a spot says of classes and actions is what their combinations say: each counts by the acting player's reach, in
 * actions also by that of what the other may hold beside it. */
static void compare(struct stage *stage, const char *place, unsigned player)
{
    char target[128];
    snprintf(target, sizeof target, "/api/spot?%s", place);
    cJSON *spot = answer(stage, target);
    snprintf(target, sizeof target, "/api/combos?%s", place);
    cJSON *combos = answer(stage, target);
    assert_int_equal(number(spot, "player"), player + 1);
    assert_summed(spot);
    double reach = 0, others = 0, weight = 0, first = 0, classes = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItem(combos, "combos")) others += reach_of(item, 1 - player);
    cJSON_ArrayForEach(item, cJSON_GetObjectItem(combos, "combos"))
    {
        double held = reach_of(item, player) * (others - reach_of(item, 1 - player));
        reach += reach_of(item, player);
        weight += held;
        first += held * cJSON_GetObjectItem(item, "strategy")->child->valuedouble;
    }
    cJSON_ArrayForEach(item, cJSON_GetObjectItem(spot, "hands")) classes +=
        number(item, "combos") * reach_of(item, player);
    assert_true(fabs(number(cJSON_GetObjectItem(spot, "actions")->child, "weighted") - first / weight) < 1e-4);
    assert_true(fabs(classes - reach) < 1e-4);
    cJSON_Delete(spot);
    cJSON_Delete(combos);
}

static void spots_and_combinations_agree(void **state)
{
    compare(*state, "sequence=cr", 0);
    compare(*state, "sequence=crc/&board=Kh", 0);
    cJSON *spot = answer(*state, "/api/spot?sequence=crc/&board=Kh");
    cJSON *combos = answer(*state, "/api/combos?sequence=crc/&board=Kh");
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(spot, "board")), "Kh");
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(spot, "line")), 3);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(combos, "combos")), 5);
    cJSON_Delete(spot);
    cJSON_Delete(combos);
}

/* A board that is left out is dealt, twice the same. */
static void boards_are_completed(void **state)
{
    cJSON *once = answer(*state, "/api/spot?sequence=cc/"), *again = answer(*state, "/api/spot?sequence=cc/");
    const char *board = cJSON_GetStringValue(cJSON_GetObjectItem(once, "board"));
    assert_int_equal(strlen(board), 2);
    assert_string_equal(board, cJSON_GetStringValue(cJSON_GetObjectItem(again, "board")));
    cJSON *before = answer(*state, "/api/spot?sequence=c&board=Kh");
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(before, "board")), "");
    cJSON_Delete(once);
    cJSON_Delete(again);
    cJSON_Delete(before);
}

static void values_go_on(void **state)
{
    cJSON *first = answer(*state, "/api/values?sequence=c"),
          *exact = answer(*state, "/api/values?sequence=cc/&board=As");
    char next[64];
    snprintf(next, sizeof next, "/api/values?sequence=c&first=%.0f", number(first, "next"));
    cJSON *second = answer(*state, next);
    assert_true(number(second, "first") == number(first, "next"));
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(exact, "exact")));
    assert_true(cJSON_IsNull(cJSON_GetObjectItem(exact, "next")));
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(exact, "value")), 5);
    cJSON_Delete(first);
    cJSON_Delete(second);
    cJSON_Delete(exact);
}

/* A piece of a match holds the deals that it says, those of the match. */
static void holds_its_deals(struct stage *stage, const struct match_plan *plan, unsigned first)
{
    char target[96];
    double sum = 0, square = 0;
    snprintf(target, sizeof target, "/api/match?opponent=random&first=%u", first);
    cJSON *piece = answer(stage, target);
    uint64_t next = (uint64_t)number(piece, "next");
    assert_true(number(piece, "first") == first && number(piece, "count") == (double)(next - first));
    for (uint64_t deal = first; deal < next; deal++) {
        double won = match_play_deal(plan, deal);
        sum += won;
        square += won * won;
    }
    assert_true(fabs(number(piece, "sum") - sum) < 1e-6 && fabs(number(piece, "square") - square) < 1e-6);
    cJSON_Delete(piece);
}

static void matches_go_on(void **state)
{
    struct player player;
    struct agent random;
    struct failure failure;
    struct match_estimates all;
    must(player_open(&player, path, NULL, NULL, &failure), &failure);
    assert_true(agent_named("random", player.agent.game, &random));
    const struct match_plan plan = {&run_unattended, &player.agent, &random, 1000, 1, 1, true};
    for (unsigned first = 0; first < 8; first++)
        holds_its_deals(*state, &plan, 1000 * first);
    must(match_play(&plan, &all, &failure), &failure);
    double sum = 0;
    for (unsigned deal = 0; deal < 1000; deal++)
        sum += match_play_deal(&plan, deal);
    assert_true(fabs(all.plain.mean - sum / 1000) < 1e-9);
    player_close(&player);

    cJSON *built_in = answer(*state, "/api/match?opponent=always-fold");
    assert_int_equal(number(built_in, "iterations"), 1234);
    assert_true(cJSON_IsNull(cJSON_GetObjectItem(built_in, "opponent_iterations")));
    assert_int_equal(number(built_in, "big_blind"), 1);
    assert_int_equal(number(built_in, "always_fold"), 1);
    cJSON_Delete(built_in);
    cJSON *own = answer(*state, "/api/match?opponent=server_test.holdem");
    assert_int_equal(number(own, "opponent_iterations"), 1234);
    cJSON_Delete(own);
}

static void matches_are_for_two(void **state)
{
    write_blueprint("kuhn.3p", KUHN_3P_TEXT);
    refuses(*state, "/api/match?opponent=random", 400, "kuhn.3p is for 3 players; matches are for two");
    write_blueprint("leduc", LEDUC_TEXT);
}

static void bad_questions(void **state)
{
    refuses(*state, "/api/match", 400, "against whom?");
    refuses(*state, "/api/match?opponent=nobody", 400, "no blueprint 'nobody'");
    refuses(*state, "/api/match?opponent=random&first=-1", 400, "whole number");
    refuses(*state, "/api/spot?sequence=x", 400, "'x'");
    refuses(*state, "/api/spot?sequence=cf", 400, "offered");
    refuses(*state, "/api/spot?sequence=cc/cc", 400, "the hand is over");
    refuses(*state, "/api/spot?sequence=cc/&board=2h", 400, "has no 2h");
    refuses(*state, "/api/spot?sequence=cc/&board=KhZ", 400, "board: 'Z' is no card");
    refuses(*state, "/api/spot?sequense=c", 400, "no parameter 'sequense'");
    refuses(*state, "/api/spot?seq=c", 400, "no parameter 'seq'");
    refuses(*state, "/api/spot?source=..%2fetc%2fpasswd", 400, "no blueprint");
    refuses(*state, "/api/combos?hand=ZZ", 400, "no hands 'ZZ'");
    refuses(*state, "/api/values?first=-1", 400, "whole number");
    refuses(*state, "/api/spot?sequence=c%00c", 400, "cannot be read");
    refuses(*state, "/api/run?run=..", 400, "");
    refuses(*state, "/api/nothing", 404, "no such page");
    refuses(*state, "/assets/nothing.js", 404, "no such page");
    refuses(*state, "/assets/../server_test.holdem", 404, "no such page");
    refuses(*state, "/assets/%2e%2e/server_test.holdem", 404, "no such page");
    refuses(*state, "/server_test.holdem", 404, "no such page");
    refuses(*state, "//", 404, "no such page");
}

/* A file that has been replaced is opened anew. */
static void blueprints_may_change(void **state)
{
    static const char *const games[][2] = {{"kuhn", KUHN_TEXT}, {"leduc", LEDUC_TEXT}};
    for (unsigned i = 0; i < 2; i++) {
        write_blueprint(games[i][0], games[i][1]);
        cJSON *game = answer(*state, "/api/game");
        assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(game, "game")), games[i][0]);
        cJSON_Delete(game);
    }
}

static void pages_are_there(void **state)
{
    static const char *const views[] = {"/", "/strategy?line=c", "/training", "/play", "/assets/main.js"};
    for (unsigned i = 0; i < sizeof views / sizeof *views; i++)
        assert_int_equal(status_of(get(*state, views[i])), 200);
    assert_non_null(strstr(get(*state, "/"), "text/html"));
    assert_non_null(strstr(get(*state, "/"), "<!doctype html>"));
}

static void methods_and_hosts(void **state)
{
    assert_int_equal(status_of(ask(*state, "POST", "/api/info", "127.0.0.1")), 405);
    assert_int_equal(status_of(ask(*state, "DELETE", "/", "127.0.0.1")), 405);
    assert_int_equal(status_of(ask(*state, "HEAD", "/api/info", "localhost:80")), 200);
    assert_string_equal(body_of(ask(*state, "HEAD", "/api/info", "localhost")), "");
    assert_int_equal(status_of(ask(*state, "GET", "/api/info", "[::1]:8080")), 200);
    assert_int_equal(status_of(ask(*state, "GET", "/api/info", "example.org")), 403);
    assert_int_equal(status_of(ask(*state, "GET", "/api/info", "localhost.example.org")), 403);
    assert_int_equal(status_of(ask(*state, "GET", "/api/info", "1.2.3.4.example.org")), 403);
}

static int status_with_head(struct stage *stage, const char *head)
{
    char request[512];
    int length = snprintf(request, sizeof request, "%s\r\nConnection: close\r\n\r\n", head);
    return status_of(exchange(stage, request, (size_t)length));
}

static void names_of_this_machine(void **state)
{
    static const char *const local[] = {
        "LOCALHOST", "LocalHost:8080", "localhost.", "localhost:", "127.0.0.1:1", "[::1]:8080", "[::FFFF:7f00:1]"};
    static const char *const other[] = {"",        "localhost:x", "localhostx",    "[evil", "[evil]", "[::1]x",
                                        "[::1]:x", "[]",          "1.2.3.4.5:6:7", ":80",   "..evil", "local host"};
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        assert_int_equal(status_of(ask(*state, "GET", "/api/info", local[i])), 200);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_int_equal(status_of(ask(*state, "GET", "/api/info", other[i])), 403);
}

static void a_request_names_one_host(void **state)
{
    assert_int_equal(status_with_head(*state, "GET /api/info HTTP/1.1"), 400);
    assert_int_equal(status_with_head(*state, "GET /api/info HTTP/1.0"), 200);
    assert_int_equal(status_with_head(*state, "GET /api/info HTTP/1.1\r\nHost: localhost\r\nhost: localhost"), 400);
    assert_int_equal(status_with_head(*state, "GET /api/info HTTP/1.0\r\nHost: localhost\r\nHOST: evil"), 400);
}

/* Asks for `start`, `count` times `piece`, and the rest of a request. */
static int status_of_long(struct stage *stage, const char *start, const char *piece, size_t count, const char *end)
{
    size_t length = strlen(piece), room = strlen(start) + count * length + strlen(end) + 64;
    char *request = memory_allocate(room, 1);
    size_t at = (size_t)snprintf(request, room, "%s", start);
    for (size_t i = 0; i < count; i++, at += length)
        memcpy(request + at, piece, length);
    at += (size_t)snprintf(request + at, room - at, "%s\r\nHost: localhost\r\nConnection: close\r\n\r\n", end);
    int status = status_of(exchange(stage, request, at));
    memory_release(request);
    return status;
}

/* However long: an answer, never a connection that just closes. */
static void long_requests_are_answered(void **state)
{
    static const size_t counts[] = {17, 64, 65, 300, 470, 480, 490, 500, 700, 900, 960, 1000, 1100, 2000, 4000, 8000};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        int parameters = status_of_long(*state, "GET /api/info?", "a=1&", counts[i], "a=1 HTTP/1.1");
        int headers = status_of_long(*state, "GET /api/info HTTP/1.1", "\r\nX: 1", counts[i], "");
        assert_int_equal(parameters, counts[i] < 64 ? 400 : 414);
        assert_int_equal(headers, counts[i] < 126 ? 200 : 431);
    }
    for (size_t bytes = 1000; bytes < 140000; bytes += bytes / 15) {
        int url = status_of_long(*state, "GET /", "a", bytes, " HTTP/1.1");
        int header = status_of_long(*state, "GET /api/info HTTP/1.1\r\nX: ", "a", bytes, "");
        assert_int_equal(url, bytes < 8192 ? 404 : 414);
        assert_int_equal(header, bytes < 16300 ? 200 : 431);
    }
}

static void zero_bytes_in_a_path(void **state)
{
    refuses(*state, "/api/info%00", 400, "cannot be read");
    refuses(*state, "/%00", 400, "cannot be read");
    refuses(*state, "/%00?x=1", 400, "cannot be read");
}

static void open_connection(struct stage *stage, struct socket *socket, const char *bytes)
{
    struct failure failure;
    must(socket_connect(socket, "127.0.0.1", stage->port, NULL, &failure), &failure);
    must(socket_write(socket, bytes, strlen(bytes), &failure), &failure);
}

/* Byte by byte until the server has ended it, which may take a while to be seen from here; false: it goes on for ever. */
static bool drips_out(struct socket *socket, const char *byte)
{
    struct failure failure;
    struct mutex mutex;
    struct condition nothing;
    unsigned drops = 0;
    mutex_init(&mutex);
    condition_init(&nothing);
    mutex_lock(&mutex);
    while (drops < 1000 && socket_write(socket, byte, 1, &failure)) {
        condition_wait_for(&nothing, &mutex, 10);
        drops++;
    }
    mutex_unlock(&mutex);
    condition_destroy(&nothing);
    mutex_destroy(&mutex);
    return drops < 1000;
}

static void a_request_that_drips_is_ended(void **state)
{
    static const char *const begins[] = {"", "GET", "GET /api/info HTTP/1.1\r\nHost: localhost\r\nX:"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        struct socket socket;
        open_connection(*state, &socket, begins[i]);
        assert_true(drips_out(&socket, "x"));
        socket_close(&socket);
    }
    cJSON_Delete(answer(*state, "/api/info"));
}

/* More than may be from one address, and in all: the newest is answered, the oldest are ended. */
static void who_holds_connections_shuts_nobody_out(void **state)
{
    enum { HELD = 3 * ALL };
    struct socket held[HELD];
    struct failure failure;
    char byte;
    size_t got;
    for (unsigned i = 0; i < HELD; i++) {
        open_connection(*state, &held[i], "GET /api/info HTTP/1.1\r\nHost: local");
        if (i % ALL == ALL - 1)
            cJSON_Delete(answer(*state, "/api/info"));
    }
    for (unsigned i = 0; i < HELD; i++) {
        if (socket_read(&held[i], &byte, 1, &got, &failure))
            assert_int_equal(got, 0);
        socket_close(&held[i]);
    }
    cJSON_Delete(answer(*state, "/api/info"));
}

static void what_has_not_changed_is_not_sent_again(void **state)
{
    char tag[64] = "", request[256];
    const char *at = strstr(get(*state, "/assets/main.js"), "ETag: ");
    assert_non_null(at);
    sscanf(at, "ETag: %63s", tag);
    int length = snprintf(
        request, sizeof request,
        "GET /assets/main.js HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: %s\r\nConnection: close\r\n\r\n", tag);
    const char *reply = exchange(*state, request, (size_t)length);
    assert_int_equal(status_of(reply), 304);
    assert_string_equal(body_of(reply), "");
}

/* The server goes on whatever it is sent. */
static void any_bytes(void **state)
{
    struct random_stream stream = random_stream_at(1, 0, 0);
    static const char start[] =
        "GET /api/spot?sequence=cc/&board=Kh HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    char bytes[sizeof start];
    for (unsigned round = 0; round < 300; round++) {
        memcpy(bytes, start, sizeof start);
        for (unsigned n = 0; n < 1 + round % 4; n++)
            bytes[random_below(&stream, sizeof start - 1 - 4)] = (char)random_below(&stream, 256);
        memcpy(bytes + sizeof start - 5, "\r\n\r\n", 4);
        struct socket socket;
        struct failure failure;
        must(socket_connect(&socket, "127.0.0.1", ((struct stage *)*state)->port, NULL, &failure), &failure);
        socket_write(&socket, bytes, sizeof start - 1, &failure);
        socket_close(&socket);
    }
    cJSON_Delete(answer(*state, "/api/info"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_there_is),
        cmocka_unit_test(spots_and_combinations_agree),
        cmocka_unit_test(boards_are_completed),
        cmocka_unit_test(values_go_on),
        cmocka_unit_test(matches_go_on),
        cmocka_unit_test(matches_are_for_two),
        cmocka_unit_test(bad_questions),
        cmocka_unit_test(blueprints_may_change),
        cmocka_unit_test(pages_are_there),
        cmocka_unit_test(methods_and_hosts),
        cmocka_unit_test(names_of_this_machine),
        cmocka_unit_test(a_request_names_one_host),
        cmocka_unit_test(long_requests_are_answered),
        cmocka_unit_test(zero_bytes_in_a_path),
        cmocka_unit_test(a_request_that_drips_is_ended),
        cmocka_unit_test(who_holds_connections_shuts_nobody_out),
        cmocka_unit_test(what_has_not_changed_is_not_sent_again),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
