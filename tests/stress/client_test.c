/* The ACPC client plays whole matches at a strict dealer's table: a thousand hands of limit and of no-limit hold'em against
 * somebody who makes any legal bet, and a game of three. Nothing it says is illegal, and both sides count the same chips. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "game/tree.h"
#include "platform/interrupt.h"
#include "platform/socket.h"
#include "play/client.h"
#include "support/dealer.h"
#include "support/games.h"
#include "sync/pool.h"

#include <math.h>
#include <signal.h>
#include <string.h>

/* Strategies that are made up: a few classes of hands, and probabilities by the node and the class, some of them 0. */
static bucket_id locate(const void *context, unsigned street, const card cards[])
{
    (void)context;
    return (bucket_id)((cards[0] + 3U * cards[1] + street) % 5);
}

static void read_at(const void *context, const struct node *node, bucket_id bucket, double probability[])
{
    struct random_stream random = random_stream_at(3, node->row, 8 * node->street + bucket);
    double total = 0;
    (void)context;
    for (unsigned a = 0; a < node->actions; a++) {
        probability[a] = random_below(&random, 3) * random_unit(&random) + (a == 1 ? 0.01 : 0);
        total += probability[a];
    }
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] /= total;
}

static void read_policy(const void *context, const struct node *node, const card cards[], double probability[])
{
    read_at(context, node, locate(context, node->street, cards), probability);
}

static void play(const struct agent *agent, unsigned hands)
{
    struct dealer_table dealer;
    struct client_result result;
    struct failure failure = {.text = ""};
    struct history_file history;
    const char path[] = "client_test.log";
    remove(path);
    assert_true(history_file_open(&history, path, agent->game, 0, &failure));
    dealer_open(&dealer, agent->game, hands);
    struct client_plan plan = {
        .agent = agent, .host = "127.0.0.1", .port = dealer.port, .seed = 5, .history = &history};
    bool played = client_play(&plan, &result, &failure);
    dealer_close(&dealer);
    print_message("%s: %u hands, %u answers, %u raises %s\n", agent->game->name, dealer.finished, dealer.answers,
                  dealer.raises, dealer.fault);
    assert_string_equal(dealer.fault, "");
    if (!played)
        fail_msg("%s", failure.text);
    assert_int_equal(result.hands, hands);
    assert_int_equal(result.actions, dealer.answers);
    assert_int_equal(result.won.count, hands);
    assert_true(fabs(result.won.mean * hands - dealer.won) < 1e-6 * (1 + fabs(dealer.won)));
    assert_true(dealer.raises > hands / 10);
    unsigned lines = 0;
    assert_true(history_file_close(&history, true, &failure));
    FILE *file = fopen(path, "r");
    for (int c; (c = fgetc(file)) != EOF;)
        lines += c == '\n';
    assert_int_equal(lines, hands);
    fclose(file);
    remove(path);
}

static void play_policy(const char *name)
{
    struct failure failure;
    struct game game;
    struct menu menu;
    struct tree tree;
    games_load(name, &game);
    assert_true(menu_named("default", &game, &menu, &failure));
    assert_true(tree_build(&game, &menu, &tree, &failure));
    struct policy policy = {.read = read_policy, .locate = locate, .read_at = read_at};
    struct agent agent = agent_of_policy(&tree, policy);
    play(&agent, 1000);
    tree_release(&tree);
}

static void a_thousand_hands_of_no_limit(void **state)
{
    (void)state;
    play_policy("holdem.nolimit.2p.game");
}

static void a_thousand_hands_of_limit(void **state)
{
    (void)state;
    play_policy("holdem.limit.2p.game");
}

static void a_game_of_three(void **state)
{
    (void)state;
    struct game game;
    struct agent agent;
    games_load("holdem.nolimit.3p.game", &game);
    assert_true(agent_named("random", &game, &agent));
    play(&agent, 300);
}

/* Nobody listens there. */
static void a_closed_port_is_named(void **state)
{
    (void)state;
    struct failure failure;
    struct socket listener;
    struct game game;
    struct agent agent;
    struct client_result result;
    uint16_t port;
    games_load("holdem.limit.2p.game", &game);
    assert_true(agent_named("always-call", &game, &agent));
    struct history_file none = {0};
    struct client_plan plan = {.agent = &agent, .host = "127.0.0.1", .history = &none};
    assert_true(socket_listen(&listener, NULL, &port, &failure));
    plan.port = port;
    socket_close(&listener);
    assert_false(client_play(&plan, &result, &failure));
    assert_non_null(strstr(failure.text, "127.0.0.1"));
}

struct silent_dealer {
    struct socket listener, player;
};

/* Takes the greeting and says nothing; then somebody wants the program to end. */
static void be_silent(void *argument, unsigned worker)
{
    struct silent_dealer *dealer = argument;
    struct failure failure;
    char greeting[64];
    size_t count;
    (void)worker;
    if (socket_accept(&dealer->listener, &dealer->player, &failure))
        socket_read(&dealer->player, greeting, sizeof greeting, &count, &failure);
    raise(SIGTERM);
}

static void an_interrupt_ends_the_wait_for_a_silent_dealer(void **state)
{
    (void)state;
    struct failure failure;
    struct silent_dealer dealer;
    struct pool pool;
    struct game game;
    struct agent agent;
    struct client_result result;
    uint16_t port = 0;
    games_load("holdem.limit.2p.game", &game);
    assert_true(agent_named("always-call", &game, &agent));
    assert_true(socket_listen(&dealer.listener, NULL, &port, &failure));
    interrupt_watch();
    assert_true(pool_start(&pool, 1, "dealer", be_silent, &dealer, &failure));
    struct history_file none = {0};
    struct client_plan plan = {.agent = &agent, .host = "127.0.0.1", .port = port, .history = &none};
    assert_false(client_play(&plan, &result, &failure));
    assert_non_null(strstr(failure.text, "interrupted"));
    pool_join(&pool);
    socket_close(&dealer.player);
    socket_close(&dealer.listener);
    interrupt_watch();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thousand_hands_of_no_limit),
        cmocka_unit_test(a_thousand_hands_of_limit),
        cmocka_unit_test(a_game_of_three),
        cmocka_unit_test(a_closed_port_is_named),
        cmocka_unit_test(an_interrupt_ends_the_wait_for_a_silent_dealer),
    };
    return cmocka_run_group_tests_name("client", tests, NULL, NULL);
}
